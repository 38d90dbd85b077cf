package io.basiswatch.indicator.positioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Checked;
import io.basiswatch.indicator.Market;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Stamp;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All three figures are made in one place, so they are tested together. */
class LongShortTest {
    private static final String BINANCE = "binance-coinm:BTC-USD-PERP";
    private static final String BYBIT = "bybit:BTC-USD-PERP";
    private static final String ACCOUNTS = "BTC:long_short_accounts";
    private static final String TOP_ACCOUNTS = "BTC:long_short_top_accounts";
    private static final String TOP_POSITIONS = "BTC:long_short_top_positions";
    private static final String OF_BINANCE = ":binance-coinm.BTC-USD-PERP";
    private static final String OF_BYBIT = ":bybit.BTC-USD-PERP";

    private final Market market = new Market();

    private void told(double second, String instrument, LongShortRatio.Kind kind, double longShare) {
        told(second, second, instrument, kind, longShare);
    }

    /** A figure of one second, received at another. */
    private void told(double of, double second, String instrument, LongShortRatio.Kind kind, double longShare) {
        Stamp stamp = new Stamp(market.at(of), market.at(second), Stamp.NO_SEQUENCE, Origin.REPLAY);
        market.take(LongShortRatio.ofShares(
                Instrument.parse(instrument), stamp, kind, longShare, (10 - 10 * longShare) / 10));
    }

    private void open(double second, String instrument, double dollars) {
        market.take(new OpenInterest(Instrument.parse(instrument), market.stamp(second), dollars / 50_000, dollars));
    }

    private IndicatorValue at(String series, double second) {
        return market.second(series, second).orElseThrow();
    }

    @Test
    void isEmptyUntilToldAndStandsApartByWhoIsCounted() {
        // Given: open interest alone, then what top traders' accounts do
        open(0.5, BINANCE, 1_000_000);
        market.until(1);
        told(1.5, BINANCE, LongShortRatio.Kind.TOP_ACCOUNTS, 0.6);
        market.until(2);

        // Then
        assertThat(market.second(ACCOUNTS, 1)).isEmpty();
        assertThat(market.number(TOP_ACCOUNTS + OF_BINANCE, 2)).isEqualTo(0.6 / 0.4);
        assertThat(market.second(ACCOUNTS, 2)).isEmpty();
        assertThat(market.second(TOP_POSITIONS, 2)).isEmpty();
        assertThat(market.values())
                .noneMatch(value -> value.series().indicator().startsWith("taker"));
    }

    @Test
    void tellsTheVenuesOwnRatioAndShares() {
        // Given: rounded by the venue, so that the ratio is not quite that of the shares
        market.take(new LongShortRatio(
                Instrument.parse(BINANCE),
                market.stamp(0.6),
                LongShortRatio.Kind.TOP_POSITIONS,
                1.8105,
                0.6442,
                0.3558));

        // When
        market.until(1);

        // Then
        assertThat(market.number(TOP_POSITIONS + OF_BINANCE, 1)).isEqualTo(1.8105);
        assertThat(at(TOP_POSITIONS + OF_BINANCE, 1).attributes())
                .containsEntry("long_share", 0.6442)
                .containsEntry("short_share", 0.3558);
    }

    @Test
    void weighsMarketsByWhatIsOpenInThem() {
        // Given: three times as much is open where longs prevail
        told(0.5, BINANCE, LongShortRatio.Kind.ACCOUNTS, 0.6);
        told(0.5, BYBIT, LongShortRatio.Kind.ACCOUNTS, 0.2);
        open(0.5, BINANCE, 3_000_000);
        open(0.5, BYBIT, 1_000_000);

        // When
        market.until(1);

        // Then: (3 · 0.6 + 1 · 0.2) over (3 · 0.4 + 1 · 0.8), and not the mean of 1.5 and 0.25
        assertThat(market.number(ACCOUNTS, 1)).isEqualTo(1, within(1e-12));
        assertThat(at(ACCOUNTS, 1).attributes()).containsEntry("markets", 2L);
        assertThat((Double) at(ACCOUNTS, 1).attributes().get("long_share")).isEqualTo(0.5, within(1e-12));
        assertThat(market.quality(ACCOUNTS, 1)).isEqualTo(Quality.OK);
    }

    @Test
    void leavesOutAMarketThatCannotBeWeighedAndSaysSo() {
        // Given
        told(0.5, BINANCE, LongShortRatio.Kind.ACCOUNTS, 0.6);
        told(0.5, BYBIT, LongShortRatio.Kind.ACCOUNTS, 0.2);
        open(0.5, BINANCE, 3_000_000);

        // When
        market.until(1);

        // Then
        assertThat(market.number(ACCOUNTS, 1)).isEqualTo(0.6 / 0.4, within(1e-12));
        assertThat(at(ACCOUNTS, 1).reasons()).containsExactly("no open interest: bybit.BTC-USD-PERP");
        assertThat(at(ACCOUNTS, 1).inputs())
                .filteredOn(input -> !input.excluded().isEmpty())
                .singleElement()
                .satisfies(input -> assertThat(input.source()).isEqualTo(BYBIT));
    }

