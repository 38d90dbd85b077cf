package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Payment;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Venue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Kraken Futures, simulated: trades one by one, books a level at a time and numbered per product, a ticker each second.
 *
 * <p>Each second of a book begins with a level as it already stands, which the venue sends now and then, too: what a collector
 * shows once a second is thereby a book that the market had, and none between two of its levels.
 *
 * @see <a href="https://docs.kraken.com/api/docs/futures-api/websocket/futures-api-websocket">WebSocket</a>
 */
final class KrakenFuturesDialect extends WalkedDialect {
    static final int TRADES_TOLD = 100;

    private static final Venue VENUE = Venue.of("kraken-futures");
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long HOUR = TimeUnit.HOURS.toMicros(1);

    private final Circumstances circumstances;
    private final KrakenFuturesFrames frames;
    private final KrakenFuturesAnswers answers;
    private final Map<Listing, Count> counts = new HashMap<>();

    /** How far the numbers of a product's book have come. */
    private static final class Count {
        private long step;
        private long number;
    }

    KrakenFuturesDialect(SimulatedMarket market, Circumstances circumstances) {
        super(VENUE, market);
        this.circumstances = circumstances;
        this.frames = new KrakenFuturesFrames(circumstances);
        this.answers = new KrakenFuturesAnswers(VENUE, market, circumstances, steps);
    }

    @Override
    public void traded(Listing listing, SimulatedTrade trade) {
        String symbol = KrakenFuturesNames.symbol(listing);
        say(KrakenFuturesFrames.said("trade", symbol, frames.trade(listing, symbol, trade)));
    }

    /** The side that retreats first, and on each side what is new from the best price on, then what is gone towards it. */
    @Override
    public void moved(Listing listing, SimulatedBook before, SimulatedBook now, SimulatedBook changes) {
        long time = now.time();
        begin(listing, now.step());
        if (time % SECOND == 0) {
            level(listing, true, before.bids().getFirst(), time);
        }
        boolean up = now.bids().getFirst().ticks() > before.bids().getFirst().ticks();
        side(listing, !up, up ? changes.asks() : changes.bids(), time);
        side(listing, up, up ? changes.bids() : changes.asks(), time);
    }

    private void side(Listing listing, boolean bid, List<SimulatedBook.Level> changes, long time) {
        changes.stream().filter(level -> level.lots() > 0).forEach(level -> level(listing, bid, level, time));
        changes.reversed().stream()
                .filter(level -> level.lots() == 0)
                .forEach(level -> level(listing, bid, level, time));
    }

    private void level(Listing listing, boolean bid, SimulatedBook.Level level, long time) {
        String symbol = KrakenFuturesNames.symbol(listing);
        long number = ++counts.get(listing).number;
        say(KrakenFuturesFrames.said("book", symbol, frames.level(listing, symbol, bid, level, time, number)));
    }

    /** The numbers of a book begin anew where those of its steps do. */
    private Count begin(Listing listing, long step) {
        long numbered = circumstances.sequence(listing, step);
        Count count = counts.computeIfAbsent(listing, first -> new Count());
        if (count.number == 0 || numbered < count.step) {
            count.number = numbered;
        }
        count.step = numbered;
        return count;
    }

    @Override
    public void second(Listing listing, long time) {
        String symbol = KrakenFuturesNames.symbol(listing);
        String ticker = frames.ticker(
                listing, symbol, market.book(listing, time), market.marks(listing, time), paid(listing, time), time);
        say(KrakenFuturesFrames.said("ticker", symbol, ticker));
    }

    private Optional<Payment> paid(Listing listing, long time) {
        long hour = time - Math.floorMod(time, HOUR);
        return listing.instrument().isPerpetual()
                ? market.payments(listing, hour, hour + 1).stream().findFirst()
                : Optional.empty();
    }

    @Override
    public Conversation open(String path, String query) {
        return new KrakenFuturesConversation(Optional.of(this));
    }

    /** What a client is told as soon as it subscribes; empty where nobody knows the product. */
    Optional<List<String>> opening(String feed, String symbol, Instant now) {
        return steps.find(symbol, KrakenFuturesNames::symbol, steps.told(now)).map(listing -> switch (feed) {
            case "book" -> List.of(book(listing, symbol, now));
            case "trade" -> List.of(frames.trades(listing, symbol, steps.toldTrades(listing, TRADES_TOLD, now)));
            default -> List.of();
        });
    }

    private String book(Listing listing, String symbol, Instant now) {
        SimulatedBook book = steps.standing(listing, now);
        return frames.book(listing, symbol, book, begin(listing, book.step()).number);
    }

    @Override
    public Answer answer(Question question) {
        return answers.answer(question);
    }

    @Override
    public int limit() {
        return 500;
    }

    @Override
    public int limitSeconds() {
        return 10;
    }
}
