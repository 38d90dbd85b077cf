package io.basiswatch.collector.history;

import io.basiswatch.collector.feed.LiveFeed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The histories of all venues that this collector runs, and how far they are. */
public final class Histories implements AutoCloseable {
    private final KafkaHistoryLedger ledger;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Map<Venue, HistoryTally> tallies = new ConcurrentSkipListMap<>();
    private final Map<String, VenueHistory> running = new ConcurrentHashMap<>();

    private Histories(KafkaHistoryLedger ledger, InstantSource clock, MeterRegistry metrics) {
        this.ledger = ledger;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Reads what has been told; waits until that is done.
     *
     * @throws ExecutionException where the log is not there yet
     */
    public static Histories open(String bootstrapServers, String topic, InstantSource clock, MeterRegistry metrics)
            throws ExecutionException, InterruptedException {
        return new Histories(KafkaHistoryLedger.open(bootstrapServers, topic), clock, metrics);
    }

    /**
     * Follows a feed, before it starts.
     *
     * @param name of the feed, such as its shard's
     * @param isHeld whether nothing of the past is wanted at the moment
     * @param written until when all that was received is in the log, microseconds since the epoch
     */
    public void follow(String name, Venue venue, LiveFeed feed, BooleanSupplier isHeld, LongSupplier written) {
        HistoryTally tally = tallies.computeIfAbsent(venue, unseen -> new HistoryTally(venue, clock, metrics));
        VenueHistory history = new VenueHistory(ledger, new VenueHistory.Outside(isHeld, written), tally);
        VenueHistory before = running.put(name, history);
        if (before != null) {
            before.stop();
        }
        feed.onPasts(history::listed);
    }

    /** Something has gone out of that feed. */
    public void event(String name, MarketEvent event) {
        VenueHistory history = running.get(name);
        if (history != null) {
            history.event(event);
        }
    }

    /** That feed has stopped; on its thread. */
    public void stop(String name) {
        VenueHistory history = running.remove(name);
        if (history != null) {
            history.stop();
        }
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
