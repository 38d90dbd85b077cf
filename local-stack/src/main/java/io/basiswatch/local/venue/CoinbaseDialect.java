package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Venue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Coinbase's Advanced Trade, simulated: trades, a ticker with each of them, and books of every level; each socket counts its
 * messages. The Exchange feed is not simulated.
 *
 * @see <a href="https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/websocket/websocket-channels">Channels</a>
 */
final class CoinbaseDialect extends WalkedDialect {
    private static final Venue VENUE = Venue.of("coinbase");
    private static final int TRADES_TOLD = 50;

    private final CoinbaseFrames frames;
    private final CoinbaseAnswers answers;

    CoinbaseDialect(SimulatedMarket market, Circumstances circumstances) {
        super(VENUE, market);
        this.frames = new CoinbaseFrames(circumstances);
        this.answers = new CoinbaseAnswers(VENUE, market, frames, steps);
    }

    @Override
    public void traded(Listing listing, SimulatedTrade trade) {
        say(CoinbaseFrames.said(
                "market_trades", listing, frames.trades(listing, List.of(trade), trade.time(), "update")));
        SimulatedBook book = market.book(listing, trade.time());
        say(CoinbaseFrames.said(
                "ticker", listing, frames.ticker(listing, book, listing.price(trade.ticks()), trade.time(), "update")));
    }

    @Override
    public void moved(Listing listing, SimulatedBook before, SimulatedBook now, SimulatedBook changes) {
        say(CoinbaseFrames.said("level2", listing, frames.levels(listing, changes, "update")));
    }

    @Override
    public Conversation open(String path, String query) {
        return new CoinbaseConversation(this::opening);
    }

    private Optional<byte[]> opening(String channel, String product, Instant now) {
        long told = steps.told(now);
        return steps.find(product, CoinbaseFrames::product, told).flatMap(listing -> {
            SimulatedBook book = steps.standing(listing, now);
            String mid = listing.price(book.bids().getFirst().ticks());
            return switch (channel) {
                case "level2" -> Optional.of(frames.levels(listing, book, "snapshot"));
                case "market_trades" ->
                    Optional.of(frames.trades(listing, steps.toldTrades(listing, TRADES_TOLD, now), told, "snapshot"));
                case "ticker" -> Optional.of(frames.ticker(listing, book, mid, told, "snapshot"));
                default -> Optional.empty();
            };
        });
    }

    @Override
    public Answer answer(Question question) {
        return answers.answer(question);
    }

    @Override
    public int limit() {
        return 10;
    }

    @Override
    public int limitSeconds() {
        return 1;
    }
}
