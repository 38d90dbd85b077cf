package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days, what is made of days, and what looks back on hours and days, are the same whether the engine was restarted or not. */
class DayRecoveryTest {
    private static final List<Indicator> INDICATORS = RememberingIndicators.withAll();
    private static final Instrument SPOT = Instrument.parse("binance-spot:ETH-USDT");
    private static final Instrument PERP = Instrument.parse("binance-usdm:ETH-USDT-PERP");
    private static final long SECOND = Resolution.SECOND.micros();
    private static final long DAY = Resolution.DAY.micros();
    private static final long GRACE = 250_000;

    /** Nine days, of which an hour around noon and the quarters of an hour around midnight are heard. */
    private static List<MarketEvent> days() {
        List<MarketEvent> log = new ArrayList<>();
        for (int day = 0; day < 9; day++) {
            double basis = 1 + Math.sin(day);
            long midnight = Market.START + day * DAY;
            heard(log, midnight, 900, basis);
            heard(log, midnight + DAY / 2, 3_600, basis);
            heard(log, midnight + DAY - 900 * SECOND, 900, -basis);
        }
        log.add(new ClockTick("ETH", stamp(Market.START + 9 * DAY + GRACE)));
        return log;
    }

    private static void heard(List<MarketEvent> log, long from, int seconds, double basis) {
        for (int second = 0; second < seconds; second += 45) {
            Stamp stamp = stamp(from + second * SECOND);
            double price = 100 + basis;
            String id = Long.toString(stamp.eventTime());
            log.add(new Quote(SPOT, stamp, 99.995, 1, 100.005, 1));
            log.add(new Quote(PERP, stamp, price - 0.005, 1, price + 0.005, 1));
            log.add(new Trade(PERP, stamp, id, 100, price / 100, price, Side.BUY));
        }
    }

    private static Stamp stamp(long time) {
        return new Stamp(time, time, Stamp.NO_SEQUENCE, Origin.REPLAY);
    }

    /** Takes the closed values, as the tables do, and passes over the seconds, of which there are many. */
    private static IndicatorEngine engine(StoreModel stores) {
        return new IndicatorEngine(
                INDICATORS,
                EngineConfig.defaults(),
                asset -> true,
                (asset, instant, found) -> stores.publish(
                        asset,
                        instant,
                        found.stream()
                                .filter(value -> value.resolution() != Resolution.SECOND)
                                .toList()));
    }

    /** What became known after {@code openMinute}. */
    private static List<String> from(StoreModel stores, long openMinute) {
        return stores.updates().stream()
                .filter(json -> ValueJson.read(json).knownAt() > openMinute + GRACE)
                .toList();
    }

    @Test
    void aRestartAtAnyHourGivesTheSameDaysAndMeans() {
        // Given nine days, and what they give at one go
        List<MarketEvent> log = days();
        StoreModel whole = new StoreModel();
        IndicatorEngine first = engine(whole);
        log.forEach(first::accept);
        assertThat(whole.rows())
                .anyMatch(json -> json.contains("sma_7d"))
                .anyMatch(json -> json.contains("basis_sign"))
                .anyMatch(json -> json.contains("test_memory") && json.contains("\"days\":\"{1"));

        // When another engine goes on: within a day, just before its end, at its end and just after it
        for (long second :
                List.of(6 * 86_400L + 45_000, 7 * 86_400L - 60, 7 * 86_400L, 7 * 86_400L + 60, 7 * 86_400L + 300)) {
            long openMinute = Market.START + second * SECOND;
            StoreModel again = new StoreModel();
            IndicatorEngine next = engine(again);
            whole.resume(next, openMinute, INDICATORS);
            log.stream()
                    .filter(event -> event.receivedTime() >= openMinute - IndicatorEngine.warmUpMicros())
                    .forEach(next::accept);

            // Then its minutes, hours and days are those of the one that was not stopped, to the last character
            assertThat(from(again, openMinute))
                    .as("from second %s on", second)
                    .isEqualTo(from(whole, openMinute))
                    .isNotEmpty();
        }
    }

    /** What is told of an interval that was revised is its newest number, and what was known later is not told. */
    @Test
    void anEngineIsToldWhatWasKnownWhenItsOpenMinuteBegan() {
        // Given a store with the days of a run
        List<MarketEvent> log = days();
        StoreModel whole = new StoreModel();
        IndicatorEngine first = engine(whole);
        log.forEach(first::accept);

        // When an engine goes on at the end of the fifth day without any more of the log than its last minutes
        long openMinute = Market.START + 5 * DAY;
        StoreModel again = new StoreModel();
        IndicatorEngine next = engine(again);
        whole.resume(next, openMinute, INDICATORS);
        log.stream()
                .filter(event -> event.receivedTime() >= openMinute - IndicatorEngine.warmUpMicros()
                        && event.receivedTime() < openMinute + 120 * SECOND)
                .forEach(next::accept);

        // Then what looks back on two days knows the last of the five, which began within them, and none that came
        // later
        IndicatorValue memory = again.rows().stream()
                .map(ValueJson::read)
                .filter(value -> value.series().toString().equals("ETH:test_memory"))
                .findFirst()
                .orElseThrow();
        assertThat(memory.attributes().get("days").toString()).matches("\\{" + (openMinute - DAY) + "=[0-9.]+}");
    }
}
