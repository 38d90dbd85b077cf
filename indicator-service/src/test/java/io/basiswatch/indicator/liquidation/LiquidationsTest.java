package io.basiswatch.indicator.liquidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Liquidation.Completeness;
import io.basiswatch.model.Liquidation.Position;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Series;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both sides are made of the same events, so they are tested together. */
class LiquidationsTest {
    private static final String PERP = "deribit:BTC-USD-PERP";
    private static final String THROTTLED = "binance-coinm:BTC-USD-PERP";
    private static final String OF_PERP = ":deribit.BTC-USD-PERP";
    private static final String OF_THROTTLED = ":binance-coinm.BTC-USD-PERP";
    private static final String LONG = "BTC:liquidations_long_usd";
    private static final String SHORT = "BTC:liquidations_short_usd";

    private static Market liquidate(Market market, double second, Position side, double notional) {
        return liquidate(market, second, second, PERP, side, notional, Completeness.COMPLETE);
    }

    private static Market liquidate(
            Market market,
            double second,
            double received,
            String instrument,
            Position side,
            double notional,
            Completeness completeness) {
        Stamp stamp = new Stamp(market.at(second), market.at(received), Stamp.NO_SEQUENCE, Origin.REPLAY);
        return market.take(new Liquidation(
                Instrument.parse(instrument), stamp, 50_000, notional / 50_000, notional, side, completeness));
    }

    /** Heard by its mark price once a second from the beginning on. */
    private static Market heard(Market market, int from, int to) {
        for (int second = from; second < to; second++) {
            market.mark(second + 0.1, PERP, 50_000);
        }
        return market;
    }

    @Test
    void isEmptyUntilALiquidationWasTold() {
        // Given a market that is heard, of which nobody knows whether it tells its liquidations
        Market market = heard(new Market(), 0, 120).until(120);

        // Then there is no value, and not 0
        assertThat(market.second(LONG + OF_PERP, 100)).isEmpty();
        assertThat(market.minute(LONG, 60)).isEmpty();
    }

    @Test
    void addsUpTheSideOfThePositionThatWasClosed() {
        // Given two longs and a short that are closed by force within a minute
        Market market = new Market().until(0).mark(0.1, PERP, 50_000);
        liquidate(market, 10, Position.LONG, 30_000);
        liquidate(market, 20, Position.SHORT, 5_000);
        liquidate(market, 30, Position.LONG, 70_000);

        // When the minute closes
        market.until(60);

        // Then each side has its own
        IndicatorValue minute = market.minute(LONG + OF_PERP, 0).getFirst();
        assertThat(minute.value()).hasValue(100_000);
        assertThat(minute.attributes())
                .containsEntry("largest", 70_000.0)
                .containsEntry("n_obs", 2L)
                .containsEntry("completeness", "complete");
        assertThat(market.minute(SHORT + OF_PERP, 0).getFirst().value()).hasValue(5_000);
        assertThat(market.minute(LONG, 0).getFirst().value()).hasValue(100_000);
    }

    @Test
    void matchesFullRecompute() {
        // Given random liquidations of both sides
        Random random = new Random(9);
        Market market = new Market().until(0).mark(0, PERP, 50_000);
        for (double now = 0.01; now < 200; now += random.nextDouble() * 3) {
            liquidate(market, now, random.nextBoolean() ? Position.LONG : Position.SHORT, 1 + random.nextInt(9_000));

            // When instants are evaluated
            int second = (int) now;
            market.until(second);

            // Then those received in the trailing minute make the value
            assertThat(market.second(LONG + OF_PERP, second)
                            .flatMap(value -> value.value().stream().boxed().findFirst())
                            .orElse(0.0))
                    .isEqualTo(sum(market, Position.LONG, second), within(1e-6));
        }
    }

    private static double sum(Market market, Position side, int second) {
        double sum = 0;
        for (MarketEvent event : market.events()) {
            if (event instanceof Liquidation liquidation
                    && liquidation.closedPosition() == side
                    && liquidation.receivedTime() >= market.at(second - 60)
                    && liquidation.receivedTime() < market.at(second)) {
                sum += liquidation.notional();
            }
        }
        return sum;
    }

