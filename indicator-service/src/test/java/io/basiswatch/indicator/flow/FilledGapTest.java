package io.basiswatch.indicator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Market;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trades that were missed and asked for afterwards. */
class FilledGapTest {
    private static final String PERP = "binance-coinm:ETH-USD-PERP";
    private static final Instrument INSTRUMENT = Instrument.parse(PERP);
    private static final String BUY = "ETH:taker_buy_volume_usd";
    private static final String SELL = "ETH:taker_sell_volume_usd";

    /** A minute of two trades of 100, with a stream that is lost between them and back at second 40. */
    private static Market interrupted() {
        Market market = new Market();
        market.trade(0.5, PERP, Side.BUY, 1_000).until(1);
        market.trade(60.5, PERP, Side.BUY, 100).trade(60.6, PERP, Side.SELL, 50);
        lost(market, 70, 80);
        lost(market, 70, 100);
        return market.trade(101, PERP, Side.BUY, 100);
    }

    private static void lost(Market market, double from, double told) {
        market.take(
                new FeedGap(INSTRUMENT, market.stamp(told), "trade", market.at(from), "lost", FeedGap.Scope.TRADES));
    }

    private static void backfill(Market market, double second, double received, String id, double notional) {
        Stamp stamp = new Stamp(market.at(second), market.at(received), Stamp.NO_SEQUENCE, Origin.BACKFILL);
        market.take(new Trade(INSTRUMENT, stamp, id, 100, notional / 100, notional, Side.BUY));
    }

    private static void filled(Market market, double from, double to, double received) {
        market.take(new GapFilled(
                INSTRUMENT, market.stamp(received), "trade", market.at(from), market.at(to), FeedGap.Scope.TRADES));
    }

    private static IndicatorValue last(List<IndicatorValue> revisions) {
        return revisions.getLast();
    }

    @Test
    void aMinuteIsWholeOnceWhatItMissedHasCome() {
        // Given
        Market market = interrupted();
        backfill(market, 75, 102, "missed-1", 30);
        backfill(market, 99, 102, "missed-2", 40);
        filled(market, 69, 100.9, 102);

        // When the minute closes
        market.until(121);

        // Then all trades count and nothing is remarked, not even that some came late
        IndicatorValue minute = last(market.minute(BUY, 60));
        assertThat(minute.value()).hasValue(270);
        assertThat(minute.quality()).isEqualTo(Quality.OK);
        assertThat(minute.reasons()).isEmpty();
        assertThat(last(market.minute(SELL, 60)).value()).hasValue(50);
    }

    @Test
    void aMinuteThatHasClosedIsRevisedByWhatComesWithinItsLateness() {
        // Given
        Market market = interrupted().until(130);
        IndicatorValue closed = last(market.minute(BUY, 60));
        assertThat(closed.value()).hasValue(100);
        assertThat(closed.reasons()).contains(TakerShare.GAP);

        // When
        backfill(market, 75, 131, "missed", 30);
        filled(market, 69, 100.9, 131.5);
        market.until(133);

        // Then
        IndicatorValue revised = last(market.minute(BUY, 60));
        assertThat(revised.revision()).isPositive();
        assertThat(revised.value()).hasValue(230);
        assertThat(revised.quality()).isEqualTo(Quality.OK);
    }

    @Test
    void aMinuteOfWhichNothingWasMissedIsWholeAgainToo() {
        // Given
        Market market = interrupted().until(130);

        // When no trade had been missed
        filled(market, 69, 100.9, 131);
        market.until(133);

        // Then
        assertThat(last(market.minute(BUY, 60)).value()).hasValue(200);
        assertThat(last(market.minute(BUY, 60)).quality()).isEqualTo(Quality.OK);
    }

    @Test
    void aMinuteThatClosedForWholeIsRevisedByAGapThatReachesBackIntoIt() {
        // Given
        Market market = new Market();
        market.trade(0.5, PERP, Side.BUY, 1_000).until(1);
        market.trade(60.5, PERP, Side.BUY, 100).until(125);
        assertThat(last(market.minute(BUY, 60)).reasons()).isEmpty();

        // When: silence is noticed ten seconds late
        lost(market, 115, 125.5);
        market.until(128);

        // Then
        IndicatorValue revised = last(market.minute(BUY, 60));
        assertThat(revised.revision()).isPositive();
        assertThat(revised.value()).hasValue(100);
        assertThat(revised.reasons()).contains(TakerShare.GAP);
    }

    @Test
    void aMinuteStaysMarkedWhereTheFillingComesTooLate() {
        // Given
        Market market = interrupted().until(182);
        int revisions = market.minute(BUY, 60).size();

        // When
        backfill(market, 75, 183, "missed", 30);
        filled(market, 69, 100.9, 183);
        market.until(185);

        // Then
        assertThat(market.minute(BUY, 60)).hasSize(revisions);
        assertThat(last(market.minute(BUY, 60)).reasons()).contains(TakerShare.GAP);
        assertThat(market.engine().counts().dropped()).isEqualTo(1);
    }

    @Test
    void aGapThatWasNotFilledStaysVisibleBesideOneThatWas() {
        // Given another loss after what was filled
        Market market = interrupted();
        filled(market, 69, 100.9, 102);
        lost(market, 110, 112);
        market.trade(113, PERP, Side.BUY, 10);

        // When
        market.until(121);

        // Then
        assertThat(last(market.minute(BUY, 60)).value()).hasValue(10);
        assertThat(last(market.minute(BUY, 60)).quality()).isEqualTo(Quality.PARTIAL);
        assertThat(last(market.minute(BUY, 60)).reasons()).contains(TakerShare.GAP);
    }

    @Test
    void onlyWhatCoversTheGapFillsIt() {
        // Given
        Market market = interrupted();

        // When what was asked for begins ten seconds after the loss
        filled(market, 80, 100.9, 102);
        market.until(121);

        // Then
        assertThat(last(market.minute(BUY, 60)).reasons()).contains(TakerShare.GAP);
    }

    @Test
    void theWindowOfAnInstantIsWholeAgainToo() {
        // Given
        Market market = interrupted();
        backfill(market, 75, 102, "missed", 30);
        filled(market, 69, 100.9, 102);

        // When
        market.until(104);

        // Then
        assertThat(market.quality(BUY, 102)).isNotEqualTo(Quality.ABSENT);
        assertThat(market.number(BUY, 103)).isEqualTo(230);
        assertThat(market.quality(BUY, 103)).isEqualTo(Quality.OK);
    }
}
