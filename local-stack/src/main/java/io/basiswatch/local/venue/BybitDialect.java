package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bybit v5, simulated: a socket for each market, and REST answers. Books of depth 1 and 1000 are sent.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>
 */
final class BybitDialect implements Dialect {
    static final Venue VENUE = Venue.of("bybit");

    private static final int LIMIT = 600;
    private static final int LIMIT_SECONDS = 5;
    private static final int FORBIDDEN = 403;

    private final SimulatedMarket market;
    private final MarketSteps steps;
    private final BybitFrames frames;
    private final BybitAnswers answers;

    BybitDialect(SimulatedMarket market, Circumstances circumstances) {
        this.market = market;
        this.steps = new MarketSteps(VENUE, market, circumstances);
        this.frames = new BybitFrames(circumstances);
        this.answers = new BybitAnswers(market, circumstances);
    }

    @Override
    public List<Said> say(long from, long to) {
        return steps.say(from, to, frames);
    }

    @Override
    public Conversation open(String path, String query) {
        String category = path.substring(path.lastIndexOf('/') + 1);
        return new BybitConversation(category, (topic, now) -> first(category, topic, now));
    }

    /** What is told at once; empty where nothing is listed under that name or there is no such topic. */
    private Optional<List<String>> first(String category, String topic, Instant now) {
        long time = MarketSteps.micros(now);
        int dot = topic.lastIndexOf('.');
        String symbol = topic.substring(dot + 1);
        String channel = dot < 0 ? "" : topic.substring(0, dot);
        return steps.find(
                        time,
                        listing -> BybitNames.category(listing).equals(category)
                                && BybitNames.symbol(listing).equals(symbol))
                .flatMap(listing -> first(channel, listing, time));
    }

    private Optional<List<String>> first(String channel, Listing listing, long time) {
        boolean isSpot = listing.instrument().isSpot();
        return switch (channel) {
            case "publicTrade" -> Optional.of(List.of());
            case "orderbook.1" -> Optional.of(text(frames.snapshot(listing, 1, steps.standing(listing, time))));
            case "orderbook.1000" -> Optional.of(text(frames.snapshot(listing, 1_000, steps.standing(listing, time))));
            case "allLiquidation" -> isSpot ? Optional.empty() : Optional.of(List.of());
            case "tickers" ->
                isSpot
                        ? Optional.empty()
                        : Optional.of(
                                text(frames.ticker(listing, "snapshot", true, market.marks(listing, time), time)));
            default -> Optional.empty();
        };
    }

    private static List<String> text(Said said) {
        return List.of(new String(said.payload(), StandardCharsets.UTF_8));
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

    /** Who asks too much is locked out for ten minutes. */
    @Override
    public Answer refusal() {
        return new Answer(FORBIDDEN, Map.of(), "access too frequent".getBytes(StandardCharsets.UTF_8));
    }
}
