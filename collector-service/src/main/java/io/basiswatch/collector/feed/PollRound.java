package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Asks what a venue streams nowhere, again and again. The next question waits for the answer to the last one, so a venue
 * that answers slowly, or a budget that is used up, stretches the interval. Runs on the collector's event loop.
 */
final class PollRound {
    private final Network network;
    private final RestQueue rest;
    private final BiConsumer<String, byte[]> answered;
    private final Consumer<String> failed;
    private final Map<String, Poll> followed = new HashMap<>();

    /**
     * @param answered takes an address and its answer
     * @param failed takes the reason why there is none
     */
    PollRound(Network network, RestQueue rest, BiConsumer<String, byte[]> answered, Consumer<String> failed) {
        this.network = network;
        this.rest = rest;
        this.answered = answered;
        this.failed = failed;
    }

    /** Asks these from now on, and no others. */
    void follow(List<Poll> polls) {
        Map<String, Poll> wanted = new HashMap<>();
        polls.forEach(poll -> wanted.put(poll.url(), poll));
        followed.keySet().retainAll(wanted.keySet());
        wanted.forEach((url, poll) -> {
            if (!poll.equals(followed.get(url))) {
                followed.put(url, poll);
                ask(poll);
            }
        });
    }

    void stop() {
        followed.clear();
    }

    private void ask(Poll poll) {
        if (!poll.equals(followed.get(poll.url()))) {
            return;
        }
        rest.ask(
                RestQueue.Urgency.POLL,
                poll.url(),
                body -> {
                    answered.accept(poll.url(), body);
                    waitFor(poll);
                },
                failure -> {
                    failed.accept(failure);
                    waitFor(poll);
                });
    }

    private void waitFor(Poll poll) {
        // Never at once: an answer that is there at once would otherwise be asked for without end.
        Duration wait = poll.every().isPositive() ? poll.every() : Duration.ofMillis(1);
        network.once(wait, () -> ask(poll));
    }
}
