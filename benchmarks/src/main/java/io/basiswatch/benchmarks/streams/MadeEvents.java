package io.basiswatch.benchmarks.streams;

import io.basiswatch.benchmarks.stack.RedisConnection;
import io.basiswatch.benchmarks.streams.client.Mark;
import io.basiswatch.benchmarks.streams.client.Micros;
import io.basiswatch.benchmarks.streams.server.PublishedEvent;
import io.basiswatch.model.Band;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.DefinitionJson;
import io.basiswatch.model.wire.ValueJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Events to publish: values of a hundred series in turn, each with its {@link Mark}. */
public final class MadeEvents {
    /** How much an event says. */
    public enum Size {
        /** As long as the events that figures of other servers are told for: 250 bytes on the wire. */
        SMALL,
        /** A live value with four inputs, about 1,000 bytes. */
        REAL
    }

    public static final String INDICATOR = "bench_spread_pct";
    public static final String ASSET = "ETH";

    private static final int SERIES = 100;
    private static final long SECOND = 1_000_000;
    private static final List<String> SOURCES =
            List.of("binance:ETH-USDT", "coinbase:ETH-USD", "kraken:ETH-USD", "bitstamp:ETH-USD");

    private final Size size;
    private long next = Mark.FIRST;

    public MadeEvents(Size size) {
        this.size = size;
    }

    /** The number of the one that was made last. */
    public long lastNumber() {
        return next - 1;
    }

    /** Publishes what a new client is to get first: a catalogue with the one indicator, and the newest values of its series. */
    public void publishState(RedisConnection redis) throws IOException {
        redis.ask("SADD", SeriesKeys.ASSETS, ASSET);
        redis.ask("SET", SeriesKeys.EPOCH, "made");
        redis.ask("HSET", SeriesKeys.CATALOGUE, INDICATOR, DefinitionJson.write(definition()));
        for (int i = 0; i < SERIES; i++) {
            redis.ask("HSET", SeriesKeys.latest(ASSET), series(i).toString(), real(Mark.FIRST + i, Micros.now()));
        }
    }

    private static Definition definition() {
        return new Definition(
                INDICATOR,
                1,
                "Made spread",
                "Nothing: it is made up.",
                Unit.PERCENT,
                "a - b",
                List.of("a", "b"),
                "one minute, mean of its seconds",
                List.of("<venue>.usdt"),
                List.of(
                        new Band(OptionalDouble.empty(), "low", "It is low."),
                        new Band(OptionalDouble.of(0), "high", "It is high.")),
                List.of(new Definition.Attribute("n_obs", "seconds with a value")),
                "a book");
    }

    /**
     * The next one.
     *
     * @param sent when it is meant to be sent, microseconds since the epoch
     */
    PublishedEvent next(long sent) {
        long number = next++;
        String data = size == Size.SMALL ? small(number, sent) : real(number, sent);
        return new PublishedEvent(ASSET, INDICATOR, data);
    }

    private static Series series(long number) {
        return Series.of(ASSET, INDICATOR, "v" + (10 + number % SERIES) + ".usdt");
    }

    private static String small(long number, long sent) {
        return "{\"series\":\"" + series(number) + "\",\"time\":" + sent / SECOND * 1_000
                + ",\"resolution\":\"1s\",\"value\":-0.0512,\"attributes\":{\"" + Mark.NUMBER + "\":" + number + ",\""
                + Mark.SENT + "\":" + sent + "}}";
    }

    private static String real(long number, long sent) {
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < SOURCES.size(); i++) {
            double price = 2_681.55 + (number * 7 + i * 3) % 100 / 100.0;
            inputs.add(new Input(SOURCES.get(i), "mid", price, sent - 180_000 - i * 7_000, sent - 150_000, 0.25, ""));
        }
        return ValueJson.write(new IndicatorValue(
                series(number),
                1,
                Resolution.SECOND,
                sent / SECOND * SECOND,
                OptionalDouble.of(-0.0512 - number % SERIES / 10_000.0),
                Unit.PERCENT,
                Quality.OK,
                List.of(),
                sent,
                0,
                inputs,
                Map.of(Mark.NUMBER, number, Mark.SENT, sent, "n_obs", 60L),
                List.of()));
    }
}
