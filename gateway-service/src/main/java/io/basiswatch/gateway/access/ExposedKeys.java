package io.basiswatch.gateway.access;

import io.basiswatch.gateway.access.AuditLog.Action;
import io.basiswatch.gateway.access.AuditLog.Entry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Notes keys that were sent in a URL, where they do not belong: flagged on the key and in the audit log.
 *
 * <p>Only a key with the right secret counts, or anybody who knows an id could raise the alarm. A flood of URLs causes no
 * flood of writes: of each key one an hour, and no more than a few keys are looked at at a time.
 */
@ApplicationScoped
class ExposedKeys {
    private static final Logger LOG = Logger.getLogger(ExposedKeys.class);
    private static final Pattern KEY = Pattern.compile(ApiKey.PREFIX + "[0-9A-Za-z]{59}");
    private static final int AT_A_TIME = 4;
    private static final int REMEMBERED = 1_000;
    private static final Duration SILENCE = Duration.ofHours(1);

    private final KeyCheck keys;
    private final KeyStore store;
    private final Clock clock;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<String, Instant> noted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    ExposedKeys(KeyCheck keys, KeyStore store, Clock clock) {
        this.keys = keys;
        this.store = store;
        this.clock = clock;
    }

    /** Looks at the first key in a decoded URL, some time later; returns at once. */
    void seen(String url, String path) {
        Matcher found = KEY.matcher(url);
        if (!found.find() || underWay.get() >= AT_A_TIME) {
            return;
        }
        underWay.incrementAndGet();
        keys.genuine(found.group())
                .flatMap(id -> id.filter(this::isNew)
                        .map(genuine -> note(genuine, path))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onTermination()
                .invoke(underWay::decrementAndGet)
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("a key in a URL was not noted: %s", failure.getMessage()));
    }

    private Uni<Void> note(String id, String path) {
        Instant now = clock.instant();
        LOG.warnf("key %s was sent in a URL: it should be rotated", id);
        return store.exposed(id, now, Entry.ofGateway(now, Action.EXPOSED_IN_URL, id, path))
                .onFailure()
                .invoke(() -> forget(id));
    }

    private synchronized boolean isNew(String id) {
        Instant now = clock.instant();
        Instant before = noted.get(id);
        if (before != null && Duration.between(before, now).compareTo(SILENCE) < 0) {
            return false;
        }
        noted.put(id, now);
        return true;
    }

    private synchronized void forget(String id) {
        noted.remove(id);
    }
}
