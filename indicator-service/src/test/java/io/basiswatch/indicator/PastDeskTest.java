package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What venues tell afterwards of funding that was paid and of what was open. */
class PastDeskTest {
    private static final Instrument PERP = Instrument.parse("okx:BTC-USDT-PERP");
    private static final long HOUR = Resolution.HOUR.micros();
    private static final String OF_PERP = ":okx.BTC-USDT-PERP";

    /** The payment of so many hours before the start, told ten seconds after it. */
    private static FundingRate payment(int hoursAgo, double rate) {
        return payment(hoursAgo, rate, 4);
    }

    private static FundingRate payment(int hoursAgo, double rate, int hours) {
        long due = Market.START - hoursAgo * HOUR;
        Stamp stamp = new Stamp(due, Market.START + 10_000_000, Stamp.NO_SEQUENCE, Origin.BACKFILL);
        return new FundingRate(PERP, stamp, FundingRate.Kind.SETTLED, rate, Optional.of(Duration.ofHours(hours)), due);
    }

    private static OpenInterest open(int hoursAgo, double quantity, Origin origin) {
        long time = Market.START - hoursAgo * HOUR;
        return new OpenInterest(
                PERP, new Stamp(time, Market.START + 10_000_000, Stamp.NO_SEQUENCE, origin), quantity, quantity * 100);
    }

    private static List<IndicatorValue> of(Market market, String series, Resolution resolution) {
        return market.values().stream()
                .filter(value -> value.series().toString().equals(series) && value.resolution() == resolution)
                .toList();
    }

    @Test
    void aPaymentStandsInTheMinuteInWhichItWasDue() {
        // When
        Market market = new Market().take(payment(8, 0.0001));

        // Then
        IndicatorValue settled = of(market, "BTC:funding_rate_settled" + OF_PERP, Resolution.MINUTE)
                .getFirst();
        assertThat(settled.time()).isEqualTo(Market.START - 8 * HOUR);
        assertThat(settled.value().orElseThrow()).isEqualTo(0.01, within(1e-12));
        assertThat(settled.derivedFrom()).isEqualTo(IndicatorValue.HISTORY);
        assertThat(settled.knownAt()).isEqualTo(Market.START + 10_000_000);
        IndicatorValue ofEight = of(market, "BTC:funding_rate_settled_8h" + OF_PERP, Resolution.MINUTE)
                .getFirst();
        assertThat(ofEight.value().orElseThrow()).isEqualTo(0.02, within(1e-12));
    }

    @Test
    void theMeanOfTwoDaysIsKnownWithTheFirstMinute() {
        // Given the payments of three days, newest first
        Market market = new Market();
        for (int back = 0; back <= 72; back += 4) {
            market.take(payment(back, 0.0001));
        }

        // When the first minute after they were told closes
        market.quote(10, "okx:BTC-USDT", 100).until(61);

        // Then
        IndicatorValue mean = of(market, "BTC:funding_avg_48h_pct" + OF_PERP, Resolution.MINUTE)
                .getLast();
        assertThat(mean.value().orElseThrow()).isEqualTo(0.02, within(1e-12));
        assertThat(mean.reasons()).isEmpty();
    }

    @Test
    void aDayHasTheRateThatWasRunningAtItsEndAsItWasPaid() {
        // When the payments of one day are told: every four hours, and at 04:00, 12:00 and 20:00
        Market market = new Market();
        for (int back = 24; back >= 0; back -= 4) {
            market.take(payment(back, back == 0 ? 0.0003 : 0.0001));
        }
        Market off = new Market();
        for (int back = 36; back >= 4; back -= 8) {
            off.take(payment(back, back == 20 ? 0.0003 : 0.0001, 8));
        }

        // Then it is the one at midnight, or the first one after it, for eight hours
        List<IndicatorValue> days = of(market, "BTC:funding_rate_8h" + OF_PERP, Resolution.DAY);
        assertThat(days)
                .extracting(IndicatorValue::time)
                .containsExactly(Market.START - 48 * HOUR, Market.START - 24 * HOUR);
        IndicatorValue day = days.getLast();
        assertThat(day.value().orElseThrow()).isEqualTo(0.06, within(1e-12));
        assertThat(day.derivedFrom()).isEqualTo(IndicatorValue.HISTORY);
        assertThat(day.reasons()).containsExactly("as paid, not as it was running");
        assertThat(new Verifier(Indicators.all()).verify(day).outcome()).isEqualTo(Verification.Outcome.HOLDS);
        assertThat(of(off, "BTC:funding_rate_8h" + OF_PERP, Resolution.DAY))
                .singleElement()
                .satisfies(only -> {
                    assertThat(only.time()).isEqualTo(Market.START - 48 * HOUR);
                    assertThat(only.value().orElseThrow()).isEqualTo(0.03, within(1e-12));
                });
    }

