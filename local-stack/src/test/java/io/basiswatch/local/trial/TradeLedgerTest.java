package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradeLedgerTest {
    private static final Instrument MARKET = Instrument.parse("binance-usdm:BTC-USDT-PERP");
    private static final long SECOND = 1_000_000;

    private final TradeLedger ledger = new TradeLedger();
    private final GapLedger gaps = new GapLedger();

    private static SaidTrade said(long second) {
        return new SaidTrade(MARKET, second * SECOND, 90_000, 0.25, Side.BUY);
    }

    private static Trade had(long second, Origin origin) {
        Stamp stamp = new Stamp(second * SECOND, second * SECOND + 20_000, second, origin);
        return new Trade(MARKET, stamp, Long.toString(second), 90_000, 0.25, 22_500, Side.BUY);
    }

    private static FeedGap gap(long from, long told) {
        Stamp stamp = new Stamp(told * SECOND, told * SECOND, Stamp.NO_SEQUENCE, Origin.LIVE);
        return new FeedGap(MARKET, stamp, "trade", from * SECOND, "cut", FeedGap.Scope.TRADES);
    }

    private static GapFilled filled(long from, long to, long told) {
        Stamp stamp = new Stamp(told * SECOND, told * SECOND, Stamp.NO_SEQUENCE, Origin.BACKFILL);
        return new GapFilled(MARKET, stamp, "trade", from * SECOND, to * SECOND, FeedGap.Scope.TRADES);
    }

    private TradeLedger.Balance balance(SaidTrade... trades) {
        return ledger.balance(List.of(trades), gaps, 0, Long.MAX_VALUE, 0, trade -> false);
    }

    @Test
    void isRightWhereEveryTradeCameOnce() {
        // Given
        ledger.take(had(1, Origin.LIVE));
        ledger.take(had(2, Origin.BACKFILL));

        // When
        TradeLedger.Balance balance = balance(said(1), said(2));

        // Then
        assertThat(balance.isRight()).isTrue();
        assertThat(balance.live()).isEqualTo(1);
        assertThat(balance.backfilled()).isEqualTo(1);
    }

    @Test
    void namesATradeThatIsMissingAlthoughNobodySaidSo() {
        // Given
        ledger.take(had(1, Origin.LIVE));

        // When
        TradeLedger.Balance balance = balance(said(1), said(2));

        // Then
        assertThat(balance.lost()).singleElement().asString().contains("at 2000000");
    }

    @Test
    void namesATradeOfAMarketOfWhichNothingCame() {
        // When
        TradeLedger.Balance balance = balance(said(2));

        // Then
        assertThat(balance.lost()).hasSize(1);
    }

    @Test
    void excusesATradeThatIsMissingWithinAGap() {
        // Given
        gaps.take(gap(1, 3));

        // When
        TradeLedger.Balance balance = balance(said(2));

        // Then
        assertThat(balance.isRight()).isTrue();
        assertThat(balance.marked()).isEqualTo(1);
    }

    @Test
    void excusesNothingWithinAGapThatWasToldToBeFilled() {
        // Given
        gaps.take(gap(1, 3));
        gaps.take(filled(1, 3, 5));

        // When
        TradeLedger.Balance balance = balance(said(2));

        // Then
        assertThat(balance.lost()).hasSize(1);
    }

    @Test
    void namesATradeThatCameTwiceAndOneThatNobodyMade() {
        // Given
        ledger.take(had(1, Origin.LIVE));
        ledger.take(had(1, Origin.BACKFILL));
        ledger.take(had(7, Origin.LIVE));

        // When
        TradeLedger.Balance balance = balance(said(1));

        // Then
        assertThat(balance.repeated()).hasSize(1);
        assertThat(balance.invented()).singleElement().asString().contains("millis=7000");
    }

    @Test
    void aGapIsOpenUntilTheStreamBringsATrade() {
        // Given: told at second 4, filled up to 6, and nothing since
        gaps.take(gap(2, 4));
        gaps.take(filled(2, 6, 7));
        // When
        TradeLedger.Balance balance = balance(said(8));
        // Then
        assertThat(balance.marked()).isEqualTo(1);
        assertThat(balance.lost()).isEmpty();
    }

    @Test
    void aGapIsOverOnceTheStreamHasBroughtATrade() {
        // Given
        gaps.take(gap(2, 4));
        gaps.take(had(5, Origin.LIVE));
        ledger.take(had(5, Origin.LIVE));
        // When
        TradeLedger.Balance balance = balance(said(5), said(8));
        // Then
        assertThat(balance.lost()).hasSize(1);
    }
}
