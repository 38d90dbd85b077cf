package io.basiswatch.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One of the three services: what to run and how it is configured.
 *
 * @param name such as {@code gateway}
 * @param jar its runnable artifact
 * @param managementPort where its health is asked for
 * @param memory the largest heap, as the JVM writes it
 * @param environment all of its configuration
 */
record ServiceSpec(String name, Path jar, int managementPort, String memory, Map<String, String> environment) {

    static Path jar(Path home, String name) {
        return home.resolve(name + "-service/target/quarkus-app/quarkus-run.jar");
    }

    /** Flags for a quick start on a small machine; a service in production has its own. */
    List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + memory,
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString());
    }
}
