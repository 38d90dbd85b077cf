package io.basiswatch.gateway.admin;

import io.basiswatch.gateway.access.AuditLog;
import io.basiswatch.gateway.access.AuditLog.Action;
import io.basiswatch.gateway.access.AuditLog.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Notes calls without a right credential in the audit log: the first at once, then once a minute with their number. */
@ApplicationScoped
class RefusedAccess {
    private static final Logger LOG = Logger.getLogger(RefusedAccess.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final AuditLog audit;
    private final Clock clock;
    private Instant quietUntil = Instant.EPOCH;
    private long since;

    RefusedAccess(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** {@code address} is where the call came from. Returns at once. */
    void note(String address) {
        long calls = countUnlessQuiet();
        if (calls == 0) {
            return;
        }
        String detail = calls == 1
                ? "one call without a right credential, from " + address
                : calls + " calls without a right credential, the last from " + address;
        audit.note(new Entry(clock.instant(), Action.ADMIN_REFUSED, Optional.empty(), "unknown", detail))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("%s; not noted: %s", detail, failure.getMessage()));
    }

    /** How many calls there are to tell of; 0 where it is too early to tell of them. */
    private synchronized long countUnlessQuiet() {
        since++;
        Instant now = clock.instant();
        if (now.isBefore(quietUntil)) {
            return 0;
        }
        long calls = since;
        since = 0;
        quietUntil = now.plus(PAUSE);
        return calls;
    }
}
