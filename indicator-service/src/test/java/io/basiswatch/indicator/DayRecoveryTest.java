package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Side;
import io.basiswatch.model.wire.ValueJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Days, and what is made of days, are the same whether the engine was restarted on the way or not. */
class DayRecoveryTest {
    private static final String SPOT = "binance-spot:ETH-USDT";
    private static final String PERP = "binance-usdm:ETH-USDT-PERP";
    private static final double DAY = 86_400;
    private static final long GRACE = 250_000;

    /** Nine days, of which an hour around noon and the quarters of an hour around midnight are heard. */
    private static Market days() {
        Market market = new Market();
        for (int day = 0; day < 9; day++) {
            double basis = 1 + Math.sin(day);
            heard(market, day * DAY, 900, basis);
            heard(market, day * DAY + DAY / 2, 3_600, basis);
            heard(market, day * DAY + DAY - 900, 900, -basis);
        }
        return market.until(9 * DAY);
    }

    private static void heard(Market market, double from, double length, double basis) {
        for (double second = from; second < from + length; second += 45) {
            market.quote(second, SPOT, 100).quote(second, PERP, 100 + basis).trade(second, PERP, Side.BUY, 100 + basis);
        }
    }

    /** What is stored and was known at {@code openMinute}: hours and minutes as far as they are asked for, and all days. */
    private static Map<String, IndicatorValue> stored(List<IndicatorValue> values, long openMinute) {
        Map<String, IndicatorValue> stored = new LinkedHashMap<>();
        for (IndicatorValue value : values) {
            boolean isAskedFor = value.resolution() == Resolution.DAY
                    || value.resolution() != Resolution.SECOND
                            && value.time() >= IndicatorEngine.recalledFrom(value.resolution(), openMinute);
            if (isAskedFor && value.time() < openMinute && value.knownAt() <= openMinute + GRACE) {
                stored.put(value.series() + " " + value.resolution() + " " + value.time(), value);
            }
        }
        return stored;
    }

    private static List<String> from(List<IndicatorValue> values, long openMinute) {
        return values.stream()
                .filter(value -> value.resolution() == Resolution.HOUR || value.resolution() == Resolution.DAY)
                .filter(value -> value.knownAt() > openMinute + GRACE)
                .map(ValueJson::write)
                .toList();
    }

    @Test
    void aRestartAtAnyHourGivesTheSameDaysAndMeans() {
        // Given nine days, and what they give at one go
        Market whole = days();
        assertThat(from(whole.values(), Market.START))
                .anyMatch(json -> json.contains("sma_7d"))
                .anyMatch(json -> json.contains("basis_sign"));

        // When another engine goes on: within a day, just before its end, at its end and just after it
        for (double second : List.of(6.5 * DAY + 1_800, 7 * DAY - 60, 7 * DAY, 7 * DAY + 60, 7 * DAY + 300)) {
            long openMinute = whole.at(second);
            Market again = new Market();
            again.resume(openMinute, List.of());
            stored(whole.values(), openMinute).values().forEach(again::recall);
            LookedBack.of(whole.values(), openMinute).forEach(again.engine()::recall);
            for (MarketEvent event : whole.events()) {
                if (event.receivedTime() >= openMinute - IndicatorEngine.warmUpMicros()) {
                    again.take(event);
                }
            }

            // Then its hours and days are those of the one that was not stopped, to the last character
            assertThat(from(again.values(), openMinute))
                    .as("from second %s on", second)
                    .isEqualTo(from(whole.values(), openMinute))
                    .isNotEmpty();
        }
    }
}
