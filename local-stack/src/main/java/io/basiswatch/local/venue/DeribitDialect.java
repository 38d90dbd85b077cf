package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deribit, simulated: JSON-RPC over a socket, and the same methods over REST.
 *
 * @see <a href="https://docs.deribit.com/#json-rpc">JSON-RPC</a>
 */
final class DeribitDialect implements Dialect {
    static final Venue VENUE = Venue.of("deribit");

    /** Credits: 50,000 at most, of which 10,000 come back each second; an ordinary request costs 500, instruments more. */
    private static final int LIMIT = 100_000;

    private static final int LIMIT_SECONDS = 10;
    private static final int ORDINARY = 500;
    private static final int INSTRUMENTS = 20_000;

    private final SimulatedMarket market;
    private final MarketSteps steps;
    private final DeribitFrames frames;
    private final DeribitAnswers answers;
    private List<Listing> listed = List.of();

    DeribitDialect(SimulatedMarket market, Circumstances circumstances) {
        this.market = market;
        this.steps = new MarketSteps(VENUE, market, circumstances);
        this.frames = new DeribitFrames(circumstances);
        this.answers = new DeribitAnswers(market, frames, circumstances);
    }

    @Override
    public List<Said> say(long from, long to) {
        List<Said> said = new ArrayList<>(ended(to - SimulatedMarket.STEP));
        said.addAll(steps.say(from, to, frames));
        return said;
    }

    /** Contracts that are listed no more have been settled, and new ones are there. */
    private List<Said> ended(long time) {
        List<Listing> now = market.listings(VENUE, time);
        List<Said> said = new ArrayList<>();
        if (!now.equals(listed) && !listed.isEmpty()) {
            listed.stream()
                    .filter(one -> !now.contains(one))
                    .forEach(one -> said.add(frames.state(one, "settled", time)));
            now.stream()
                    .filter(one -> !listed.contains(one))
                    .forEach(one -> said.add(frames.state(one, "created", time)));
        }
        listed = now;
        return said;
    }

    @Override
    public Conversation open(String path, String query) {
        return new DeribitConversation(this::first);
    }

    /** What is told at once; empty where nothing is listed under that name or there is no such channel. */
    private Optional<List<String>> first(String channel, Instant now) {
        long time = MarketSteps.micros(now);
        String[] parts = channel.split("\\.");
        if (channel.equals("instrument.state.future.any")) {
            return Optional.of(List.of());
        }
        if (parts.length == 2 && parts[0].equals("deribit_price_index")) {
            return steps.find(time, listing -> index(listing).equals(parts[1])).map(listing -> List.of());
        }
        if (parts.length == 2 && parts[0].equals("quote")) {
            return named(parts[1], time).map(listing -> text(frames.quote(listing, steps.standing(listing, time))));
        }
        boolean isCalm = parts.length == 3 && parts[2].equals("100ms");
        return isCalm ? named(parts[1], time).flatMap(listing -> first(parts[0], listing, time)) : Optional.empty();
    }

    private Optional<List<String>> first(String channel, Listing listing, long time) {
        return switch (channel) {
            case "trades" -> Optional.of(List.of());
            case "book" -> Optional.of(text(frames.snapshot(listing, steps.standing(listing, time))));
            case "ticker" ->
                listing.instrument().isSpot()
                        ? Optional.empty()
                        : Optional.of(text(frames.ticker(listing, market.marks(listing, time), time, "")));
            default -> Optional.empty();
        };
    }

    private Optional<Listing> named(String name, long time) {
        return steps.find(time, listing -> DeribitNames.name(listing).equals(name));
    }

    private static String index(Listing listing) {
        return DeribitNames.index(
                listing.instrument().base(), listing.instrument().quote());
    }

    private static List<String> text(Said said) {
        return List.of(new String(said.payload(), StandardCharsets.UTF_8));
    }

    @Override
    public Answer answer(Question question) {
        return answers.answer(question);
    }

    /** Instruments may be asked once in ten seconds, and five times at once. */
    @Override
    public int weight(Question question) {
        return question.path().endsWith("/get_instruments") ? INSTRUMENTS : ORDINARY;
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
                "{\"jsonrpc\":\"2.0\",\"error\":{\"message\":\"too_many_requests\",\"code\":10028},\"testnet\":false}"
                        .getBytes(StandardCharsets.UTF_8));
    }
}
