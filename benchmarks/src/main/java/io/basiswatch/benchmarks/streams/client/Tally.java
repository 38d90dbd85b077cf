package io.basiswatch.benchmarks.streams.client;

import java.util.Map;
import java.util.TreeMap;

/**
 * What all clients together have seen since counting began. Belongs to the clients' thread; others get it by {@link
 * StreamClients#count}.
 */
public final class Tally {
    private static final int REMEMBERED = 1 << 16;

    private final int clients;
    private final long began = System.nanoTime();
    private final Latencies latencies = new Latencies();
    private final Latencies broadcasts = new Latencies();
    private final Latencies gaps = new Latencies();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<Long, Integer> connectsBySecond = new TreeMap<>();
    private final long[] receivedNumber = new long[REMEMBERED];
    private final int[] receivers = new int[REMEMBERED];

    private long deliveries;
    private long bytes;
    private long missing;
    private long duplicates;
    private long greatestSilence;

    Tally(int clients) {
        this.clients = clients;
    }

    void bytes(int read) {
        bytes += read;
    }

    void delivered(long number, long micros) {
        deliveries++;
        latencies.add(micros);
        int slot = (int) (number & REMEMBERED - 1);
        if (receivedNumber[slot] != number) {
            receivedNumber[slot] = number;
            receivers[slot] = 0;
        }
        if (++receivers[slot] == clients) {
            broadcasts.add(micros);
        }
    }

    void silence(long micros) {
        greatestSilence = Math.max(greatestSilence, micros);
    }

    void missing(long events) {
        missing += events;
    }

    void duplicate() {
        duplicates++;
    }

    /** Time without any event on one stream, reconnecting included. */
    void gap(long micros) {
        gaps.add(micros);
    }

    void connected(long millisSinceEpoch) {
        connectsBySecond.merge(millisSinceEpoch / 1_000, 1, Integer::sum);
    }

    void count(String what, long howOften) {
        counts.merge(what, howOften, Long::sum);
    }

    /** Events that came, replayed ones included. */
    public long deliveries() {
        return deliveries;
    }

    public double deliveriesPerSecond() {
        return deliveries / ((System.nanoTime() - began) / 1e9);
    }

    public long bytes() {
        return bytes;
    }

    /** Events that a client did not get between two that it got. */
    public long missing() {
        return missing;
    }

    /** Events that a client had got already, or that came after a later one. */
    public long duplicates() {
        return duplicates;
    }

    /** From the time at which an event was meant to be sent to its arrival at one client. */
    public Latencies latencies() {
        return latencies;
    }

    /** The same to its arrival at the last of all clients; of events that all have got. */
    public Latencies broadcasts() {
        return broadcasts;
    }

    /** Times between two events of one stream. */
    public Latencies gaps() {
        return gaps;
    }

    /** The longest time in which nothing came on one open stream, not even a comment. */
    public double greatestSilenceMillis() {
        return greatestSilence / 1_000.0;
    }

    /** How often something else happened: {@code status 200}, {@code reset}, {@code conflated} … */
    public long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Answers with a status other than 200. */
    public long answersOtherThanOk() {
        return counts.entrySet().stream()
                .filter(count ->
                        count.getKey().startsWith("status ") && !count.getKey().equals("status 200"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** All of these. */
    public Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    /** The most streams that were opened within one second. */
    public int mostConnectsInOneSecond() {
        return connectsBySecond.values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }
}
