package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Shard;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakLedgerTest {
    private static final Instrument MARKET = Instrument.parse("binance-usdm:BTC-USDT-PERP");
    private static final long SECOND = 1_000_000;
    private static final long START = Instant.parse("2026-11-10T12:00:00Z").getEpochSecond() * SECOND;
    private static final long END = START + 180 * SECOND;

    private final SimulatedMarket market = SeededMarket.of(1);
    private final Listing listing = market.listings(MARKET.venue(), START).stream()
            .filter(one -> one.instrument().equals(MARKET))
            .findFirst()
            .orElseThrow();
    private final List<SimulatedTrade> traded = market.trades(listing, START, END);
    private final SoakLedger ledger = new SoakLedger(market, FaultScript.NONE, START);

    private static Stamp at(long time) {
        return new Stamp(time, time, Stamp.NO_SEQUENCE, Origin.LIVE);
    }

    private void says(long epoch, MarketEvent... events) {
        ledger.take(new EventBatch("BTC", "collector-0", new Shard("binance-usdm", epoch, true), List.of(events)));
    }

    private Trade trade(SimulatedTrade one) {
        SaidTrade said = Ledgers.said(listing, one, one.time());
        return new Trade(
                MARKET,
                at(one.time()),
                Long.toString(one.id()),
                said.price(),
                said.quantity(),
                ValueLedger.notional(said),
                one.aggressor());
    }

    private void lists() {
        says(1, new InstrumentListed(MARKET, at(START - SECOND), "BTCUSDT", listing.contractSize()));
    }

    private SoakLedger.Reading read() {
        return ledger.read(START, END);
    }

    @Test
    void whereEveryTradeIsInTheLogItIsRight() {
        // Given
        lists();

        // When
        traded.forEach(one -> says(1, trade(one)));

        // Then
        SoakLedger.Reading read = read();
        assertThat(read.isRight()).isTrue();
        assertThat(read.compared()).isEqualTo(traded.size()).isPositive();
        assertThat(read.trades().live()).isEqualTo(traded.size());
    }

    @Test
    void aTradeThatIsMissingIsLostUnlessAGapWasTold() {
        // Given
        lists();
        SimulatedTrade missing = traded.get(traded.size() / 2);
        traded.stream().filter(one -> one != missing).forEach(one -> says(1, trade(one)));

        // Then
        assertThat(read().trades().lost()).hasSize(1);

        // When
        says(1, new FeedGap(MARKET, at(END), "trade", missing.time() - SECOND, "cut", FeedGap.Scope.TRADES));

        // Then
        assertThat(read().trades().lost()).isEmpty();
        assertThat(read().trades().marked()).isPositive();
    }

    @Test
    void aTradeThatIsThereTwiceIsRecognisedAndOneThatNobodyMadeIsAnError() {
        // Given
        lists();
        traded.forEach(one -> says(1, trade(one)));

        // When
        says(1, trade(traded.getLast()));
        Trade last = trade(traded.getLast());
        says(1, new Trade(MARKET, last.stamp(), "x", last.price() + 1, 1, last.price() + 1, last.aggressor()));

        // Then
        assertThat(read().recognised()).isEqualTo(1);
        assertThat(read().trades().invented()).hasSize(1);
        assertThat(read().isRight()).isFalse();
    }

    @Test
    void whatIsOfAnOldEpochOrOfAnotherAssetDoesNotCount() {
        // Given
        lists();
        says(2, trade(traded.getFirst()));

        // When
        says(1, trade(traded.get(1)));
        ledger.take(new EventBatch("ETH", "collector-0", Shard.NONE, List.of(trade(traded.get(2)))));

        // Then
        assertThat(read().fenced()).isEqualTo(1);
        assertThat(read().trades().live()).isEqualTo(1);
    }
}
