package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.indicator.Days;
import io.basiswatch.model.IndicatorValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasisZoneTest {
    private static final String PAIR = ":binance-usdm~binance-spot.USDT";

    /** Two weeks of −0.1 %, two of 0.1 % and two of 1 %. */
    private static Days rising() {
        Days days = new Days("BTC");
        for (int day = 0; day < 42; day++) {
            days.basis(day, List.of(-0.1, 0.1, 1.0).get(day / 14));
        }
        return days;
    }

    @Test
    void eachZoneHoldsItsUpperEdge() {
        ZoneEdges edges = ZoneEdges.USUAL;

        assertThat(List.of(-1.0, 0.0, Math.nextUp(0.0), 0.5, Math.nextUp(0.5)))
                .extracting(edges::zone)
                .containsExactly(0, 0, 1, 1, 2);
        assertThat(edges.ofPercent())
                .extracting(band -> band.code())
                .containsExactly("base_zone", "recovery_band", "risk_on_zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {PAIR, ":perp"})
    void aZoneSaysSinceWhenItIsSoAndWhatItWasBefore(String scope) {
        // Given a basis that rises through all zones
        Days days = rising();
        String zone = "BTC:basis_zone" + scope;

        // When its weeks are looked at
        // Then the first zone has no beginning, and the others have the day on which the week's mean entered them
        assertThat(days.on(zone, 10).attributes())
                .containsEntry("zone", "base_zone")
                .containsEntry("recovery_started", false)
                .containsEntry("streak_days", 6L)
                .doesNotContainKeys("entered_at", "previous_zone");
        // Four days of 0.1 and three of −0.1 are the first mean above 0.
        assertThat(days.on(zone, 17).attributes())
                .containsEntry("zone", "recovery_band")
                .containsEntry("entered_at", "2024-01-18")
                .containsEntry("previous_zone", "base_zone")
                .containsEntry("recovery_started", true)
                .containsEntry("recovery_confirmed", false);
        // Four days of 1 and three of 0.1 are the first mean above 0.5.
        IndicatorValue last = days.on(zone, 41);
        assertThat(last.value()).hasValue(2);
        assertThat(last.attributes())
                .containsEntry("entered_at", "2024-02-01")
                .containsEntry("streak_days", 11L)
                .containsEntry("recovery_confirmed", true)
                .containsEntry("risk_on_edge", 0.5);
    }

    @Test
    void otherEdgesAreAnotherIndicatorThatNamesThem() {
        // Given the same basis
        IndicatorValue narrow = rising().on("BTC:basis_zone_narrow" + PAIR, 27);

        // Then a week of 0.1 % is beyond the narrow edges, and within the usual ones
        assertThat(narrow.attributes())
                .containsEntry("zone", "risk_on_zone")
                .containsEntry("risk_on_edge", 0.05)
                .containsEntry("recovery_edge", 0.0);
        assertThat(new BasisZoneNarrow().definition().formula()).contains("0.05 %");
        assertThat(new BasisZone().definition().formula()).contains("0.5 %");
        assertThat(rising().on("BTC:basis_zone" + PAIR, 27).attributes()).containsEntry("zone", "recovery_band");
    }

    @Test
    void aZoneOfAWeekThatIsAbsentIsAbsent() {
        Days days = rising().basis(60, 1);

        assertThat(days.on("BTC:basis_zone" + PAIR, 60).reasons()).contains("the day itself has no value");
    }

    @Test
    void edgesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new ZoneEdges(0.5, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SignRule(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SignRule(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theZeroLineOfASignIsAParameter() {
        // Given a line at −0.04 %
        SignRule rule = new SignRule(-0.04, 0.001);

        // When values around it are looked at
        // Then what is above it is positive, and within the dead-band one day is not enough
        assertThat(rule.side(-0.03)).isEqualTo(1);
        assertThat(rule.side(-0.05)).isEqualTo(-1);
        assertThat(rule.side(-0.04)).isZero();
        assertThat(rule.isBeyond(-0.0405)).isFalse();
        assertThat(rule.isBeyond(-0.042)).isTrue();
    }

    @Test
    void theSignWithTheWideDeadBandDoesNotFollowASingleSmallDay() {
        // Given a month above spot
        Days days = new Days("BTC");
        for (int day = 0; day < 30; day++) {
            days.basis(day, 0.007);
        }

        // When one day takes the week's mean below zero by half a basis point
        days.basis(30, -0.077);

        // Then only the sign with the usual dead-band changes
        assertThat(days.on("BTC:basis_sign_sma_7d" + PAIR, 30).value()).hasValue(-1);
        assertThat(days.on("BTC:basis_sign_sma_7d_wide" + PAIR, 30).value()).hasValue(1);
        assertThat(days.on("BTC:basis_sign_sma_7d_wide" + PAIR, 30).attributes())
                .containsEntry("dead_band", 0.01);
    }
}
