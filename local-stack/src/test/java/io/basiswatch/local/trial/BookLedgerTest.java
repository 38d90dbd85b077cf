package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookLedgerTest {
    private static final Instrument MARKET = Instrument.parse("binance-usdm:BTC-USDT-PERP");
    private static final Listing LISTING = new Listing(MARKET, 1, new BigDecimal("0.1"), new BigDecimal("0.001"), 0);
    private static final long SECOND = 1_000_000;

    private final BookLedger ledger = new BookLedger();

    /** A market whose best bid is a thousand ticks plus one for each step, with one level more on each side. */
    private static SimulatedMarket market() {
        return (SimulatedMarket) Proxy.newProxyInstance(
                BookLedgerTest.class.getClassLoader(),
                new Class<?>[] {SimulatedMarket.class},
                (self, method, given) -> book((long) given[1]));
    }

    private static SimulatedBook book(long time) {
        long step = time / SimulatedMarket.STEP;
        long bid = 1_000 + step;
        return new SimulatedBook(
                step,
                time,
                List.of(new SimulatedBook.Level(bid, 2_000), new SimulatedBook.Level(bid - 50, 1_000)),
                List.of(new SimulatedBook.Level(bid + 2, 3_000), new SimulatedBook.Level(bid + 900, 1_000)));
    }

    private static Stamp at(long time) {
        return new Stamp(time, time, Stamp.NO_SEQUENCE, Origin.LIVE);
    }

    private static Quote quote(long time, double bid) {
        return new Quote(MARKET, at(time), bid, 2, bid + 0.2, 3);
    }

    @Test
    void takesAQuoteOfARecentStateForRight() {
        // Given
        Quote quote = quote(20 * SECOND, 119.5); // as it was half a second before

        // When
        ledger.take(quote, LISTING, market());

        // Then
        assertThat(ledger.wrong()).isEmpty();
    }

    @Test
    void namesAQuoteOfAStateLongPast() {
        // Given
        Quote quote = quote(20 * SECOND, 105);

        // When
        ledger.take(quote, LISTING, market());

        // Then
        assertThat(ledger.wrong()).hasSize(1);
    }

    @Test
    void measuresAProfileOnItsOwn() {
        // Given
        double mid = 120.1; // 1,200 ticks bid and 1,202 asked at 20 s
        DepthProfile.Band right = new DepthProfile.Band(1, 2 * 120, 3 * 120.2);
        DepthProfile.Band wrong = new DepthProfile.Band(1, 2 * 120 + 115, 3 * 120.2);

        // When
        ledger.take(
                new DepthProfile(MARKET, at(20 * SECOND), mid, 16.65, List.of(right), List.of()), LISTING, market());
        ledger.take(
                new DepthProfile(MARKET, at(20 * SECOND), mid, 16.65, List.of(wrong), List.of()), LISTING, market());

        // Then
        assertThat(ledger.profiles()).isEqualTo(2);
        assertThat(ledger.wrong()).singleElement().asString().contains("355");
    }

    @Test
    void countsABookApartWhoseFarLevelsNobodyCanKnowButNotOneWithAnotherMid() {
        // Given: a level that is not there, a percent away
        BookLedger knowing = new BookLedger(profile -> true);
        DepthProfile.Band far = new DepthProfile.Band(1, 2 * 120 + 115, 3 * 120.2);

        // When
        knowing.take(profile(120.1, far), LISTING, market());
        knowing.take(profile(90.1, far), LISTING, market());

        // Then
        assertThat(knowing.unguarded()).isEqualTo(1);
        assertThat(knowing.wrong()).hasSize(1);
    }

    private static DepthProfile profile(double mid, DepthProfile.Band band) {
        return new DepthProfile(MARKET, at(20 * SECOND), mid, 16, List.of(band), List.of());
    }
}
