package io.basiswatch.benchmarks.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who takes part, and how its process is started.
 *
 * @param name short, for the table
 * @param command the words of its command, without venue and file; empty where it is not installed
 */
record Entrant(String name, Optional<List<String>> command) {
    /** Who the others are compared with. */
    static final String OURS = "basiswatch";

    private static final String PACKAGE = "io.basiswatch.benchmarks.compare.";
    private static final Path CCXT = Path.of("benchmarks/target/ccxt/contender.mjs");
    private static final Path XCHANGE = Path.of("benchmarks/xchange/target");

    /** Who takes part for {@code venue}; ours first. */
    static List<Entrant> of(String venue) {
        String release = venue.startsWith("binance-") ? "5.2.4" : "5.2.0";
        Path xchange = XCHANGE.resolve(release);
        return List.of(
                new Entrant(
                        OURS, Optional.of(java(System.getProperty("java.class.path"), PACKAGE + "DecoderContender"))),
                scanner("scanner", "sorted"),
                scanner("scanner-ticks", "ticks"),
                new Entrant(
                        "xchange",
                        Optional.of(xchange)
                                .filter(folder -> Files.isDirectory(folder.resolve("lib")))
                                .map(folder -> java(
                                        folder.resolve("classes") + ":" + folder.resolve("lib/*"),
                                        "io.basiswatch.benchmarks.xchange.XChangeMain"))),
                new Entrant(
                        "ccxt",
                        Optional.of(CCXT).filter(Files::isReadable).map(script -> List.of("node", script.toString()))));
    }

    private static Entrant scanner(String name, String book) {
        List<String> words = java(System.getProperty("java.class.path"), PACKAGE + "scanner.ScannerMain");
        words.add(book);
        return new Entrant(name, Optional.of(words));
    }

    /** One core has no use for a collector with several threads. */
    private static List<String> java(String classPath, String mainClass) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow"));
        words.addAll(List.of("-cp", classPath, mainClass));
        return words;
    }
}
