package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The one way to a venue's REST addresses: the more urgent first, few at once, all out of one {@link RestBudget}. Runs on
 * the collector's event loop.
 *
 * <p>What is asked for while the same question waits or is on its way is not asked twice, so a loss of many books makes as
 * many requests as there are books, in the venue's own time.
 *
 * <p>History has at most half of what may be spent ({@link RestBudget}) and goes when nothing of now waits. Where polls
 * alone would use everything up for ever, it still has every fourth turn.
 */
final class RestQueue {
    /** What a question is for; in the order in which they go out. */
    enum Urgency {
        METADATA,
        SNAPSHOT,
        /** What was missed a moment ago. */
        MISSED,
        POLL,
        /** History: what is left when nothing of now waits. */
        PAST
    }

    private static final Logger LOG = Logger.getLogger(RestQueue.class);
    private static final int AT_ONCE = 4;

    /** Pages of history are large, and must not keep what is of now from going out. */
    private static final int PAST_AT_ONCE = 2;

    /** Polls may use all that a venue allows; after so many of them a page of history has its turn. */
    private static final int POLLS_PER_PAST = 3;

    private final Network network;
    private final Duration timeout;
    private final RestLimits limits;
    private final RestBudget budget;
    private final PriorityQueue<Question> waiting =
            new PriorityQueue<>(Comparator.comparing(Question::urgency).thenComparing(Question::number));
    private final ArrayDeque<Question> past = new ArrayDeque<>();
    private final Set<String> open = new HashSet<>();
    private Network.Timer wake = () -> {};
    private long numbers;
    private int onTheirWay;
    private int pastOnTheirWay;
    private int pollsSincePast;
    private boolean stopped;

    private record Question(
            Urgency urgency, long number, String url, Consumer<byte[]> answered, Consumer<String> failed) {
        boolean isPast() {
            return urgency == Urgency.PAST;
        }
    }

    /**
     * @param timeout for each answer
     */
    RestQueue(Network network, Duration timeout, RestLimits limits) {
        this.network = network;
        this.timeout = timeout;
        this.limits = limits;
        this.budget = new RestBudget(limits);
    }

    /**
     * Asks an address in its turn.
     *
     * @param answered takes the body of an answer with status 200
     * @param failed takes the reason why there is none
     */
    void ask(Urgency urgency, String url, Consumer<byte[]> answered, Consumer<String> failed) {
        if (stopped) {
            return;
        }
        if (open.add(url)) {
            Question question = new Question(urgency, numbers++, url, answered, failed);
            (question.isPast() ? past : waiting).add(question);
            pump();
        } else if (urgency != Urgency.SNAPSHOT) {
            // Who waits for this answer to go on must be told that it is not the one who gets it.
            failed.accept(url + " is on its way already");
        }
    }

    /** Nothing more goes out, and nobody is told of what is on its way. */
    void stop() {
        stopped = true;
        wake.cancel();
        waiting.clear();
        past.clear();
    }

    private void pump() {
        wake.cancel();
        while (!stopped && onTheirWay < AT_ONCE) {
            Optional<Question> next = next();
            if (next.isEmpty()) {
                return;
            }
            long delay = delay(next.get());
            if (delay > 0) {
                wake = network.once(Duration.ofNanos(Math.max(1_000, delay) * 1_000), this::pump);
                return;
            }
            send(next.get());
        }
    }

    /** Whose turn it is; empty where nobody's. */
    private Optional<Question> next() {
        boolean pollsHaveHadTheirs =
                waiting.isEmpty() || waiting.peek().urgency() == Urgency.POLL && pollsSincePast >= POLLS_PER_PAST;
        if (!past.isEmpty() && pollsHaveHadTheirs && pastOnTheirWay < PAST_AT_ONCE) {
            Question page = past.peek();
            if (waiting.isEmpty() || delay(page) == 0) {
                return Optional.of(page);
            }
        }
        return Optional.ofNullable(waiting.peek());
    }

    private long delay(Question question) {
        int weight = weight(question);
        long now = network.monotonic();
        return question.isPast() ? budget.delayOfPast(weight, now) : budget.delay(weight, now);
    }

    private int weight(Question question) {
        return limits.weight().applyAsInt(question.url());
    }

    private void send(Question question) {
        (question.isPast() ? past : waiting).remove();
        onTheirWay++;
        if (question.isPast()) {
            budget.spendOnPast(weight(question), network.monotonic());
            pastOnTheirWay++;
            pollsSincePast = 0;
        } else {
            budget.spend(weight(question), network.monotonic());
            pollsSincePast++;
        }
        network.ask(
                question.url(),
                timeout,
                answer -> arrived(question, () -> tell(question, answer)),
                failure -> arrived(question, () -> question.failed().accept(question.url() + ": " + failure)));
    }

    private void arrived(Question question, Runnable telling) {
        onTheirWay--;
        pastOnTheirWay -= question.isPast() ? 1 : 0;
        open.remove(question.url());
        if (!stopped) {
            telling.run();
            pump();
        }
    }

    private void tell(Question question, RestAnswer answer) {
        if (answer.isOk()) {
            budget.answered(answer.used(limits), network.monotonic());
            question.answered().accept(answer.body());
            return;
        }
        budget.refused(answer.status(), answer.retryAfter(), network.monotonic());
        LOG.debugf("%s answered %d", question.url(), answer.status());
        question.failed().accept(question.url() + " answered " + answer.status());
    }
}
