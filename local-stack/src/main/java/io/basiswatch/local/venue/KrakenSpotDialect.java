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
 * Kraken's spot market, simulated: WebSocket v2 with trades, tickers on every change of the best prices, and books of up to
 * 1,000 levels, each message with the checksum of the best ten.
 *
 * @see <a href="https://docs.kraken.com/api/docs/websocket-v2/book">WebSocket v2</a>
 */
final class KrakenSpotDialect extends WalkedDialect {
    private static final Venue VENUE = Venue.of("kraken-spot");
    private static final int TRADES_TOLD = 50;

    private final KrakenSpotFrames frames;
    private final KrakenSpotAnswers answers;

    KrakenSpotDialect(SimulatedMarket market, Circumstances circumstances) {
        super(VENUE, market);
        this.frames = new KrakenSpotFrames(circumstances);
        this.answers = new KrakenSpotAnswers(VENUE, market, circumstances, steps);
    }

    @Override
    public void traded(Listing listing, SimulatedTrade trade) {
        say(KrakenSpotFrames.said("trade", listing, frames.trades(listing, List.of(trade), "update")));
    }

    @Override
    public void moved(Listing listing, SimulatedBook before, SimulatedBook now, SimulatedBook changes) {
        say(KrakenSpotFrames.said("book", listing, frames.book(listing, changes, now, "update")));
        if (hasOtherTop(before, now)) {
            say(KrakenSpotFrames.said("ticker", listing, frames.ticker(listing, now, "update")));
        }
    }

    @Override
    public Conversation open(String path, String query) {
        return new KrakenSpotConversation(Optional.of(this));
    }

    /** What a client is told as soon as it subscribes; empty where nobody knows the pair. */
    Optional<String> opening(String channel, String pair, Instant now) {
        return steps.find(pair, KrakenSpotFrames::pair, steps.told(now)).map(listing -> {
            SimulatedBook book = steps.standing(listing, now);
            return switch (channel) {
                case "book" -> frames.book(listing, book, book, "snapshot");
                case "trade" -> frames.trades(listing, steps.toldTrades(listing, TRADES_TOLD, now), "snapshot");
                default -> frames.ticker(listing, book, "snapshot");
            };
        });
    }

    @Override
    public Answer answer(Question question) {
        return answers.answer(question);
    }

    /** About one question a second, with some at once. */
    @Override
    public int limit() {
        return 15;
    }

    @Override
    public int limitSeconds() {
        return 10;
    }

    /** The venue refuses with status 200. */
    @Override
    public Answer refusal() {
        return Answer.of("{\"error\":[\"EGeneral:Too many requests\"]}");
    }
}
