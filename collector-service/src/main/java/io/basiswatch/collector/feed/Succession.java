package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The socket that is going to take the place of a connection's own, if there is one: when it may be tried, whether it can be relied
 * upon, and how long to wait after it has failed. One at a time; failures in a row make the waits longer.
 */
final class Succession {
    private static final Logger LOG = Logger.getLogger(Succession.class);

    private final VenueContext venue;
    private final String name;
    private final int enough;
    private Optional<Successor> candidate = Optional.empty();
    private long notBefore = Long.MIN_VALUE;
    private int failures;

    /**
     * @param name of the connection
     * @param enough how many messages make it likely that every stream flows
     */
    Succession(VenueContext venue, String name, int enough) {
        this.venue = venue;
        this.name = name;
        this.enough = enough;
    }

    /** Whether none is under way, and the last failure was long enough ago. */
    boolean mayBegin(long now) {
        return candidate.isEmpty() && now >= notBefore;
    }

    /** Connects as soon as the venue lets another socket in. */
    void begin(Line made) {
        candidate = Optional.of(new Successor(made, enough));
        venue.gate().pass(() -> {
            if (of(made).isPresent()) {
                made.connect(venue.policy().connectTimeout());
            } else {
                venue.gate().ended();
            }
        });
    }

    /** The candidate whose socket this is. */
    Optional<Successor> of(Line line) {
        return candidate.filter(one -> one.line() == line);
    }

    /** Whether there is one that may take over. */
    boolean flows(long now) {
        return candidate.filter(one -> one.flows(now)).isPresent();
    }

    /** Hands out the one that {@linkplain #flows flows}; from now on it is the connection's own. */
    Successor take() {
        Successor next = candidate.orElseThrow();
        candidate = Optional.empty();
        failures = 0;
        return next;
    }

    /** Gives one up that has brought nothing. */
    void giveUpIfMute(long now) {
        candidate.filter(one -> one.isMute(now)).ifPresent(mute -> {
            mute.line().close();
            failed("it brought nothing", now);
        });
    }

    /** Its socket has ended, or it is of no use. */
    void failed(String reason, long now) {
        candidate = Optional.empty();
        Duration wait = venue.backoff().delay(failures++);
        notBefore = now + wait.toNanos() / 1_000;
        LOG.warnf("%s %s: its successor failed: %s", venue.intake().feed().venue(), name, reason);
    }

    /** The connection begins anew itself, or has ended. */
    void drop() {
        candidate.ifPresent(one -> {
            one.line().close();
            if (!one.isOpen()) {
                venue.gate().ended();
            }
        });
        candidate = Optional.empty();
    }
}
