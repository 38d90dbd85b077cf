package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Tells the {@link Truth} of one venue, step by step: asks the market itself, and not those who put it into the venue's words, so
 * that a mistake of theirs shows as well.
 */
final class Chronicle {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long MINUTE_MICROS = MINUTE.toMillis() * 1_000;

    private final Venue venue;
    private final SimulatedMarket market;
    private final Circumstances circumstances;
    private final Truth truth;
    private final Map<Instrument, Told.Book> books = new HashMap<>();

    Chronicle(Venue venue, SimulatedMarket market, Circumstances circumstances, Truth truth) {
        this.venue = venue;
        this.market = market;
        this.circumstances = circumstances;
        this.truth = truth;
    }

    /**
     * What happened in one step.
     *
     * @param isPlayed of what captures are played, which has nothing to do with the market
     */
    void step(long time, Predicate<Listing> isPlayed) {
        if (truth == Truth.UNTOLD) {
            return;
        }
        market.listings(venue, time).stream().filter(isPlayed.negate()).forEach(listing -> step(listing, time));
    }

    /** A frame of a capture was played. */
    void played(long time, String stream, String frame) {
        truth.take(new Told.Played(time, venue, stream, frame));
    }

    private void step(Listing listing, long time) {
        for (SimulatedTrade trade : market.trades(listing, time, time + SimulatedMarket.STEP)) {
            truth.take(new Told.Trade(
                    circumstances.time(trade.time()),
                    listing.instrument(),
                    trade.id(),
                    listing.price(trade.ticks()),
                    base(listing, trade),
                    trade.aggressor()));
        }
        book(listing, time);
        if (time % MINUTE_MICROS == 0 && listing.listed() <= time - MINUTE_MICROS) {
            minute(listing, time);
        }
    }

    private static double base(Listing listing, SimulatedTrade trade) {
        double units = Double.parseDouble(listing.quantity(trade.lots())) * listing.contractSize();
        return listing.instrument().isInverse() ? units / Double.parseDouble(listing.price(trade.ticks())) : units;
    }

    private void book(Listing listing, long time) {
        SimulatedBook book = market.book(listing, time);
        Told.Book now = new Told.Book(
                circumstances.time(time),
                listing.instrument(),
                listing.price(book.bids().getFirst().ticks()),
                listing.price(book.asks().getFirst().ticks()),
                book.bids().size() + book.asks().size());
        Told.Book before = books.put(listing.instrument(), now);
        if (before == null || !before.bid().equals(now.bid()) || !before.ask().equals(now.ask())) {
            truth.take(now);
        }
    }

    private void minute(Listing listing, long end) {
        SimulatedCandle candle = market.candle(listing, end - MINUTE_MICROS, MINUTE);
        truth.take(new Told.Minute(
                circumstances.time(end),
                listing.instrument(),
                listing.price(candle.open()),
                listing.price(candle.high()),
                listing.price(candle.low()),
                listing.price(candle.close())));
    }
}
