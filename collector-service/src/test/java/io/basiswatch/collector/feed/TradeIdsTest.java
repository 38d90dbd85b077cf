package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TradeIdsTest {
    private static final Instrument BTC = Instrument.parse("binance-spot:BTC-USDT");

    private final TradeIds ids = new TradeIds();

    private Optional<FeedGap> take(long id, long time) {
        return take(id, time, Origin.LIVE);
    }

    private Optional<FeedGap> take(long id, long time, Origin origin) {
        Stamp stamp = new Stamp(time, time, Stamp.NO_SEQUENCE, origin);
        return ids.take(new Trade(BTC, stamp, Long.toString(id), 100, 1, 100, Side.BUY), id, "trade");
    }

    @Test
    void aSkippedIdIsAGapSinceTheTradeBefore() {
        // Given
        assertThat(take(7, 1_000)).isEmpty();
        assertThat(take(8, 2_000)).isEmpty();

        // When
        Optional<FeedGap> gap = take(11, 5_000);

        // Then
        assertThat(gap).hasValueSatisfying(one -> {
            assertThat(one.reason()).isEqualTo("2 trades missing by id");
            assertThat(one.from()).isEqualTo(2_000);
            assertThat(one.receivedTime()).isEqualTo(5_000);
            assertThat(one.scope()).isEqualTo(FeedGap.Scope.TRADES);
        });
        assertThat(take(12, 6_000)).isEmpty();
    }

    @Test
    void lateTradesTradesOfThePastAndIdsThatStartAnewAreNoGap() {
        // Given
        take(100_000, 1_000);

        // When, Then
        assertThat(take(99_999, 2_000)).isEmpty();
        assertThat(take(100_500, 2_000, Origin.BACKFILL)).isEmpty();
        assertThat(take(100_001, 3_000)).isEmpty();
        assertThat(take(1, 4_000)).isEmpty();
        assertThat(take(3, 5_000)).isPresent();
    }

    @Test
    void whatIsForgottenHasNoNext() {
        // Given
        take(7, 1_000);
        ids.forget();

        // When, Then
        assertThat(take(70, 2_000)).isEmpty();
    }
}
