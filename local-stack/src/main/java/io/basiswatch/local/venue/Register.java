package io.basiswatch.local.venue;

import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what is asked of one venue, against what the venue allows. */
final class Register {
    private static final int SHOWN = 100;

    private final HouseRules rules;
    private final int limit;
    private final int limitSeconds;
    private final Tally weights;
    private final Tally sockets;
    private final Map<String, Long> paths = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private long weight;
    private long refusals;
    private long opened;
    private long messages;
    private long violated;

    Register(Venue venue, Dialect dialect) {
        this.rules = HouseRules.of(venue);
        this.limit = dialect.limit();
        this.limitSeconds = dialect.limitSeconds();
        this.weights = new Tally(Duration.ofSeconds(limitSeconds));
        this.sockets = new Tally(rules.socketWindow());
    }

    /** A question: says how much of the limit is used with it. */
    long asked(Question question, int cost) {
        paths.merge(question.path(), 1L, Long::sum);
        weight += cost;
        long used = weights.use(question.now(), cost);
        if (used > limit) {
            refusals++;
            violated(question.now(), "more than " + limit + " in " + limitSeconds + " s, with " + question.path());
        }
        return used;
    }

    void opened(long time) {
        opened++;
        if (sockets.use(time, 1) > rules.sockets()) {
            violated(time, "more than " + rules.sockets() + " sockets in " + rules.socketWindow());
        }
    }

    Tally messages() {
        return new Tally(rules.messageWindow());
    }

    /** A message over one socket, counted in {@code ofSocket}. */
    void heard(long time, int client, Tally ofSocket) {
        messages++;
        if (ofSocket.use(time, 1) > rules.messages()) {
            violated(
                    time,
                    "more than " + rules.messages() + " messages in " + rules.messageWindow() + " over socket "
                            + client);
        }
    }

    private void violated(long time, String what) {
        violated++;
        if (violations.size() < SHOWN) {
            violations.add(time + " " + what);
        }
    }

    Usage usage() {
        return new Usage(
                paths.values().stream().mapToLong(Long::longValue).sum(),
                new TreeMap<>(paths),
                weight,
                weights.most(),
                limit,
                limitSeconds,
                refusals,
                opened,
                sockets.most(),
                rules.sockets(),
                messages,
                List.copyOf(violations),
                violated);
    }
}
