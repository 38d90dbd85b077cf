package io.basiswatch.local.venue;

import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One simulated venue without I/O and without a clock: its clients, what they are told, what they ask, and all that goes wrong.
 * The time is told to it; so is who connects. The same calls lead to the same frames.
 *
 * <p>Times are microseconds since the epoch. Not thread-safe.
 */
public final class KitVenue {
    /** Every answer says with this that nothing of it is real. */
    public static final String SIMULATED = "Basiswatch-Simulated";

    private static final long SECOND = 1_000_000;

    private final Venue venue;
    private final SimulatedMarket market;
    private final Dialect dialect;
    private final Faults faults;
    private final Register register;
    private final Truth truth;
    private final Map<Integer, Visitor> visitors = new TreeMap<>();
    private int numbers;
    private long now;

    private KitVenue(Venue venue, SimulatedMarket market, Dialect dialect, Faults faults, long start, Truth truth) {
        this.venue = venue;
        this.market = market;
        this.dialect = dialect;
        this.faults = faults;
        this.register = new Register(venue, dialect);
        this.truth = truth;
        this.now = start - Math.floorMod(start, SimulatedMarket.STEP);
    }

    /**
     * A venue.
     *
     * @param start when it begins to speak, and when the script's time begins
     * @throws IllegalArgumentException where nobody speaks this venue's dialect; see {@link #venues}
     */
    public static KitVenue of(Venue venue, SimulatedMarket market, FaultScript script, long start, Truth truth) {
        Dialects.Maker maker =
                Dialects.of(venue).orElseThrow(() -> new IllegalArgumentException("not simulated: " + venue));
        Faults faults = new Faults(script, venue, start);
        boolean tampered = faults.all().stream()
                .anyMatch(fault -> fault.kind() == FaultKind.SETTLE || fault.kind() == FaultKind.FUNDING);
        SimulatedMarket seen = tampered ? new TamperedMarket(market, faults.all(), start) : market;
        return new KitVenue(venue, seen, maker.of(seen, faults), faults, start, truth);
    }

    /** The names of the venues that are simulated. */
    public static Set<String> venues() {
        return Dialects.names();
    }

    public Venue venue() {
        return venue;
    }

    /** The market as this venue has it: with contracts settled and funding changed, where the script says so. */
    public SimulatedMarket market() {
        return market;
    }

    /** What it prints as the time {@code time}. */
    public long printed(long time) {
        return faults.time(time);
    }

    /** What was asked so far. */
    public Usage usage() {
        return register.usage();
    }

    /** Somebody wants a socket. */
    public Admission connect(String path, String query, Client client) {
        register.opened(now);
        if (faults.on(FaultKind.HALF_OPEN).isPresent()) {
            return new Admission.Unanswered();
        }
        Optional<Answer> refusal = faults.refusesSockets();
        if (refusal.isPresent()) {
            return new Admission.Refused(refusal.get());
        }
        Visitor visitor =
                new Visitor(venue, ++numbers, dialect.open(path, query), client, faults, truth, register);
        visitor.advance(now);
        visitors.put(numbers, visitor);
        return new Admission.Open(visitor);
    }

    /** Time passes, step by step, up to {@code to}. */
    public void advance(long to) {
        while (now + SimulatedMarket.STEP <= to) {
            long from = now;
            now += SimulatedMarket.STEP;
            faults.advance(now);
            List<Said> said = dialect.say(from, now);
            boolean second = Math.floorDiv(from, SECOND) != Math.floorDiv(now, SECOND);
            for (Visitor visitor : new ArrayList<>(visitors.values())) {
                visitor.advance(now);
                said.forEach(visitor::tell);
                if (second) {
                    visitor.second();
                }
            }
            visitors.values().removeIf(Visitor::isGone);
        }
    }

    /** Somebody asks over REST. */
    public Reply ask(Question question) {
        if (faults.on(FaultKind.HALF_OPEN).isPresent()) {
            return new Reply(Optional.empty(), Duration.ZERO);
        }
        Duration after = faults.on(FaultKind.SLOW)
                .map(fault -> Duration.ofMillis(fault.number("ms", 1_000)))
                .orElse(Duration.ZERO);
        return new Reply(Optional.of(simulated(answer(question))), after);
    }

    private Answer answer(Question question) {
        boolean allowed = register.asked(question, dialect.weight(question));
        Optional<Answer> refusal = faults.refusesQuestions();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!allowed) {
            return dialect.refusal();
        }
        long ago = faults.on(FaultKind.STALE)
                .map(fault -> TimeUnit.MILLISECONDS.toMicros(fault.number("ms", 10_000)))
                .orElse(0L);
        return dialect.answer(new Question(question.path(), question.query(), question.body(), question.now() - ago));
    }

    private static Answer simulated(Answer answer) {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put(SIMULATED, "true");
        return new Answer(answer.status(), Map.copyOf(headers), answer.body());
    }
}
