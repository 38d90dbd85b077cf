package io.basiswatch.local.fault;

import io.basiswatch.local.venue.Answer;
import io.basiswatch.local.venue.Question;
import io.basiswatch.local.venue.VenueDoor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A venue with faults: stands between the real one and its clients, who notice nothing else of it. What a venue prints wrongly
 * of itself (its clock, its numbers) is in {@link FaultyCircumstances}, what its market does in {@link FaultyMarket}.
 */
public final class FaultyVenue implements VenueDoor {
    private static final int TOO_MANY = 429;
    private static final int BANNED = 418;
    private static final int UNAVAILABLE = 503;
    private static final int NOTHING = 0;
    /** How venues call the questions about books. */
    private static final List<String> BOOKS = List.of("depth", "book", "l2Book");

    private final VenueDoor venue;
    private final Active active;
    private final Now now;
    private final RandomGenerator random;
    /** In the order of their coming, so that a run is the same again. */
    private final Set<FaultyClient> clients = new LinkedHashSet<>();

    private final Set<Fault> closedFor = new HashSet<>();
    private final Map<Fault, Long> felt = new HashMap<>();

    /**
     * @param script the faults of this venue
     * @param start when the run begins, microseconds since the epoch
     */
    public FaultyVenue(VenueDoor venue, FaultScript script, long start, Now now, RandomGenerator random) {
        this.venue = venue;
        this.active = new Active(script, start);
        this.now = now;
        this.random = random;
    }

    /** When each fault first did something to somebody, microseconds since the epoch; those that did nothing are not in it. */
    public Map<Fault, Long> felt() {
        return Map.copyOf(felt);
    }

    void feel(Fault fault) {
        felt.putIfAbsent(fault, now.now());
    }

    Active active() {
        return active;
    }

    RandomGenerator random() {
        return random;
    }

    Now time() {
        return now;
    }

    @Override
    public Handshake open(String path, String query, long at, Client client) {
        Optional<Handshake> refusal = active.at(at).stream()
                .flatMap(fault -> refusal(fault).stream().peek(refused -> feel(fault)))
                .findFirst();
        return refusal.orElseGet(() -> accepted(path, query, at, client));
    }

    private static Optional<Handshake> refusal(Fault fault) {
        return switch (fault.kind()) {
            case HALF_OPEN -> Optional.of(new Handshake.Refused(NOTHING, Map.of()));
            case REFUSE -> Optional.of(new Handshake.Refused(UNAVAILABLE, Map.of()));
            case LIMIT -> Optional.of(new Handshake.Refused(TOO_MANY, stayAway(fault)));
            case BAN -> Optional.of(new Handshake.Refused(BANNED, stayAway(fault)));
            default -> Optional.empty();
        };
    }

    private static Map<String, String> stayAway(Fault fault) {
        return Map.of("Retry-After", Long.toString(fault.amount()));
    }

    private Handshake accepted(String path, String query, long at, Client client) {
        FaultyClient faulty = new FaultyClient(this, client);
        Handshake handshake = venue.open(path, query, at, faulty);
        if (handshake instanceof Handshake.Accepted(Line line)) {
            clients.add(faulty);
            return new Handshake.Accepted(faulty.line(line, () -> clients.remove(faulty)));
        }
        return handshake;
    }

    @Override
    public Answer ask(Question question) {
        Question asked = question;
        Map<String, String> slow = Map.of();
        for (Fault fault : active.at(question.now())) {
            switch (fault.kind()) {
                case HALF_OPEN -> {
                    feel(fault);
                    return new Answer(NOTHING, Map.of(), new byte[0]);
                }
                case LIMIT -> {
                    feel(fault);
                    return refused(TOO_MANY, stayAway(fault));
                }
                case BAN -> {
                    feel(fault);
                    return refused(BANNED, stayAway(fault));
                }
                case SLOW -> {
                    feel(fault);
                    slow = Map.of(SLOW, Long.toString(fault.amount()));
                }
                case OLD_SNAPSHOT -> asked = isBook(question) ? before(question, fault) : asked;
                default -> {}
            }
        }
        return with(slow, venue.ask(asked));
    }

    private static Answer refused(int status, Map<String, String> headers) {
        return new Answer(status, headers, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isBook(Question question) {
        String whole = question.path() + question.body();
        return BOOKS.stream().anyMatch(whole::contains);
    }

    private Question before(Question question, Fault fault) {
        feel(fault);
        return new Question(
                question.path(), question.query(), question.body(), question.now() - fault.amount() * 1_000);
    }

    private static Answer with(Map<String, String> headers, Answer answer) {
        Map<String, String> all = new HashMap<>(answer.headers());
        all.putAll(headers);
        return new Answer(answer.status(), all, answer.body());
    }

    @Override
    public void advance(long to) {
        for (Fault fault : active.at(to)) {
            if (fault.kind().isOfQuestions() && closedFor.add(fault)) {
                closeAll(fault);
            }
        }
        venue.advance(to);
    }

    /** Whoever comes again asks; a refusal is felt by those whom it cuts off, the other faults by who gets an answer. */
    private void closeAll(Fault fault) {
        for (FaultyClient client : List.copyOf(clients)) {
            if (fault.kind() == Kind.REFUSE) {
                feel(fault);
            }
            client.breakOff();
        }
        clients.clear();
    }
}
