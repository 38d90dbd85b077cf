package io.basiswatch.model.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.time.LocalDate;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SlotBlockTest {
    /** 23:55 of 8 August 2024. */
    private static final long MINUTE = 1_723_161_300_000L;

    @Test
    void readsASlotThatWasNeverWrittenAsAbsentAndNotAsZero() {
        // Given
        byte[] padded = new byte[SlotBlock.SLOT_BYTES * 3];

        // When / Then
        assertThat(SlotBlock.decode(padded, 8)).isEmpty();
        assertThat(SlotBlock.decode(padded, 24)).isEmpty();
    }

    @Test
    void keepsEveryNumberZeroIncluded() {
        for (double value : new double[] {0.0, -0.0, -0.077, Double.MIN_VALUE, Double.MAX_VALUE}) {
            // When
            byte[] slot = SlotBlock.encode(OptionalDouble.of(value));

            // Then
            assertThat(SlotBlock.decode(slot, 0)).hasValue(value);
        }
        assertThat(SlotBlock.decode(SlotBlock.encode(OptionalDouble.empty()), 0))
                .isEmpty();
    }

    @Test
    void packsMinutesByDayHoursByMonthAndDaysByYear() {
        // Given
        long hour = MINUTE - MINUTE % Resolution.HOUR.millis();
        long day = MINUTE - MINUTE % Resolution.DAY.millis();

        // When
        SlotBlock minutes = SlotBlock.of(Resolution.MINUTE, MINUTE);
        SlotBlock hours = SlotBlock.of(Resolution.HOUR, hour);
        SlotBlock days = SlotBlock.of(Resolution.DAY, day);

        // Then a time is found in its block, and back
        assertThat(minutes).isEqualTo(new SlotBlock(Resolution.MINUTE, LocalDate.of(2024, 8, 8)));
        assertThat(minutes.offset(MINUTE)).isEqualTo((23 * 60 + 55) * 8);
        assertThat(hours).isEqualTo(new SlotBlock(Resolution.HOUR, LocalDate.of(2024, 8, 1)));
        assertThat(hours.offset(hour)).isEqualTo((7 * 24 + 23) * 8);
        assertThat(days).isEqualTo(new SlotBlock(Resolution.DAY, LocalDate.of(2024, 1, 1)));
        assertThat(days.offset(day)).isEqualTo((31 + 29 + 31 + 30 + 31 + 30 + 31 + 7) * 8);
        assertThat(minutes.time(minutes.offset(MINUTE))).isEqualTo(MINUTE);
        assertThat(hours.time(hours.offset(hour))).isEqualTo(hour);
        assertThat(days.time(days.offset(day))).isEqualTo(day);
        // And each ends where the next begins
        assertThat(minutes.next().start()).isEqualTo(LocalDate.of(2024, 8, 9));
        assertThat(hours.next().start()).isEqualTo(LocalDate.of(2024, 9, 1));
        assertThat(days.next().start()).isEqualTo(LocalDate.of(2025, 1, 1));
        assertThat(days.endMillis()).isEqualTo(days.next().startMillis());
        assertThatThrownBy(() -> new SlotBlock(Resolution.HOUR, LocalDate.of(2024, 8, 8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesABlockByItsSeriesAndItsStart() {
        // Given
        Series series = Series.parse("ETH:futures_spot_basis_pct:binance-usdm~binance-spot.USDT");
        String name = "ts:{ETH}:futures_spot_basis_pct:binance-usdm~binance-spot.USDT:";

        // When / Then
        assertThat(SeriesKeys.block(series, SlotBlock.of(Resolution.MINUTE, MINUTE)))
                .isEqualTo(name + "1m:20240808");
        assertThat(SeriesKeys.block(series, SlotBlock.of(Resolution.HOUR, MINUTE)))
                .isEqualTo(name + "1h:202408");
        assertThat(SeriesKeys.block(series, SlotBlock.of(Resolution.DAY, MINUTE)))
                .isEqualTo(name + "1d:2024");
    }
}
