package io.basiswatch.collector.history;

import io.basiswatch.collector.feed.LiveFeed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The histories of all venues that this collector runs, and how far they are. */
public final class Histories implements AutoCloseable {
    private final HistoryLedger ledger;
    private final Surroundings around;
    private final Map<Venue, HistoryTally> tallies = new ConcurrentSkipListMap<>();
    private final Map<String, VenueHistory> running = new ConcurrentHashMap<>();

    /** Feeds of which nothing goes out before others have stopped: they wait with their history. */
    private final Set<String> live = ConcurrentHashMap.newKeySet();

    /**
     * What histories depend on besides their venues.
     *
     * @param isBehind whether so much waits for the log that nothing of the past is wanted
     * @param written until when all that was received is in the log, microseconds since the epoch
     * @param clock for what is shown
     */
    public record Surroundings(
            BooleanSupplier isBehind, LongSupplier written, InstantSource clock, MeterRegistry metrics) {}

    /** Histories with that ledger, which is closed with them. */
    public Histories(HistoryLedger ledger, Surroundings around) {
        this.ledger = ledger;
        this.around = around;
    }

    /**
     * Histories whose ledger is a topic of the log. Reads what has been told; waits until that is done.
     *
     * @throws ExecutionException where the log is not there yet
     */
    public static Histories open(String bootstrapServers, String topic, Surroundings around)
            throws ExecutionException, InterruptedException {
        return new Histories(KafkaHistoryLedger.open(bootstrapServers, topic), around);
    }

    /**
     * Follows a feed, from its start.
     *
     * @param name of the feed: its shard's
     */
    public void follow(String name, Venue venue, LiveFeed feed) {
        HistoryTally tally =
                tallies.computeIfAbsent(venue, unseen -> new HistoryTally(venue, around.clock(), around.metrics()));
        VenueHistory.Outside outside = new VenueHistory.Outside(
                () -> !live.contains(name) || around.isBehind().getAsBoolean(), around.written());
        VenueHistory history = new VenueHistory(ledger, outside, tally);
        VenueHistory before = running.put(name, history);
        if (before != null) {
            before.stop();
        }
        feed.onPasts(history::listed);
    }

    /** What that feed says goes out from now on. */
    public void live(String name) {
        live.add(name);
    }

    /** Something has come of that feed. */
    public void event(String name, MarketEvent event) {
        VenueHistory history = running.get(name);
        if (history != null) {
            history.event(event);
        }
    }

    /** That feed has stopped; on its thread. */
    public void stop(String name) {
        live.remove(name);
        VenueHistory history = running.remove(name);
        if (history != null) {
            history.stop();
        }
    }

    /** Whether nothing is left to be asked for at any venue that has said what it lists. */
    public boolean isComplete() {
        return !tallies.isEmpty()
                && tallies.values().stream().map(HistoryTally::progress).allMatch(HistoryProgress::isComplete);
    }

    /** How far all of them are, as JSON. */
    public String json() {
        return tallies.values().stream()
                .map(tally -> tally.progress().json())
                .collect(Collectors.joining(",", "{\"venues\":[", "]}"));
    }

    @Override
    public void close() {
        ledger.close();
    }
}