    @Test
    void isZeroOnceItIsKnownToTellAndIsHeard() {
        // Given a market that has told a liquidation, and goes on to be heard
        Market market = heard(new Market(), 0, 30);
        liquidate(market, 30, Position.LONG, 100);
        heard(market, 31, 180).until(180);

        // Then quiet minutes are 0, of the other side as well
        assertThat(market.minute(LONG + OF_PERP, 120).getFirst().value()).hasValue(0);
        assertThat(market.minute(LONG + OF_PERP, 120).getFirst().quality()).isEqualTo(Quality.OK);
        assertThat(market.minute(SHORT + OF_PERP, 120).getFirst().value()).hasValue(0);
        assertThat(market.number(LONG, 150)).isZero();

        // And when it is not heard any more, they are absent
        market.until(300);
        IndicatorValue silent = market.minute(LONG + OF_PERP, 240).getFirst();
        assertThat(silent.value()).isEmpty();
        assertThat(silent.reasons()).containsExactly("no market that tells liquidations was heard within the window");
    }

    @Test
    void aRestartKnowsWhichMarketsTell() {
        // Given an engine that goes on where another one has stopped
        List<StoredMinute> stored =
                List.of(new StoredMinute(Series.parse(LONG + OF_PERP), Market.START - 60_000_000, 0, Unit.USD));
        Market market = new Market().resume(Market.START, stored);

        // When the market is heard, and nobody is liquidated
        heard(market, -100, 60).until(60);

        // Then that is 0
        assertThat(market.minute(LONG + OF_PERP, 0).getFirst().value()).hasValue(0);
    }

    @Test
    void saysWhereAVenueTellsOnlySome() {
        // Given a venue that tells one liquidation a second, and one that tells all
        Market market = new Market().until(0).mark(0, PERP, 50_000).mark(0, THROTTLED, 50_000);
        liquidate(market, 10, 10, THROTTLED, Position.LONG, 2_000, Completeness.LOWER_BOUND);
        liquidate(market, 11, Position.LONG, 500).until(60);

        // Then its sum, and that of all, are at least this much
        IndicatorValue own = market.minute(LONG + OF_THROTTLED, 0).getFirst();
        assertThat(own.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(own.attributes()).containsEntry("completeness", "lower_bound");
        IndicatorValue all = market.minute(LONG, 0).getFirst();
        assertThat(all.value()).hasValue(2_500);
        assertThat(all.attributes())
                .containsEntry("completeness", "lower_bound")
                .containsEntry("markets", 2L);
        assertThat(market.minute(LONG + OF_PERP, 0).getFirst().quality()).isEqualTo(Quality.OK);
    }

    @Test
    void keepsWhatItSawBeforeAGapAndIsPartial() {
        // Given a liquidation before a gap of the trades
        Market market = new Market().until(0).mark(0, PERP, 50_000);
        liquidate(market, 10, Position.LONG, 100);
        market.take(new FeedGap(
                        Instrument.parse(PERP),
                        market.stamp(20),
                        "trades",
                        market.at(15),
                        "lost",
                        FeedGap.Scope.TRADES))
                .until(60);

        IndicatorValue minute = market.minute(LONG + OF_PERP, 0).getFirst();
        assertThat(minute.value()).hasValue(100);
        assertThat(minute.reasons()).containsExactly("feed_gap");
    }

    @Test
    void leavesOutTheOldNewsOfAConnectionThatBegins() {
        // Given a burst of liquidations of an hour ago
        Market market = new Market().until(0).mark(0, PERP, 50_000);
        liquidate(market, -3_600, 10, PERP, Position.LONG, 9_000_000, Completeness.COMPLETE);
        liquidate(market, 11, Position.LONG, 100).until(60);

        assertThat(market.minute(LONG + OF_PERP, 0).getFirst().value()).hasValue(100);
    }

    @Test
    void theMinuteInWhichAMarketIsFirstHeardIsPartial() {
        Market market = liquidate(new Market(), 20, Position.LONG, 100).until(60);

        assertThat(market.minute(LONG + OF_PERP, 0).getFirst().reasons())
                .containsExactly("first heard within the window");
    }
}
