package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.view.ViewReader;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * How many places each subject has taken at each gateway. Every gateway writes its own numbers, and adds up those of the
 * gateways that are alive: what was taken at a gateway that has died is free again once it counts as dead.
 */
final class PlaceCounts {
    /** Of the keys, hashes of numbers by gateway; what is behind it is a {@link Subject}. */
    static final String PREFIX = "gateway:streams:";

    private static final Logger LOG = Logger.getLogger(PlaceCounts.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** Which of two subjects had no place left. */
    enum Refused {
        NONE,
        FIRST,
        SECOND
    }

    private final Fleet fleet;
    private final Redis redis;
    private final Executor later;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final Set<String> changed = new HashSet<>();
    private boolean publishing;

    PlaceCounts(Fleet fleet, Redis redis, Executor later) {
        this.fleet = fleet;
        this.redis = redis;
        this.later = later;
    }

    /** A place for each of both subjects, or for none. */
    Uni<Refused> take(String first, int firstLimit, String second, int secondLimit) {
        int ofFirst = taken.merge(first, 1, Integer::sum);
        int ofSecond = taken.merge(second, 1, Integer::sum);
        if (ofFirst > firstLimit || ofSecond > secondLimit) {
            giveBack(List.of(first, second));
            return Uni.createFrom().item(ofFirst > firstLimit ? Refused.FIRST : Refused.SECOND);
        }
        return redis.batch(List.of(place(first, ofFirst, firstLimit), place(second, ofSecond, secondLimit)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(PlaceCounts::refused)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("this gateway grants its own share of streams: %s", failure.getMessage());
                    return refused(ofFirst <= share(firstLimit), ofSecond <= share(secondLimit));
                })
                .invoke(refused -> {
                    if (refused != Refused.NONE) {
                        giveBack(List.of(first, second));
                    } else if (taken.getOrDefault(first, 0) != ofFirst || taken.getOrDefault(second, 0) != ofSecond) {
                        // Something was given back meanwhile, and may have been overwritten by what was sent here.
                        publish(List.of(first, second));
                    }
                });
    }

    private int share(int limit) {
        return Math.max(1, limit / fleet.size());
    }

    private Request place(String subject, int count, int limit) {
        return ViewReader.request(
                "EVAL",
                Scripts.PLACE,
                "2",
                PREFIX + subject,
                Fleet.KEY,
                fleet.id(),
                Integer.toString(count),
                Integer.toString(limit));
    }

    private static Refused refused(List<Response> answers) {
        return refused(answers.get(0).toInteger() == 1, answers.get(1).toInteger() == 1);
    }

    private static Refused refused(boolean first, boolean second) {
        if (!first) {
            return Refused.FIRST;
        }
        return second ? Refused.NONE : Refused.SECOND;
    }

    void giveBack(List<String> subjects) {
        subjects.forEach(subject -> taken.computeIfPresent(subject, (name, count) -> count == 1 ? null : count - 1));
        publish(subjects);
    }

    void publishAll() {
        publish(List.copyOf(taken.keySet()));
    }

    private void publish(List<String> subjects) {
        synchronized (changed) {
            changed.addAll(subjects);
            if (publishing || changed.isEmpty()) {
                return;
            }
            publishing = true;
        }
        later.execute(this::send);
    }

    private void send() {
        List<Request> requests = new ArrayList<>();
        synchronized (changed) {
            changed.forEach(subject -> requests.add(count(subject)));
            changed.clear();
        }
        redis.batch(requests).ifNoItem().after(PATIENCE).fail().subscribe().with(done -> sent(), failure -> sent());
    }

    private Request count(String subject) {
        int count = taken.getOrDefault(subject, 0);
        return count == 0
                ? ViewReader.request("HDEL", PREFIX + subject, fleet.id())
                : ViewReader.request("HSET", PREFIX + subject, fleet.id(), Integer.toString(count));
    }

    private void sent() {
        synchronized (changed) {
            publishing = false;
        }
        publish(List.of());
    }
}
