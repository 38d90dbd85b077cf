package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A simulated venue: its clients, what they are told, what they ask, and how near to its limits they come. The same calls lead to
 * the same frames.
 */
public final class KitVenue implements Stage {
    /** Every answer says with this header that nothing of it is real. */
    public static final String SIMULATED = "Basiswatch-Simulated";

    private static final long SECOND = 1_000_000;

    private final Venue venue;
    private final Dialect dialect;
    private final Register register;
    private final Chronicle chronicle;
    private final Map<Integer, Visitor> visitors = new TreeMap<>();
    private Optional<Recorded> recorded = Optional.empty();
    private int numbers;
    private long said;

    private KitVenue(Venue venue, Dialect dialect, long start, Chronicle chronicle) {
        this.venue = venue;
        this.dialect = dialect;
        this.register = new Register(venue, dialect);
        this.chronicle = chronicle;
        this.said = start - Math.floorMod(start, SimulatedMarket.STEP);
    }

    /**
     * A venue.
     *
     * @param market what happens there
     * @param circumstances what is wrong with what it prints
     * @param start when it begins to speak, microseconds since the epoch
     * @param truth takes note of what it makes public
     * @throws IllegalArgumentException where nobody speaks this venue's dialect; see {@link #names}
     */
    public static KitVenue of(
            Venue venue, SimulatedMarket market, Circumstances circumstances, long start, Truth truth) {
        Dialects.Maker maker = Dialects.of(venue)
                .orElseThrow(() -> new IllegalArgumentException(
                        venue + " cannot be simulated; these can: " + String.join(", ", names())));
        Chronicle chronicle = new Chronicle(venue, market, circumstances, truth);
        return new KitVenue(venue, maker.of(market, circumstances), start, chronicle);
    }

    /** The names of the venues that can be simulated. */
    public static Set<String> names() {
        return Dialects.names();
    }

    /** What was recorded is played, instead of what the market would do. */
    void playing(Recorded what) {
        recorded = Optional.of(what);
    }

    public Venue venue() {
        return venue;
    }

    /** What was asked so far. */
    public Usage usage() {
        return register.usage();
    }

    @Override
    public Handshake open(String path, String query, long now, Client client) {
        register.opened(now);
        Visitor visitor = new Visitor(++numbers, dialect.open(path, query), client, register);
        visitors.put(numbers, visitor);
        return new Handshake.Accepted(visitor);
    }

    @Override
    public void advance(long now) {
        while (said + SimulatedMarket.STEP <= now) {
            long from = said;
            said += SimulatedMarket.STEP;
            visitors.values().removeIf(Visitor::isGone);
            List<Visitor> there = new ArrayList<>(visitors.values());
            chronicle.step(from, this::isPlayed);
            for (Said one : dialect.say(from, said)) {
                if (recorded.isEmpty() || !recorded.get().holds(one.stream())) {
                    there.forEach(visitor -> visitor.tell(one));
                }
            }
            if (Math.floorMod(said, SECOND) == 0) {
                there.forEach(visitor -> visitor.second(said));
            }
        }
    }

    @Override
    public void play(byte[] payload, Loop loop) {
        Recorded what = recorded.orElseThrow();
        List<String> streams = what.played(payload, loop);
        if (!visitors.isEmpty() && !streams.isEmpty()) {
            Said one = new Said(streams.getFirst(), what.current(payload, loop));
            chronicle.played(said, one.stream(), new String(one.payload(), StandardCharsets.UTF_8));
            List.copyOf(visitors.values()).forEach(visitor -> visitor.tell(one));
        }
    }

    private boolean isPlayed(Listing listing) {
        return recorded.isPresent() && recorded.get().holdsAnyOf(listing);
    }

    @Override
    public Answer ask(Question question) {
        long used = register.asked(question, dialect.weight(question));
        Answer answer = used > dialect.limit()
                ? dialect.refusal()
                : recorded.flatMap(what -> what.answerInstead(question)).orElseGet(() -> dialect.answer(question));
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.putAll(dialect.headers(used));
        headers.put(SIMULATED, "true");
        return new Answer(answer.status(), Map.copyOf(headers), answer.body());
    }
}
