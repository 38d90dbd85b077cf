package io.basiswatch.gateway.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Knows when keys stop to work and says so to the rest of this gateway, by {@link KeyEnded}: at once where one was
 * revoked, and when its time is over where it expires or was replaced.
 */
@ApplicationScoped
class KeyWatch {
    private static final Logger LOG = Logger.getLogger(KeyWatch.class);
    /** Ends that are waited for; beyond that the ones noted first are forgotten. A key's own check does not depend on it. */
    private static final int MOST_ENDS = 100_000;

    private final KeyCache cache;
    private final Clock clock;
    private final Consumer<KeyEnded> listeners;
    private final Map<String, Instant> ends = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_ENDS;
        }
    };

    @Inject
    KeyWatch(KeyCache cache, Clock clock, Event<KeyEnded> listeners) {
        this(cache, clock, ended -> {
            listeners.fire(ended);
            listeners.fireAsync(ended);
        });
    }

    KeyWatch(KeyCache cache, Clock clock, Consumer<KeyEnded> listeners) {
        this.cache = cache;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** The key works no more. */
    void revoked(String id) {
        boolean isNew = cache.revoke(id);
        synchronized (ends) {
            ends.remove(id);
        }
        if (isNew) {
            LOG.infof("key %s was revoked", id);
            tell(id);
        }
    }

    /** Something about the key has changed that is looked up when it is used next. */
    void changed(String id) {
        cache.doubt(id);
    }

    /** The key stops to work at {@code end}. */
    void ends(String id, Instant end) {
        synchronized (ends) {
            ends.put(id, end);
        }
    }

    /** It was told that the key stops to work at {@code end}. */
    void willEnd(String id, Instant end) {
        cache.end(id, end);
        ends(id, end);
    }

    /** Changes may have been missed. */
    void missed() {
        cache.doubtAll();
    }

    /** Tells of all keys whose time is over. To be called every moment. */
    void sweep() {
        Instant now = clock.instant();
        List<String> over = new ArrayList<>();
        synchronized (ends) {
            ends.entrySet().removeIf(each -> {
                boolean ended = !each.getValue().isAfter(now);
                if (ended) {
                    over.add(each.getKey());
                }
                return ended;
            });
        }
        over.forEach(id -> {
            LOG.infof("the time of key %s is over", id);
            tell(id);
        });
    }

    private void tell(String id) {
        try {
            listeners.accept(new KeyEnded(id));
        } catch (RuntimeException e) {
            LOG.errorf(e, "what was opened with key %s may go on", id);
        }
    }
}
