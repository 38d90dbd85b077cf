package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bitstamp: trades, the best hundred levels whenever they change, and the changes of whole books, which begin with no snapshot:
 * that is asked for over REST. A stream's name is the channel's, such as {@code live_trades_btcusd}.
 */
final class BitstampDialect implements Dialect {
    static final String TRADES = "live_trades_";
    static final String BOOK = "order_book_";
    static final String CHANGES = "diff_order_book_";

    private static final int SHOWN = 100;
    private static final int LIMIT = 10_000;
    private static final int LIMIT_SECONDS = 600;

    private final SimulatedMarket market;
    private final BitstampFrames frames;
    private final BitstampAnswers answers;

    BitstampDialect(SimulatedMarket market, Circumstances circumstances) {
        this.market = market;
        this.frames = new BitstampFrames(market, circumstances);
        this.answers = new BitstampAnswers(market, frames);
    }

    @Override
    public List<Said> say(long from, long to) {
        List<Said> all = new ArrayList<>();
        for (long time = from; time < to; time += SimulatedMarket.STEP) {
            for (Listing listing : market.listings(BitstampFrames.VENUE, time)) {
                step(listing, time, all);
            }
        }
        return all;
    }

    private void step(Listing listing, long time, List<Said> all) {
        String symbol = BitstampFrames.symbol(listing);
        for (SimulatedTrade trade : market.trades(listing, time, time + SimulatedMarket.STEP)) {
            all.add(said("trade", TRADES + symbol, frames.trade(listing, trade)));
        }
        SimulatedBook before = market.book(listing, time - SimulatedMarket.STEP);
        SimulatedBook book = market.book(listing, time);
        if (book.time() != before.time()) {
            all.add(said("data", BOOK + symbol, frames.book(listing, book, SHOWN)));
            SimulatedBook changes = market.changes(before, book);
            SimulatedBook timed = new SimulatedBook(book.step(), book.time(), changes.bids(), changes.asks());
            all.add(said("data", CHANGES + symbol, frames.book(listing, timed, Integer.MAX_VALUE)));
        }
    }

    private static Said said(String event, String channel, String data) {
        return new Said(channel, BitstampFrames.frame(event, channel, data).getBytes(StandardCharsets.UTF_8));
    }

    boolean hasChannel(String channel, long time) {
        return List.of(TRADES, BOOK, CHANGES).stream()
                .anyMatch(kind -> channel.startsWith(kind)
                        && frames.find(channel.substring(kind.length()), time).isPresent());
    }

    @Override
    public Conversation open(String path, String query) {
        return new BitstampConversation(this);
    }

    @Override
    public Answer answer(Question question) {
        return answers.answer(question);
    }

    @Override
    public int limit() {
        return LIMIT;
    }

    @Override
    public int limitSeconds() {
        return LIMIT_SECONDS;
    }
}
