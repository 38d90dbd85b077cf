package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Payment;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Candle;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What came out of a venue's frames, held against the simulated market that they were made of. */
final class SpokenMarket {
    private static final double EXACTLY = 1e-12;

    private final SimulatedMarket market;
    private final SpokenVenue spoken;

    SpokenMarket(SimulatedMarket market, SpokenVenue spoken) {
        this.market = market;
        this.spoken = spoken;
    }

    private List<Listing> listings() {
        return market.listings(spoken.feed().venue(), spoken.now());
    }

    /** Every frame was read, and none of them was refused or not recognised; nobody closed anything. */
    void everyFrameWasUnderstood() {
        assertThat(spoken.refused).isEmpty();
        assertThat(spoken.unknown).isEmpty();
        assertThat(spoken.venue.usage().violations()).isEmpty();
    }

    /** Every trade from {@code from} on came out once, in its order, as it was; none that was not. */
    void everyTradeCameOutOnce(long from, List<Listing> followed) {
        for (Listing listing : followed) {
            List<SimulatedTrade> said = market.trades(listing, from, spoken.now());
            List<Trade> told = spoken.events(Trade.class).stream()
                    .filter(trade -> trade.instrument().equals(listing.instrument()) && trade.eventTime() >= from)
                    .toList();
            assertThat(told)
                    .extracting(Trade::eventTime)
                    .containsExactlyElementsOf(
                            said.stream().map(SimulatedTrade::time).toList());
            assertThat(told)
                    .extracting(Trade::aggressor)
                    .containsExactlyElementsOf(
                            said.stream().map(SimulatedTrade::aggressor).toList());
            for (int i = 0; i < said.size(); i++) {
                assertThat(told.get(i).price())
                        .isEqualTo(Double.parseDouble(listing.price(said.get(i).ticks())));
                assertThat(told.get(i).quantity())
                        .isCloseTo(
                                Double.parseDouble(listing.quantity(said.get(i).lots())), within(EXACTLY));
            }
        }
    }

    /** The last quote of each listing is the top of its book in the last second, and its depth is known. */
    void booksAreRight() {
        for (Listing listing : listings()) {
            Quote last = spoken.events(Quote.class).stream()
                    .filter(quote -> quote.instrument().equals(listing.instrument()))
                    .reduce((one, other) -> other)
                    .orElseThrow();
            assertThat(LongStream.rangeClosed(1, 10)
                            .mapToObj(step -> market.book(listing, spoken.now() - step * SimulatedMarket.STEP)))
                    .as(last.toString())
                    .anyMatch(book -> isTop(last, book, listing));
            assertThat(spoken.events(DepthProfile.class))
                    .anyMatch(profile -> profile.instrument().equals(listing.instrument()));
        }
    }

    private static boolean isTop(Quote quote, SimulatedBook book, Listing listing) {
        SimulatedBook.Level bid = book.bids().getFirst();
        SimulatedBook.Level ask = book.asks().getFirst();
        return quote.bidPrice() == Double.parseDouble(listing.price(bid.ticks()))
                && quote.askPrice() == Double.parseDouble(listing.price(ask.ticks()))
                && Math.abs(quote.bidQuantity() - Double.parseDouble(listing.quantity(bid.lots()))) < EXACTLY
                && Math.abs(quote.askQuantity() - Double.parseDouble(listing.quantity(ask.lots()))) < EXACTLY;
    }

    /** The closed candles of a range came out once each, as the market has them. */
    void candlesAreThose(Past.Kind kind, Duration interval, long from, long to, List<Listing> followed) {
        spoken.askPast(kind, from, to);
        long step = interval.toNanos() / 1_000;
        for (Listing listing : followed) {
            Map<Long, Candle> told = new TreeMap<>();
            spoken.events(Candle.class).stream()
                    .filter(candle -> candle.instrument().equals(listing.instrument())
                            && candle.closeTime() - candle.openTime() == step)
                    .forEach(candle ->
                            assertThat(told.put(candle.openTime(), candle)).isNull());
            for (long open = Math.ceilDiv(from, step) * step; open + step <= Math.min(to, spoken.now()); open += step) {
                SimulatedCandle said = market.candle(listing, open, interval);
                if (said.trades() > 0) {
                    Candle candle = told.remove(open);
                    assertThat(candle)
                            .as("%s of %s at %d", kind, listing.instrument(), open)
                            .isNotNull();
                    assertThat(candle.open()).isEqualTo(Double.parseDouble(listing.price(said.open())));
                    assertThat(candle.high()).isEqualTo(Double.parseDouble(listing.price(said.high())));
                    assertThat(candle.low()).isEqualTo(Double.parseDouble(listing.price(said.low())));
                    assertThat(candle.close()).isEqualTo(Double.parseDouble(listing.price(said.close())));
                    assertThat(candle.volume())
                            .isCloseTo(Double.parseDouble(listing.quantity(said.lots())), within(1e-6));
                }
            }
            assertThat(told).isEmpty();
        }
    }

    /** What was paid in a range came out once each. */
    void paymentsAreThose(long from, long to) {
        spoken.askPast(Past.Kind.FUNDING, from, to);
        for (Listing listing : listings()) {
            if (listing.instrument().isPerpetual()) {
                List<FundingRate> told = spoken.events(FundingRate.class).stream()
                        .filter(rate -> rate.instrument().equals(listing.instrument())
                                && rate.kind() == FundingRate.Kind.SETTLED
                                && rate.fundingTime() >= from
                                && rate.fundingTime() < to)
                        .toList();
                assertThat(told)
                        .extracting(FundingRate::fundingTime)
                        .containsExactlyElementsOf(market.payments(listing, from, to).stream()
                                .map(Payment::time)
                                .toList());
                for (FundingRate rate : told) {
                    double paid = market.payments(listing, rate.fundingTime(), rate.fundingTime() + 1)
                            .getFirst()
                            .rate();
                    assertThat(rate.rate()).isCloseTo(paid, within(1e-9));
                }
            }
        }
    }
}
