package io.basiswatch.collector.venue.krakenfutures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trades and forced trades of Kraken Futures. */
class KrakenFuturesTradesTest {
    private final Decoding decoding = Decoding.of(new KrakenFuturesFeed(), "wss://futures.kraken.com/ws/v1");

    private static String message(String test) {
        return Decoding.messages("kraken-futures", test).getFirst();
    }

    private static String liquidation(String side) {
        return message("trade::inverse_swap_update")
                .replace("\"fill\"", "\"liquidation\"")
                .replace("\"side\":\"sell\"", "\"side\":\"" + side + '"');
    }

    @Test
    void countsInverseContractsInDollars() {
        // When
        Trade trade = decoding.push(message("trade::inverse_swap_update")).only(Trade.class);
        // Then
        assertThat(trade.instrument()).hasToString("kraken-futures:BTC-USD-PERP");
        assertThat(trade.tradeId()).isEqualTo("df029bc0-1e27-4c19-8dd7-d6dc89217508");
        assertThat(trade.stamp().sequence()).isEqualTo(222737);
        assertThat(trade.eventTime()).isEqualTo(1_646_472_684_700_000L);
        assertThat(trade.notional()).isEqualTo(386);
        assertThat(trade.quantity()).isEqualTo(386 / 39054.5);
        assertThat(trade.aggressor()).isEqualTo(Side.SELL);
    }

    @Test
    void countsLinearContractsInCoins() {
        // When
        decoding.push(message("trade::inverse_swap_update").replace("PI_", "PF_"));
        // Then
        Trade trade = decoding.only(Trade.class);
        assertThat(trade.instrument()).hasToString("kraken-futures:BTC-USD-PERP:USD");
        assertThat(trade.quantity()).isEqualTo(386);
        assertThat(trade.notional()).isEqualTo(386 * 39054.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"buy", "sell"})
    void theSideOfATradeIsTheTakers(String side) {
        // When
        decoding.push(message("trade::inverse_swap_update").replace("\"sell\"", '"' + side + '"'));
        // Then
        assertThat(decoding.only(Trade.class).aggressor()).hasToString(side.toUpperCase(Locale.ROOT));
    }

    @Test
    void readsASnapshotOfTradesOldestFirstAndOnce() {
        // Given
        decoding.push(message("trade::inverse_swap_snapshot"));
        // When
        decoding.push(message("trade::inverse_swap_snapshot"));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
        assertThat(decoding.events(Trade.class))
                .extracting(trade -> trade.stamp().sequence(), Trade::aggressor)
                .containsExactly(tuple(222735L, Side.SELL), tuple(222736L, Side.BUY));
    }

    @Test
    void tellsALiquidationAsATradeAndAsTheEndOfALong() {
        // When
        decoding.push(liquidation("sell")).push(liquidation("sell"));
        // Then
        Liquidation liquidation = decoding.only(Liquidation.class);
        assertThat(liquidation.closedPosition()).isEqualTo(Liquidation.Position.LONG);
        assertThat(liquidation.completeness()).isEqualTo(Liquidation.Completeness.LOWER_BOUND);
        assertThat(liquidation.notional()).isEqualTo(386);
        assertThat(decoding.only(Trade.class).aggressor()).isEqualTo(Side.SELL);
    }

    @Test
    void readsAForcedPurchaseAsTheEndOfAShort() {
        // When
        decoding.push(liquidation("buy"));
        // Then
        assertThat(decoding.only(Liquidation.class).closedPosition()).isEqualTo(Liquidation.Position.SHORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"block", "assignment", "termination"})
    void doesNotTakeTradesThatMetNoBookForPrints(String type) {
        // When
        decoding.push(message("trade::inverse_swap_update").replace("\"fill\"", '"' + type + '"'));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }
}
