package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
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
 */
final class RestQueue {
    /** What a question is for; in the order in which they go out. */
    enum Urgency {
        METADATA,
        SNAPSHOT,
        POLL
    }

    private static final Logger LOG = Logger.getLogger(RestQueue.class);
    private static final int AT_ONCE = 4;

    private final Network network;
    private final Duration timeout;
    private final RestLimits limits;
    private final RestBudget budget;
    private final PriorityQueue<Question> waiting =
            new PriorityQueue<>(Comparator.comparing(Question::urgency).thenComparing(Question::number));
    private final Set<String> open = new HashSet<>();
    private long numbers;
    private int onTheirWay;
    private boolean paused;
    private boolean stopped;

    private record Question(
            Urgency urgency, long number, String url, Consumer<byte[]> answered, Consumer<String> failed) {}

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
            waiting.add(new Question(urgency, numbers++, url, answered, failed));
            pump();
        } else if (urgency != Urgency.SNAPSHOT) {
            // Who waits for this answer to go on must be told that it is not the one who gets it.
            failed.accept(url + " is on its way already");
        }
    }

    /** Nothing more goes out, and nobody is told of what is on its way. */
    void stop() {
        stopped = true;
        waiting.clear();
    }

    private void pump() {
        while (!paused && !stopped && onTheirWay < AT_ONCE && !waiting.isEmpty()) {
            int weight = limits.weight().applyAsInt(waiting.peek().url());
            long delay = budget.delay(weight, network.monotonic());
            if (delay > 0) {
                paused = true;
                network.once(Duration.ofNanos(Math.max(1_000, delay) * 1_000), () -> {
                    paused = false;
                    pump();
                });
            } else {
                budget.spend(weight, network.monotonic());
                send(waiting.remove());
            }
        }
    }

    private void send(Question question) {
        onTheirWay++;
        network.ask(
                question.url(),
                timeout,
                answer -> arrived(question, () -> tell(question, answer)),
                failure -> arrived(question, () -> question.failed().accept(question.url() + ": " + failure)));
    }

    private void arrived(Question question, Runnable telling) {
        onTheirWay--;
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