    @Test
    void isAbsentWhereNothingCanBeWeighed() {
        // Given
        told(0.5, BINANCE, LongShortRatio.Kind.ACCOUNTS, 0.6);

        // When
        market.until(1);

        // Then
        assertThat(market.quality(ACCOUNTS, 1)).isEqualTo(Quality.ABSENT);
        assertThat(market.number(ACCOUNTS + OF_BINANCE, 1)).isEqualTo(0.6 / 0.4);
    }

    @Test
    void isStaleByTheVenuesTimeAndNotUsedAfterAnHour() {
        // Given: received now, and made 15 minutes and 16 minutes ago, and more than an hour ago
        open(0.5, BINANCE, 1_000_000);
        told(-898, 0.5, BINANCE, LongShortRatio.Kind.ACCOUNTS, 0.6);
        told(-960, 0.5, BINANCE, LongShortRatio.Kind.TOP_ACCOUNTS, 0.6);
        told(-3600, 0.5, BINANCE, LongShortRatio.Kind.TOP_POSITIONS, 0.6);

        // When
        market.until(1);

        // Then
        assertThat(market.quality(ACCOUNTS, 1)).isEqualTo(Quality.OK);
        assertThat(market.quality(TOP_ACCOUNTS, 1)).isEqualTo(Quality.STALE);
        assertThat(market.quality(TOP_ACCOUNTS + OF_BINANCE, 1)).isEqualTo(Quality.STALE);
        assertThat(market.second(TOP_POSITIONS, 1)).isEmpty();
    }

    @Test
    void isForgottenAfterSixtySecondsAndAfterAGap() {
        // Given
        open(0.5, BINANCE, 1_000_000);
        open(0.5, BYBIT, 1_000_000);
        told(0.5, BINANCE, LongShortRatio.Kind.ACCOUNTS, 0.6);
        told(0.5, BYBIT, LongShortRatio.Kind.ACCOUNTS, 0.6);
        market.take(new FeedGap(Instrument.parse(BYBIT), market.stamp(2.5), "all", market.at(1), "lost"));

        // When
        market.until(62);

        // Then
        assertThat(market.quality(ACCOUNTS + OF_BYBIT, 2)).isEqualTo(Quality.OK);
        assertThat(market.quality(ACCOUNTS + OF_BYBIT, 3)).isEqualTo(Quality.ABSENT);
        assertThat(market.quality(ACCOUNTS + OF_BINANCE, 60)).isEqualTo(Quality.OK);
        assertThat(market.quality(ACCOUNTS + OF_BINANCE, 61)).isEqualTo(Quality.ABSENT);
    }

    @Test
    void namesAMarketThatHasFallenSilent() {
        // Given: two markets in a first minute, one of them in the next
        for (double second = 0.5; second < 180; second += 20) {
            open(second, BINANCE, 1_000_000);
            open(second, BYBIT, 1_000_000);
            told(second, BINANCE, LongShortRatio.Kind.ACCOUNTS, 0.6);
            if (second < 60) {
                told(second, BYBIT, LongShortRatio.Kind.ACCOUNTS, 0.2);
            }
        }

        // When
        market.until(180);

        // Then
        assertThat(at(ACCOUNTS, 59).reasons()).isEmpty();
        assertThat(at(ACCOUNTS, 179).reasons()).containsExactly("missing: bybit.BTC-USD-PERP");
        assertThat(market.minute(ACCOUNTS, 120))
                .singleElement()
                .satisfies(minute -> assertThat(minute.quality()).isEqualTo(Quality.PARTIAL));
    }

    @Test
    void whatIsImportedIsOfThePast() {
        // Given
        Stamp stamp = new Stamp(market.at(0), market.at(0.5), Stamp.NO_SEQUENCE, Origin.BACKFILL);
        market.take(LongShortRatio.ofRatio(Instrument.parse(BINANCE), stamp, LongShortRatio.Kind.ACCOUNTS, 1.5));

        // When
        market.until(1);

        // Then
        assertThat(market.second(ACCOUNTS + OF_BINANCE, 1)).isEmpty();
    }

    @Test
    void everyValueCanBeComputedAgainFromItsReceipt() {
        // Given
        for (double second = 0.5; second < 120; second += 30) {
            open(second, BINANCE, 3_333_333.3);
            open(second, BYBIT, 1_234_567.8);
            for (LongShortRatio.Kind kind : LongShortRatio.Kind.values()) {
                told(second, BINANCE, kind, 0.612 + second / 1_000);
                told(second, BYBIT, kind, 0.287);
            }
            told(second, "okx:BTC-USD-PERP", LongShortRatio.Kind.ACCOUNTS, 0.5); // nothing open, so not weighed
        }

        // When
        market.until(120);

        // Then
        new Checked()
                .allHold(
                        market.values(),
                        Set.of("long_short_accounts", "long_short_top_accounts", "long_short_top_positions"));
    }
}
