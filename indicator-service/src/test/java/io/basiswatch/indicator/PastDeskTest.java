package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
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
        long due = Market.START - hoursAgo * HOUR;
        Stamp stamp = new Stamp(due, Market.START + 10_000_000, Stamp.NO_SEQUENCE, Origin.BACKFILL);
        return new FundingRate(PERP, stamp, FundingRate.Kind.SETTLED, rate, Optional.of(Duration.ofHours(4)), due);
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
