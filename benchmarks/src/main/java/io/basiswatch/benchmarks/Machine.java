package io.basiswatch.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What figures were measured on; without it they mean nothing.
 *
 * @param processor its name, as far as the operating system tells
 * @param processors how many of them the process may use
 * @param memoryMebibytes of the machine
 * @param system name and version of the operating system
 * @param java version and vendor of the runtime
 * @param load the machine's load when the run began: how much else was going on
 */
record Machine(String processor, int processors, long memoryMebibytes, String system, String java, double load) {
    private static final Path CPU = Path.of("/proc/cpuinfo");

    static Machine here() throws IOException {
        OperatingSystemMXBean os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processorName(),
                os.getAvailableProcessors(),
                os.getTotalMemorySize() >> 20,
                os.getName() + ' ' + os.getVersion() + ' ' + os.getArch(),
                System.getProperty("java.runtime.version") + ' ' + System.getProperty("java.vendor"),
                Double.parseDouble(String.format(Locale.ROOT, "%.2f", os.getSystemLoadAverage())));
    }

    private static String processorName() throws IOException {
        if (!Files.exists(CPU)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("machine");
        json.writeStringField("processor", processor);
        json.writeNumberField("processors", processors);
        json.writeNumberField("memory_mib", memoryMebibytes);
        json.writeStringField("system", system);
        json.writeStringField("java", java);
        json.writeNumberField("load_at_start", load);
        json.writeEndObject();
    }
}
