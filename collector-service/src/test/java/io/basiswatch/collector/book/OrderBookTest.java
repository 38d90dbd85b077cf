package io.basiswatch.collector.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Venue;
import org.junit.jupiter.api.Test;

class OrderBookTest {
    private static final Instrument ETH = Instrument.spot(Venue.of("a-venue"), "ETH", "USDT");

    @Test
    void showsTheBestOfBothSidesWhateverTheOrderOfTheRows() {
        // Given
        OrderBook book = new OrderBook(Reach.WHOLE);

        // When
        book.replace(snapshot()
                .bid(98, 1)
                .bid(99, 2)
                .bid(97, 3)
                .ask(103, 4)
                .ask(101, 5)
                .ask(102, 6));

        // Then
        assertThat(book.bestBid()).hasValue(99);
        assertThat(book.bestAsk()).hasValue(101);
        assertThat(book.bids().prices()).containsExactly(99, 98, 97);
        assertThat(book.asks().prices()).containsExactly(101, 102, 103);
        assertThat(book.bids().quantity(2)).isEqualTo(3);
        assertThat(book.asks().quantity(2)).isEqualTo(4);
    }

    @Test
    void setsAddsAndRemovesLevels() {
        // Given
        OrderBook book = new OrderBook(Reach.WHOLE);
        book.replace(snapshot().bid(99, 2).ask(101, 5));

        // When
        book.apply(delta().bid(100, 1).bid(99, 0).ask(101, 7).ask(250, 0));

        // Then
        assertThat(book.bids().prices()).containsExactly(100);
        assertThat(book.asks().quantityAt(101)).isEqualTo(7);
        assertThat(book.asks().size()).isEqualTo(1);
        assertThat(book.bids().quantityAt(99)).isZero();
    }

    @Test
    void keepsTheLastOfRepeatedRowsOfASnapshot() {
        // Given
        OrderBook book = new OrderBook(Reach.WHOLE);

        // When
        book.replace(snapshot().bid(99, 1).bid(98, 5).bid(99, 2).bid(98, 0).ask(101, 1));

        // Then
        assertThat(book.bids().prices()).containsExactly(99);
        assertThat(book.bids().quantity(0)).isEqualTo(2);
    }

    @Test
    void forgetsWhatFallsOutOfTheWindow() {
        // Given
        OrderBook book = new OrderBook(Reach.window(3));
        book.replace(snapshot()
                .bid(99, 1)
                .bid(98, 1)
                .bid(97, 1)
                .ask(101, 1)
                .ask(102, 1)
                .ask(103, 1));

        // When
        book.apply(delta().bid(99.5, 1).ask(100.5, 1));
        book.apply(delta().bid(99.5, 0));

        // Then
        assertThat(book.bids().prices()).containsExactly(99, 98);
        assertThat(book.asks().prices()).containsExactly(100.5, 101, 102);
    }

    @Test
    void saysWhenItIsCrossed() {
        // Given
        OrderBook book = new OrderBook(Reach.WHOLE);
        book.replace(snapshot().bid(99, 1).ask(101, 1));

        // When
        book.apply(delta().bid(101, 1));

        // Then
        assertThat(book.isCrossed()).isTrue();
        assertThat(book.mid()).isEmpty();
        assertThat(book.spreadBps()).isEmpty();
        assertThat(book.buySlippageBps(1)).isEmpty();
        assertThat(book.bidNotionalWithin(1)).isEmpty();
    }

    @Test
    void sumsTheNotionalWithinADistanceOfMid() {
        // Given: mid 100
        OrderBook book = new OrderBook(Reach.WHOLE);
        book.replace(snapshot()
                .bid(99.5, 1)
                .bid(99, 2)
                .bid(98.99, 4)
                .ask(100.5, 1)
                .ask(101, 3)
                .ask(110, 7));

        // When, Then
        assertThat(book.bidNotionalWithin(1)).hasValue(99.5 + 2 * 99);
        assertThat(book.askNotionalWithin(1)).hasValue(100.5 + 3 * 101);
        assertThat(book.askNotionalWithin(0.1)).hasValue(0);
        assertThat(book.askNotionalWithin(50)).hasValue(100.5 + 3 * 101 + 7 * 110);
    }

    @Test
    void hasNoNotionalWhereTheWindowEndsBefore() {
        // Given: mid 100, bids known to 99, asks to 102
        OrderBook book = new OrderBook(Reach.window(2));

        // When
        book.replace(snapshot().bid(99.5, 1).bid(99, 2).ask(100.5, 1).ask(102, 3));

        // Then
        assertThat(book.bidNotionalWithin(1)).hasValue(99.5 + 2 * 99);
        assertThat(book.bidNotionalWithin(1.01)).isEmpty();
        assertThat(book.askNotionalWithin(2)).hasValue(100.5 + 3 * 102);
        assertThat(book.askNotionalWithin(2.5)).isEmpty();
    }

