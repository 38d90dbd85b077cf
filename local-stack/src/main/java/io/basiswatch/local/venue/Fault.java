package io.basiswatch.local.venue;

import io.basiswatch.model.Venue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing that goes wrong, at a given time, for a given while. Its text is one line, such as
 * {@code 12.5 binance-usdm drop for=10 stream=*@depth* share=0.1}.
 *
 * @param at when it begins, microseconds since the run began
 * @param lasting how long it lasts, in microseconds
 * @param parameters by name: {@code stream}, a pattern with {@code *} of the venue's names of streams; {@code some}, the
 *     share of the streams that are hit, by their names; {@code client}, the number of a socket; and what the kind knows
 */
public record Fault(long at, long lasting, Venue venue, FaultKind kind, Map<String, String> parameters) {
    private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000);
    private static final String FOR = "for";
    private static final double BUCKETS = 1_000;

    public Fault {
        if (at < 0 || lasting < 0) {
            throw new IllegalArgumentException("a fault at " + at + " for " + lasting);
        }
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Fault parse(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length < 3) {
            throw new IllegalArgumentException("not a fault: '" + line + "' (seconds, venue, kind, then name=value)");
        }
        Map<String, String> parameters = Arrays.stream(words)
                .skip(3)
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
        String lasting = parameters.remove(FOR);
        return new Fault(
                micros(words[0]),
                micros(lasting == null ? "1" : lasting),
                Venue.of(words[1]),
                kind(words[2]),
                parameters);
    }

    private static FaultKind kind(String word) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a kind of fault: '" + word + "'; these are: " + Arrays.toString(FaultKind.values())));
    }

    private static long micros(String seconds) {
        return new BigDecimal(seconds).multiply(SECOND).longValue();
    }

    private static String seconds(long micros) {
        return BigDecimal.valueOf(micros).divide(SECOND).stripTrailingZeros().toPlainString();
    }

    boolean isOn(long sinceStart) {
        return sinceStart >= at && sinceStart < at + lasting;
    }

    /** Whether it is about that stream to that client. */
    boolean hits(String stream, int client) {
        String wanted = parameters.getOrDefault("stream", "*");
        return matches(wanted, stream)
                && number("client", client) == client
                && Math.floorMod(stream.hashCode() * 31, (int) BUCKETS) < decimal("some", 1) * BUCKETS;
    }

    private static boolean matches(String wanted, String stream) {
        return wanted.equals("*")
                || Pattern.matches(
                        Arrays.stream(wanted.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                        stream);
    }

    String text(String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise);
    }

    long number(String name, long otherwise) {
        return parameters.containsKey(name) ? Long.parseLong(parameters.get(name)) : otherwise;
    }

    double decimal(String name, double otherwise) {
        return parameters.containsKey(name) ? Double.parseDouble(parameters.get(name)) : otherwise;
    }

    /** The line. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(seconds(at))
                .append(' ')
                .append(venue)
                .append(' ')
                .append(kind)
                .append(" for=")
                .append(seconds(lasting));
        new TreeMap<>(parameters).forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
        return line.toString();
    }
}
