package io.basiswatch.benchmarks.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator {@code wrk}: each of its connections asks again as soon as it has been answered. */
final class Wrk {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern BROKEN = Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+)");

    private final int connections;

    Wrk(int connections) {
        this.connections = connections;
    }

    /**
     * What a round came to.
     *
     * @param rate requests per second
     * @param p50 microseconds
     * @param p99 microseconds
     */
    record Load(double rate, double p50, double p99) {}

    /** Whether it is on the PATH. */
    static boolean isThere() {
        try {
            new ProcessBuilder("wrk", "--version")
                    .redirectErrorStream(true)
                    .start()
                    .destroy();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Asks for {@code url} for so many seconds.
     *
     * @param headers {@code Name: value} each
     * @throws IOException where an answer is no success, or a connection breaks: such a round measures something else
     */
    Load round(String url, List<String> headers, int seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("wrk", "--latency", "--threads", "1", "--connections", Integer.toString(connections)));
        command.addAll(List.of("--duration", seconds + "s", "--timeout", "5s"));
        headers.forEach(header -> command.addAll(List.of("--header", header)));
        command.add(url);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("wrk has failed: " + said);
        }
        return parse(said);
    }

    static Load parse(String said) throws IOException {
        Matcher bad = BAD.matcher(said);
        if (bad.find()) {
            throw new IOException(bad.group(1) + " answers were no success");
        }
        Matcher broken = BROKEN.matcher(said);
        if (broken.find()) {
            throw new IOException("connections broke: " + broken.group());
        }
        return new Load(Double.parseDouble(found(RATE, said)), percentile("50", said), percentile("99", said));
    }

    private static double percentile(String percent, String said) throws IOException {
        Matcher time = Pattern.compile("(?m)^\\s+" + percent + "%\\s+([0-9.]+)(us|ms|s)$")
                .matcher(said);
        if (!time.find()) {
            throw new IOException("wrk does not tell " + percent + " %: " + said);
        }
        double number = Double.parseDouble(time.group(1));
        return switch (time.group(2)) {
            case "us" -> number;
            case "ms" -> number * 1_000;
            default -> number * 1_000_000;
        };
    }

    private static String found(Pattern pattern, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException("wrk does not tell its rate: " + said);
        }
        return matcher.group(1);
    }
}