    @Test
    void claimsNothingBehindAWindowThatWasFullThoughALevelIsTakenAway() {
        // Given: the level that moves up is told with a later message
        OrderBook book = new OrderBook(Reach.window(2));
        book.replace(snapshot().bid(99, 1).bid(98, 1).ask(101, 1).ask(102, 1));

        // When
        book.apply(delta().bid(99, 0));

        // Then
        assertThat(book.bids().notionalTo(98)).hasValue(98);
        assertThat(book.bids().notionalTo(97)).isEmpty();
    }

    @Test
    void knowsAWholeSideThatIsShorterThanTheWindow() {
        // Given
        OrderBook book = new OrderBook(Reach.window(3));

        // When
        book.replace(snapshot().bid(99.5, 1).bid(99, 2).ask(100.5, 1));

        // Then
        assertThat(book.bidNotionalWithin(10)).hasValue(99.5 + 2 * 99);
        assertThat(book.askNotionalWithin(10)).hasValue(100.5);
    }

    @Test
    void doesNotTrustWhatLiesBehindAFullSnapshot() {
        // Given: the snapshot ends at 99 and 101, a change tells of 90 and 110
        OrderBook book = new OrderBook(Reach.snapshot(2));
        book.replace(snapshot().bid(99.5, 1).bid(99, 2).ask(100.5, 1).ask(101, 3));

        // When
        book.apply(delta().bid(90, 1000).ask(110, 1000));

        // Then
        assertThat(book.bidNotionalWithin(1)).hasValue(99.5 + 2 * 99);
        assertThat(book.bidNotionalWithin(5)).isEmpty();
        assertThat(book.askNotionalWithin(5)).isEmpty();
        assertThat(book.buySlippageBps(100.5 + 3 * 101 + 1)).isEmpty();
        assertThat(book.sellSlippageBps(99.5 + 2 * 99 + 1)).isEmpty();
        assertThat(book.sellSlippageBps(99.5 + 2 * 99 - 1)).isPresent();
    }

    @Test
    void pricesALargeOrderAgainstMid() {
        // Given: mid 100
        OrderBook book = new OrderBook(Reach.WHOLE);
        book.replace(snapshot().bid(99, 10).bid(98, 10).ask(101, 10).ask(102, 10));

        // When: 1010 at 101 and 510 at 102 buy 10 + 5
        double buy = book.buySlippageBps(1520).orElseThrow();
        double sell = book.sellSlippageBps(990).orElseThrow();

        // Then
        assertThat(buy).isCloseTo((1520.0 / 15 / 100 - 1) * 10_000, within(1e-9));
        assertThat(sell).isCloseTo(100, within(1e-9));
        assertThat(book.buySlippageBps(2031)).isEmpty();
        assertThat(book.sellSlippageBps(1971)).isEmpty();
    }

    @Test
    void givesItsTopAsAQuote() {
        // Given
        OrderBook book = new OrderBook(Reach.WHOLE);
        Stamp stamp = new Stamp(1, 2, 3, Origin.REPLAY);

        // When
        book.replace(snapshot().bid(99, 2).bid(98, 1).ask(101, 3));

        // Then
        assertThat(book.quote(ETH, stamp)).contains(new Quote(ETH, stamp, 99, 2, 101, 3));
        book.apply(delta().ask(101, 0));
        assertThat(book.quote(ETH, stamp)).isEmpty();
    }

    @Test
    void isEmptyWhenCleared() {
        // Given
        OrderBook book = new OrderBook(Reach.snapshot(1));
        book.replace(snapshot().bid(99, 2).ask(101, 3));

        // When
        book.clear();

        // Then
        assertThat(book.isTwoSided()).isFalse();
        assertThat(book.bestBid()).isEmpty();
        assertThat(book.bids().isEmpty()).isTrue();
        assertThatThrownBy(() -> book.bids().price(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesNumbersThatCannotBe() {
        BookUpdate update = delta();
        for (double price : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> update.bid(price, 1));
        }
        for (double quantity : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> update.ask(1, quantity));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Reach.window(0));
    }

    private static BookUpdate snapshot() {
        return new BookUpdate().snapshot(0, 1);
    }

    private static BookUpdate delta() {
        return new BookUpdate().delta(0, 2, 2, 1);
    }
}
