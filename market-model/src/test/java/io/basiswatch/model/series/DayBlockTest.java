package io.basiswatch.model.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.time.LocalDate;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DayBlockTest {
    private static final long MINUTE = 1_723_161_300_000L;

    @Test
    void readsASlotThatWasNeverWrittenAsAbsentAndNotAsZero() {
        // Given
        byte[] padded = new byte[DayBlock.SLOT_BYTES * 3];

        // When / Then
        assertThat(DayBlock.decode(padded, 8)).isEmpty();
        assertThat(DayBlock.decode(padded, 24)).isEmpty();
    }

    @Test
    void keepsEveryNumberZeroIncluded() {
        for (double value : new double[] {0.0, -0.0, -0.077, Double.MIN_VALUE, Double.MAX_VALUE}) {
            // When
            byte[] slot = DayBlock.encode(OptionalDouble.of(value));

            // Then
            assertThat(DayBlock.decode(slot, 0)).hasValue(value);
        }
        assertThat(DayBlock.decode(DayBlock.encode(OptionalDouble.empty()), 0)).isEmpty();
    }

    @Test
    void findsAMinuteInItsDayAndBack() {
        // When
        LocalDate day = DayBlock.day(MINUTE);
        int offset = DayBlock.offset(MINUTE, Resolution.MINUTE);

        // Then
        assertThat(day).isEqualTo(LocalDate.of(2024, 8, 8));
        assertThat(offset).isEqualTo((23 * 60 + 55) * 8);
        assertThat(DayBlock.time(day, offset, Resolution.MINUTE)).isEqualTo(MINUTE);
    }

    @Test
    void keepsAllKeysOfAnAssetUnderOneHashTag() {
        // Given
        Series series = Series.parse("ETH:futures_spot_basis_pct:binance-usdm~binance-spot.USDT");

        // When
        String key = SeriesKeys.dayBlock(series, Resolution.MINUTE, LocalDate.of(2024, 8, 8));

        // Then
        assertThat(key).isEqualTo("ts:{ETH}:futures_spot_basis_pct:binance-usdm~binance-spot.USDT:1m:20240808");
        assertThat(SeriesKeys.latest("ETH")).isEqualTo("latest:{ETH}");
    }
}
