package io.basiswatch.collector.feed;

import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * The time of receipt: microseconds that strictly increase, so that no two frames of a collector share a stamp and their
 * order is their time's.
 *
 * <p>It starts at the wall clock's time and goes on by monotonic time. Where the wall clock drifts away from it, it follows by
 * at most a thousandth of the time that passes. Where the wall clock steps by more than a second no stamp moves: the step is
 * counted, and followed only once the venues' own clocks agree with it ({@link #heard}): forwards at once, backwards by going
 * at half speed until it fits, because stamps never go back.
 *
 * <p>Stamps are taken on one thread; {@link #now} may be asked on any.
 */
public final class ReceiveClock {
    private static final Logger LOG = Logger.getLogger(ReceiveClock.class);

    /** A wall clock that is further off than this has stepped. */
    private static final long STEP = 1_000_000;

    /** How often the wall clock is looked at; a look costs more than a stamp should. */
    private static final long LOOK = 100_000;

    /** Of the time that passes, how much of it may go into following the wall: one part of this many. */
    private static final long SLEW = 1_000;

    private static final long CATCH_UP = 2;

    private final TimeSource time;
    private final Map<Venue, Long> leads = new HashMap<>();

    /** What is added to monotonic time to get ours. */
    private volatile long offset;

    private volatile long steps;
    private long looked;
    private boolean stepped;
    private boolean followed;
    private long last;

    public ReceiveClock(TimeSource time) {
        this.time = time;
        this.looked = time.monotonic();
        this.offset = time.wall() - looked;
    }

    /** The next stamp. */
    public long next() {
        long monotonic = time.monotonic();
        if (monotonic - looked >= LOOK) {
            look(monotonic);
        }
        last = Math.max(last + 1, monotonic + offset);
        return last;
    }

    /** Our time now, microseconds since the epoch; no stamp. */
    public long now() {
        return time.monotonic() + offset;
    }

    /** How often the wall clock has stepped. */
    public long steps() {
        return steps;
    }

    /**
     * Notes what a venue's times say of our clock.
     *
     * @param lead the least of receipt minus the venue's own time, microseconds; empty where that is not known
     */
    public void heard(Venue venue, OptionalLong lead) {
        if (lead.isPresent()) {
            leads.put(venue, lead.getAsLong());
        } else {
            leads.remove(venue);
        }
    }

    private void look(long monotonic) {
        long passed = monotonic - looked;
        looked = monotonic;
        long off = time.wall() - monotonic - offset;
        if (Math.abs(off) <= STEP) {
            ended();
            offset += Math.clamp(off, -passed / SLEW, passed / SLEW);
            return;
        }
        noteStep(off);
        followed |= venuesAgree(off);
        if (followed) {
            offset += off > 0 ? off : Math.max(off, -passed / CATCH_UP);
        }
    }

    private void noteStep(long off) {
        if (!stepped) {
            stepped = true;
            steps++;
            LOG.warnf("the wall clock stepped by %s; stamps go on as before", Duration.ofMillis(off / 1_000));
        }
    }

    private void ended() {
        if (stepped) {
            LOG.infof("the wall clock and our own agree again");
        }
        stepped = false;
        followed = false;
    }

    /** Whether the venues' clocks are, in their median, nearer to the wall's than to ours. */
    private boolean venuesAgree(long off) {
        long[] sorted =
                leads.values().stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length > 0 && Math.abs(off + sorted[sorted.length / 2]) < STEP;
    }
}
