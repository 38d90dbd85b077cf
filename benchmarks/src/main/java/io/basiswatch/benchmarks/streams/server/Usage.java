package io.basiswatch.benchmarks.streams.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process and its children use (Linux only: from {@code /proc}).
 *
 * @param residentBytes memory that is in use, shared memory included; shared pages of parent and child count twice
 * @param cpuMicros processor time since it began
 */
public record Usage(long residentBytes, long cpuMicros) {
    private static final long MICROS_PER_TICK = 10_000;

    /** Of the process {@code pid} and its children, now. */
    public static Usage of(long pid) throws IOException {
        long resident = 0;
        long ticks = 0;
        for (long each : family(pid)) {
            resident += resident(each);
            String stat = Files.readString(Path.of("/proc/" + each + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
        return new Usage(resident, ticks * MICROS_PER_TICK);
    }

    private static List<Long> family(long pid) throws IOException {
        List<Long> family = new ArrayList<>(List.of(pid));
        String children = Files.readString(Path.of("/proc/" + pid + "/task/" + pid + "/children"));
        for (String child : children.strip().split(" ")) {
            if (!child.isEmpty()) {
                family.addAll(family(Long.parseLong(child)));
            }
        }
        return family;
    }

    private static long resident(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .sum();
        }
    }
}
