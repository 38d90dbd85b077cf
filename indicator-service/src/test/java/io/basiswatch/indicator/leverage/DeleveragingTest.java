package io.basiswatch.indicator.leverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Checked;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleveragingTest {
    private static final long DAY = Resolution.DAY.micros();
    private static final long FIRST = Market.micros("2024-01-01T00:00:00Z");
    private static final String PAIR = "BTC:deleveraging:binance-usdm~binance-spot.USDT";
    private static final int LAST = 9;

    private final Market market = new Market();
    private final Checked receipts = new Checked();

    private void day(String series, Unit unit, int day, double value) {
        IndicatorValue closed = new IndicatorValue(
                Series.parse(series),
                1,
                Resolution.DAY,
                FIRST + day * DAY,
                OptionalDouble.of(value),
                unit,
                Quality.OK,
                List.of(),
                FIRST + (day + 1) * DAY,
                0,
                List.of(),
                Map.of());
        market.recall(closed);
        receipts.store(closed);
    }

    private void change(double percent) {
        day("BTC:open_interest_change_7d_pct", Unit.PERCENT, LAST, percent);
    }

    /** Leverage that moves by {@code step} a day. */
    private void leverage(double step) {
        for (int day = 0; day <= LAST; day++) {
            day("BTC:estimated_leverage_ratio", Unit.RATIO, day, 0.4 + step * day);
        }
    }

    /** A basis, from imported candles, that moves by {@code step} percent a day; the last day is found. */
    private List<IndicatorValue> basis(double step) {
        for (int day = 0; day <= LAST; day++) {
            candle("binance-spot:BTC-USDT", day, 100);
            candle("binance-usdm:BTC-USDT-PERP", day, 101 + step * day);
        }
        return market.values().stream()
                .filter(value -> value.series().equals(Series.parse(PAIR)))
                .filter(value -> value.time() == FIRST + LAST * DAY)
                .toList();
    }

    private void candle(String instrument, int day, double close) {
        market.take(CandleBuilder.of(instrument)
                .open(FIRST + day * DAY)
                .close(close)
                .received(CandleBuilder.IMPORTED + day)
                .traded(-1, -1)
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, -6, -0.01, 1, 3",
        "0.1, -6, -0.01, 0, 2",
        "-0.1, -5, -0.01, 0, 2",
        "-0.1, -6, 0.01, 0, 2",
        "-0.1, -6, 0, 0, 2",
        "0.1, 6, 0.01, 0, 0"
    })
    void needsAllThree(double basisStep, double change, double leverageStep, double value, long met) {
        // Given
        change(change);
        leverage(leverageStep);

        // When
        IndicatorValue found = basis(basisStep).getLast();

        // Then
        assertThat(found.value()).hasValue(value);
        assertThat(found.attributes()).containsEntry("n_known", 3L).containsEntry("n_met", met);
        receipts.allHold(market.values(), Set.of("deleveraging"));
    }

    @Test
    void isUnknownWhereWhatIsKnownIsMetAndTheRestIsNotKnown() {
        // Given: no reserve, so no leverage
        change(-6);

        // When
        IndicatorValue found = basis(-0.1).getLast();

        // Then
        assertThat(found.value()).isEmpty();
        assertThat(found.reasons()).contains("1 of 3 are not known, and the others are met");
        assertThat(found.attributes())
                .containsEntry("known_leverage_slope", false)
                .containsEntry("known_interest_change", true)
                .containsEntry("met_interest_change", true)
                .doesNotContainKey("met_leverage_slope");
    }

    @Test
    void isNoWhereOneIsKnownNotToBeMetWhateverTheRestIs() {
        // Given
        change(3);

        // Then
        assertThat(basis(-0.1).getLast().value()).hasValue(0);
    }

    @Test
    void saysNothingOfTimesOfWhichNobodyKnowsTheLeverage() {
        assertThat(basis(-0.1)).isEmpty();
    }

    @Test
    void isSaidOnceADay() {
        // Given
        change(-6);
        leverage(-0.01);

        // Then
        assertThat(basis(-0.1)).hasSize(1);
    }
}
