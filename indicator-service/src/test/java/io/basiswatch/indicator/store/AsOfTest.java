package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.EngineConfig;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.MetCandle;
import io.basiswatch.indicator.RandomLog;
import io.basiswatch.indicator.ValueSink;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What was known at a time stays what it was: late trades, revisions and imports are added behind it, and no answer as of that
 * time changes.
 */
class AsOfTest {
    private static final long GRACE_MILLIS = 250;

    /** Of each interval and origin the newest revision that was known then: what every reader as of a time begins with. */
    private static final String KNOWN = """
        select line from (select v.series || ' ' || v.resolution || ' ' || (extract(epoch from v.time) * 1000)::int8 || ' ' || v.derived_from
               || ' ' || v.revision || ' ' || coalesce(encode(float8send(v.value), 'hex'), '-')
        from (select distinct on (series, resolution, time, derived_from) *
              from indicator_value
              where known_at <= to_timestamp(%d / 1000.0)
              order by series, resolution, time, derived_from, revision desc) v) known (line)
        order by line collate "C\"\
        """;

    /** Everything that was written, and how far it goes, in milliseconds. */
    private static final class Written implements ValueSink {
        private final IndicatorWriter writer;
        private final List<IndicatorValue> values = new ArrayList<>();
        private long knownThrough;

        Written(IndicatorWriter writer) {
            this.writer = writer;
        }

        @Override
        public void publish(String asset, long instant, List<IndicatorValue> found) {
            writer.write(List.of(new InstantValues(
                    asset,
                    instant,
                    found.stream()
                            .filter(value -> value.derivedFrom().isEmpty())
                            .toList())));
            Stores.write(
                    writer,
                    List.of(),
                    found.stream()
                            .filter(value -> !value.derivedFrom().isEmpty())
                            .toList());
            note(found);
            knownThrough = instant / 1_000 + GRACE_MILLIS;
        }

        @Override
        public void history(MetCandle met, List<IndicatorValue> found) {
            Stores.write(writer, List.of(met), found);
            note(found);
        }

        private void note(List<IndicatorValue> found) {
            found.stream()
                    .filter(value -> value.resolution() != Resolution.SECOND)
                    .map(value -> ValueJson.read(ValueJson.write(value)))
                    .forEach(values::add);
        }
    }

    /** Minutes around midnight with late trades, into which the same days are imported twice, with other numbers. */
    private static List<MarketEvent> log(long seed) {
        long start = Market.START + Resolution.DAY.micros() - 130_000_000;
        List<MarketEvent> log = new ArrayList<>(RandomLog.events(seed, start, 270));
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            int at = 1 + random.nextInt(log.size() - 1);
            log.add(
                    at,
                    CandleBuilder.of(i % 2 == 0 ? "binance-usdm:BTC-USDT-PERP" : "binance-spot:BTC-USDT")
                            .open(Market.START - random.nextInt(12) * Resolution.DAY.micros())
                            .received(log.get(at - 1).receivedTime())
                            .traded(1_000, random.nextInt(1_000))
                            .close(100 + random.nextInt(50))
                            .build());
        }
        return log;
    }

    @Test
    void noAnswerAsOfATimeChangesWhateverIsAddedLater() throws Exception {
        try (CandleStores stores = new CandleStores()) {
            // Given a service that writes what it makes of a log
            Written written = new Written(stores.writer());
            IndicatorEngine engine =
                    new IndicatorEngine(Indicators.all(), EngineConfig.defaults(), asset -> true, written);
            Map<Long, List<String>> answers = new TreeMap<>();
            List<MarketEvent> log = log(51);
            for (int i = 0; i < log.size(); i++) {
                engine.accept(log.get(i));

                // When it is asked, now and then, for what is known as of the newest instant that is written
                if (i % (log.size() / 25) == 0 && written.knownThrough > 0) {
                    answers.put(written.knownThrough, stores.rows(KNOWN.formatted(written.knownThrough)));
                }
            }
            engine.finish();

            // Then each answer is the same in the end, and is that of a model that holds all values at once
            assertThat(answers).hasSizeGreaterThan(15);
            for (Map.Entry<Long, List<String>> answer : answers.entrySet()) {
                List<String> later = new ArrayList<>(stores.rows(KNOWN.formatted(answer.getKey())));
                later.removeAll(answer.getValue());
                assertThat(later).as("as of %d, added since", answer.getKey()).isEmpty();
                assertThat(stores.rows(KNOWN.formatted(answer.getKey())).equals(answer.getValue()))
                        .as("as of %d", answer.getKey())
                        .isTrue();
            }
            long last = answers.keySet().stream().max(Long::compare).orElseThrow();
            assertThat(known(written.values, last)).isEqualTo(live(answers.get(last)));

            // And later answers do tell more, and other numbers
            assertThat(answers.values().stream().distinct()).hasSizeGreaterThan(5);
            assertThat(written.values)
                    .anyMatch(
                            value -> value.revision() > 0 && value.derivedFrom().isEmpty());
            assertThat(stores.rows("select revision::text from indicator_value where derived_from <> ''"))
                    .contains("0", "1");
        }
    }

    /** Of trades and quotes: what was made of candles is numbered where it is stored. */
    private static List<String> live(List<String> rows) {
        return rows.stream().filter(row -> !row.contains(" candle ")).toList();
    }

    private static List<String> known(List<IndicatorValue> values, long asOf) {
        Map<String, IndicatorValue> newest = new TreeMap<>();
        values.stream()
                .filter(value -> value.derivedFrom().isEmpty() && value.knownAt() / 1_000 <= asOf)
                .forEach(value -> newest.merge(
                        value.series() + " " + value.resolution().code() + " " + value.time() / 1_000,
                        value,
                        (one, other) -> other.revision() >= one.revision() ? other : one));
        return newest.entrySet().stream()
                .map(entry -> entry.getKey() + "  " + entry.getValue().revision() + " " + number(entry.getValue()))
                .sorted()
                .toList();
    }

    /** Its bits. */
    private static String number(IndicatorValue value) {
        return value.value().isEmpty()
                ? "-"
                : HexFormat.of()
                        .toHexDigits(Double.doubleToLongBits(value.value().getAsDouble()));
    }
}