    @Test
    void whatWasPaidTellsWithTheFirstMinuteWhetherARateIsExtreme() {
        // Given the payments of a hundred days: 0.001 %, 0.002 % … for eight hours, a day each
        Market market = new Market();
        for (int day = 0; day < 100; day++) {
            market.take(payment(24 * day, (100 - day) * 5e-6));
        }

        // When a rate is told that is above nearly all of them
        Stamp now = market.stamp(30);
        market.take(new FundingRate(
                        PERP,
                        now,
                        FundingRate.Kind.PREDICTED,
                        0.00049,
                        Optional.of(Duration.ofHours(4)),
                        market.at(3_600)))
                .until(61);

        // Then that is known, and of how many days
        IndicatorValue extreme =
                of(market, "BTC:funding_extreme" + OF_PERP, Resolution.MINUTE).getFirst();
        assertThat(extreme.value()).hasValue(1);
        assertThat(extreme.attributes()).containsEntry("n_obs", 100L).containsEntry("days_as_paid", 100L);
        assertThat(extreme.reasons()).contains("100 of 365 days");
        new Rechecked(market).holds("funding_extreme", "funding_rate_8h");
    }

    @Test
    void whatWasOpenIsWorthItsNotionalAndACoinADollar() {
        // When
        Market market = new Market().take(open(0, 500, Origin.BACKFILL));

        // Then
        IndicatorValue day =
                of(market, "BTC:open_interest_usd" + OF_PERP, Resolution.DAY).getFirst();
        assertThat(day.value()).hasValue(50_000);
        assertThat(day.quality()).isEqualTo(Quality.DEGRADED);
        assertThat(day.reasons()).containsExactly("usdt_usd unknown, taken at par");
        assertThat(new Verifier(Indicators.all()).verify(day).outcome()).isEqualTo(Verification.Outcome.HOLDS);
    }

    @Test
    void whatWasOpenAtTheEndOfAnHourIsTheHoursValue() {
        // When it is told of midnight
        Market market = new Market().take(open(0, 500, Origin.BACKFILL));

        // Then it is that of the last hour and of the day
        IndicatorValue hour =
                of(market, "BTC:open_interest_base" + OF_PERP, Resolution.HOUR).getFirst();
        assertThat(hour.time()).isEqualTo(Market.START - HOUR);
        assertThat(hour.value()).hasValue(500);
        IndicatorValue day =
                of(market, "BTC:open_interest_base" + OF_PERP, Resolution.DAY).getFirst();
        assertThat(day.time()).isEqualTo(Market.START - 24 * HOUR);
        assertThat(day.derivedFrom()).isEqualTo(IndicatorValue.HISTORY);
    }

    @Test
    void theChangeWithinADayIsKnownWithTheFirstMinute() {
        // Given what was open in the hours of two days
        Market market = new Market();
        for (int back = 0; back <= 48; back++) {
            market.take(open(back, 400, Origin.BACKFILL));
        }

        // When it is told what is open now
        market.take(open(0, 500, Origin.LIVE)).until(61);

        // Then
        IndicatorValue change = of(market, "BTC:open_interest_change_24h_pct:okx", Resolution.MINUTE)
                .getLast();
        assertThat(change.value().orElseThrow()).isEqualTo(25, within(1e-9));
        assertThat(new Verifier(Indicators.all()).verify(change).outcome()).isEqualTo(Verification.Outcome.HOLDS);
    }

    @Test
    void neitherTheOrderNorRepetitionChangesWhatIsSaid() {
        // Given
        List<MarketEvent> facts = new ArrayList<>();
        for (int back = 0; back < 100; back++) {
            facts.add(payment(back * 4, back * 1e-5));
            facts.add(open(back, 400 + back, Origin.BACKFILL));
        }
        List<MarketEvent> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, new Random(3));

        // When
        List<String> once = said(facts);
        List<String> twice =
                said(Stream.concat(shuffled.stream(), facts.stream()).toList());

        // Then
        assertThat(once).hasSizeGreaterThan(300);
        assertThat(twice).containsExactlyElementsOf(once);
    }

    /** What stands in the end, by place. */
    private static List<String> said(List<MarketEvent> facts) {
        Market market = new Market();
        facts.forEach(market::take);
        return market.values().stream()
                .map(value -> value.series() + " " + value.resolution() + " " + value.time() + " " + value.value())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void noTimePassesWithIt() {
        // When
        Market market = new Market().take(payment(8, 0.0001)).take(open(1, 500, Origin.BACKFILL));

        // Then
        assertThat(market.engine().lastInstant()).isEmpty();
        assertThat(market.values()).noneMatch(value -> value.resolution() == Resolution.SECOND);
    }
}
