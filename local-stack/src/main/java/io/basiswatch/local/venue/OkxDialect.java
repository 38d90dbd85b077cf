package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Venue;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * OKX v5, simulated: its public socket and its REST answers.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#overview-websocket">WebSocket</a>
 */
final class OkxDialect implements Dialect {
    static final Venue VENUE = Venue.of("okx");

    /** As often as candles and trades may be asked in two seconds; what may be asked seldomer weighs more. */
    private static final int LIMIT = 20;

    private static final int LIMIT_SECONDS = 2;

    private final SimulatedMarket market;
    private final MarketSteps steps;
    private final OkxFrames frames;
    private final OkxAnswers answers;

    OkxDialect(SimulatedMarket market, Circumstances circumstances) {
        this.market = market;
        this.steps = new MarketSteps(VENUE, market, circumstances);
        this.frames = new OkxFrames(market, circumstances);
        this.answers = new OkxAnswers(market, frames, circumstances);
    }

    @Override
    public List<Said> say(long from, long to) {
        return steps.say(from, to, frames);
    }

    @Override
    public Conversation open(String path, String query) {
        return new OkxConversation(
                (argument, now) -> path.endsWith("/public") ? first(argument, now) : Optional.empty());
    }

    /** What is told at once; empty where nothing is listed under that name or there is no such channel. */
    private Optional<List<String>> first(JsonObject argument, Instant now) {
        long time = MarketSteps.micros(now);
        String channel = argument.getString("channel", "");
        String symbol = argument.getString("instId", "");
        if (channel.equals("liquidation-orders")) {
            return List.of("SWAP", "FUTURES").contains(argument.getString("instType", ""))
                    ? Optional.of(List.of())
                    : Optional.empty();
        }
        if (channel.equals("index-tickers")) {
            return steps.find(time, listing -> OkxNames.pair(listing).equals(symbol))
                    .map(listing -> List.of());
        }
        return steps.find(time, listing -> OkxNames.symbol(listing).equals(symbol))
                .flatMap(listing -> first(channel, listing, time));
    }

    private Optional<List<String>> first(String channel, Listing listing, long time) {
        boolean isSpot = listing.instrument().isSpot();
        return switch (channel) {
            case "trades" -> Optional.of(List.of());
            case "books" -> Optional.of(text(frames.snapshot(listing, steps.standing(listing, time))));
            case "bbo-tbt" -> Optional.of(text(frames.quote(listing, steps.standing(listing, time))));
            case "mark-price" -> isSpot ? Optional.empty() : told(listing, time, m -> frames.mark(listing, m, time));
            case "open-interest" ->
                isSpot ? Optional.empty() : told(listing, time, m -> frames.interest(listing, m, time));
            case "funding-rate" ->
                isSpot
                        ? Optional.empty()
                        : frames.funding(listing, market.marks(listing, time), time)
                                .map(OkxDialect::text);
            default -> Optional.empty();
        };
    }

    private Optional<List<String>> told(Listing listing, long time, Function<Marks, Said> frame) {
        return Optional.of(text(frame.apply(market.marks(listing, time))));
    }

    private static List<String> text(Said said) {
        return List.of(new String(said.payload(), StandardCharsets.UTF_8));
    }

    @Override
    public Answer answer(Question question) {
        return answers.answer(question);
    }

    /** Statistics may be asked 5 times, payments 10 times. */
    @Override
    public int weight(Question question) {
        if (question.path().contains("/rubik/")) {
            return 4;
        }
        return question.path().endsWith("/funding-rate-history") ? 2 : 1;
    }

    @Override
    public int limit() {
        return LIMIT;
    }

    @Override
    public int limitSeconds() {
        return LIMIT_SECONDS;
    }

    @Override
    public Answer refusal() {
        return new Answer(
                TOO_MANY,
                Map.of(),
                "{\"code\":\"50011\",\"msg\":\"Too Many Requests\",\"data\":[]}".getBytes(StandardCharsets.UTF_8));
    }
}
