package io.basiswatch.indicator.stream;

import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.EngineConfig;
import io.basiswatch.indicator.EngineCounts;
import io.basiswatch.indicator.EngineObserver;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.MetCandle;
import io.basiswatch.indicator.SimulatedDay;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.indicator.ValueSink;
import io.basiswatch.indicator.market.MarketBoard;
import io.basiswatch.indicator.market.MarketNews;
import io.basiswatch.indicator.store.InstantValues;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.IndicatorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** One partition of the log: its engine, the values that are not written yet, and from where it would be read again. */
final class PartitionLane {
    private static final long MICROS_PER_MILLI = 1_000;
    /** What goes along with a commit: the open minute in milliseconds, and the epochs of shards. */
    private static final Pattern METADATA = Pattern.compile("(?<minute>\\d{1,15})(;(?<epochs>(.+=\\d{1,18}(,|$))+))?");

    private final IndicatorEngine engine;
    private final LogPosition position = new LogPosition();
    private final ShardGate gate = new ShardGate();
    private final List<InstantValues> pending = new ArrayList<>();
    private final List<MetCandle> candles = new ArrayList<>();
    private final List<SimulatedDay> simulated = new ArrayList<>();
    private final List<IndicatorValue> history = new ArrayList<>();
    private final MarketBoard markets;
    private long committedMinute = Long.MIN_VALUE;

    PartitionLane(List<Indicator> indicators, HomePartition home, EngineObserver observer) {
        this.engine = new IndicatorEngine(indicators, EngineConfig.defaults(), home, new Sink());
        engine.observe(observer);
        this.markets = new MarketBoard(home);
    }

    /** Keeps what the engine has found until it is written. */
    private final class Sink implements ValueSink {
        @Override
        public void publish(String asset, long instant, List<IndicatorValue> values) {
            // A day that looks back on days of candles is one of them, and has its place among what candles gave.
            values.stream().filter(value -> !value.derivedFrom().isEmpty()).forEach(history::add);
            pending.add(new InstantValues(
                    asset,
                    instant,
                    values.stream()
                            .filter(value -> value.derivedFrom().isEmpty())
                            .toList()));
        }

        @Override
        public void history(MetCandle met, List<IndicatorValue> values) {
            candles.add(met);
            history.addAll(values);
        }

        @Override
        public void history(String asset, long receivedTime, List<IndicatorValue> values) {
            history.addAll(values);
        }
    }

    /** The open minute, in microseconds since the epoch, that a commit names; empty where nothing was committed so. */
    static OptionalLong openMinute(Optional<OffsetAndMetadata> commit) {
        return commit.map(OffsetAndMetadata::metadata)
                .map(METADATA::matcher)
                .filter(Matcher::matches)
                .map(named -> OptionalLong.of(Long.parseLong(named.group("minute")) * MICROS_PER_MILLI))
                .orElse(OptionalLong.empty());
    }

    /** The epochs of shards that a commit names, as {@link ShardGate#text} told them. */
    static String epochs(Optional<OffsetAndMetadata> commit) {
        return commit.map(OffsetAndMetadata::metadata)
                .map(METADATA::matcher)
                .filter(Matcher::matches)
                .map(named -> named.group("epochs"))
                .orElse("");
    }

    void resume(long openMinute, List<StoredMinute> stored) {
        engine.resume(openMinute, stored);
    }

    /** Goes on with the {@link #epochs} of a commit. */
    void resume(String epochs) {
        gate.resume(epochs);
    }

    /** A value that was published before a restart. */
    void recall(IndicatorValue value) {
        engine.recall(value);
    }

    /** A closed value that some indicators look back on. */
    void recall(ClosedValue value) {
        engine.recall(value);
    }

    /** A candle that was met before a restart. */
    void recall(MetCandle candle) {
        engine.recall(candle);
    }

    /** Until when a simulated venue had led to values of a series before a restart. */
    void recall(SimulatedDay day) {
        engine.recall(day);
    }

    void accept(long offset, EventBatch batch) {
        position.read(offset, batch);
        EventBatch counting = gate.take(offset, batch);
        engine.accept(counting);
        markets.take(counting.events());
    }

    /** What there is to tell of markets; nothing most of the time. */
    List<MarketNews> markets() {
        return markets.news();
    }

    void skip(long offset) {
        position.skip(offset);
    }

    /** Which values simulated venues have led to, as far as that is not written yet. */
    List<SimulatedDay> simulated() {
        simulated.addAll(engine.takeSimulated());
        return simulated;
    }

    /** Values that are not written yet. */
    List<InstantValues> pending() {
        return pending;
    }

    /** Takes what the past gave and is not stored yet; empty where there is nothing. */
    Optional<PastPart> takePast(TopicPartition partition) {
        if (candles.isEmpty() && history.isEmpty()) {
            return Optional.empty();
        }
        PastPart taken = new PastPart(partition, candles, history);
        candles.clear();
        history.clear();
        return Optional.of(taken);
    }

    int pendingValues() {
        int values = history.size() + candles.size();
        for (InstantValues instant : pending) {
            values += instant.values().size();
        }
        return values;
    }

    /** Everything up to here is safe, but for what was taken to be stored. */
    void written() {
        pending.clear();
        simulated.clear();
    }

    /** What is to be committed now that everything is written; empty where that has not changed. */
    Optional<OffsetAndMetadata> commit() {
        if (pendingValues() > 0) {
            throw new IllegalStateException(pendingValues() + " values are not written");
        }
        OptionalLong open = engine.openMinute();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        if (open.getAsLong() == committedMinute) {
            return Optional.empty();
        }
        committedMinute = open.getAsLong();
        long offset = position.offset(engine.readAgainFrom().orElseThrow());
        String minute = Long.toString(open.getAsLong() / MICROS_PER_MILLI);
        String epochs = gate.text(offset);
        return Optional.of(new OffsetAndMetadata(offset, epochs.isEmpty() ? minute : minute + ";" + epochs));
    }

    EngineCounts counts() {
        return engine.counts();
    }

    /** What did not count of what was taken since the last call. */
    GateCounts keptBack() {
        return gate.takeCounts();
    }
}
