package io.basiswatch.collector.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Watches each stream of a connection for silence: an open socket, heartbeats and other streams do not excuse it.
 *
 * <p>A stream is silent after the limit of its kind; one whose news are usually further apart, after four times their usual
 * spacing. One that is silent again right after we did something about it may simply be quiet: its limit doubles each time, up
 * to a bound, and is back to normal once it has flowed for a while. So a thin market does not make us connect for ever. All
 * times are monotonic microseconds.
 */
final class SilenceWatch {
    private static final int MAX_DOUBLINGS = 6;

    /** Of a stream of which we asked the venue: up to 80 s. */
    private static final int MAX_QUIET_DOUBLINGS = 3;

    private static final int FLOWING = 20;
    private static final int SPACINGS = 16;
    private static final int TIMES_USUAL = 4;
    private static final long LONGEST = 300_000_000;

    /** How long something that we did about a stream that used to flow may take to help. */
    private static final long CURE = 5_000_000;

    private final Map<MarketStream, Watched> streams = new HashMap<>();

    /**
     * A stream that has been silent for too long.
     *
     * @param since for how long
     * @param everSpoke whether it brought anything since the socket was opened
     * @param cured whether it was begun again already, and stayed silent
     */
    record Silent(MarketStream stream, Duration since, boolean everSpoke, boolean cured) {}

    private static final class Watched {
        private final long limit;
        private final long[] spacings = new long[SPACINGS];
        private long known;
        private int doublings;
        private int arrivals;
        private boolean cured;
        /** Whether it brought anything since the socket was opened. */
        private boolean spoke;
        /** When it brought something, or was begun. */
        private long last;
        /** Since when its patience counts. */
        private long since;

        private long patience = -1;

        Watched(Duration limit) {
            this.limit = limit.toNanos() / 1_000;
        }

        void begin(long now) {
            last = now;
            since = now;
            patience = -1;
            arrivals = 0;
        }

        long patience() {
            if (patience < 0) {
                patience = Math.max(limit << doublings, Math.min(LONGEST, TIMES_USUAL * usual()));
            }
            return patience;
        }

        /** The median of the last spacings; 0 where too few are known. */
        long usual() {
            if (known < SPACINGS) {
                return 0;
            }
            long[] sorted = spacings.clone();
            Arrays.sort(sorted);
            return sorted[SPACINGS / 2];
        }

        void arrived(long now) {
            if (arrivals++ > 0) {
                spacings[(int) (known++ % SPACINGS)] = now - last;
            }
            last = now;
            since = now;
            patience = -1;
            spoke = true;
            cured = false;
            if (arrivals == FLOWING) {
                doublings = 0;
            }
        }
    }

    SilenceWatch(Set<MarketStream> streams, Function<StreamKind, Duration> limits) {
        streams.forEach(stream -> this.streams.put(stream, new Watched(limits.apply(stream.kind()))));
    }

    /** A socket is open and everything has been said: every stream has its limit from now on. */
    void start(long now) {
        streams.values().forEach(watched -> {
            watched.begin(now);
            watched.spoke = false;
            watched.cured = false;
        });
    }

    /** Everything has been said by now: those that have brought nothing have their limit from now on. */
    void startUnheard(long now) {
        streams.values().stream().filter(watched -> watched.arrivals == 0).forEach(watched -> watched.begin(now));
    }

    /** Whether a stream has brought something since {@code time}. */
    boolean hasArrivedSince(MarketStream stream, long time) {
        Watched watched = streams.get(stream);
        return watched.arrivals > 0 && watched.last > time;
    }

    void arrived(MarketStream stream, long now) {
        Watched watched = streams.get(stream);
        if (watched != null) {
            watched.arrived(now);
        }
    }

    /** The streams that are silent, the longest silent first; each must be followed by what was done about it. */
    List<Silent> check(long now) {
        List<Silent> silent = new ArrayList<>();
        streams.forEach((stream, watched) -> {
            if (now - watched.since > watched.patience()) {
                Duration since = Duration.ofNanos((now - watched.last) * 1_000);
                silent.add(new Silent(stream, since, watched.spoke, watched.cured));
            }
        });
        silent.sort((a, b) -> b.since().compareTo(a.since()));
        return silent;
    }

    /** We are finding out about it; until then it is not silent again. */
    void asked(MarketStream stream, long now) {
        Watched watched = streams.get(stream);
        watched.since = now;
        watched.patience = watched.limit;
    }

    /** The venue says that there was nothing to tell. */
    void quiet(MarketStream stream, long now) {
        Watched watched = streams.get(stream);
        watched.doublings = Math.min(watched.doublings + 1, MAX_QUIET_DOUBLINGS);
        watched.since = now;
        watched.patience = -1;
    }

    /** It was begun again. */
    void cured(MarketStream stream, long now) {
        Watched watched = streams.get(stream);
        boolean flowed = watched.arrivals > 0;
        watched.doublings = Math.min(watched.doublings + 1, MAX_DOUBLINGS);
        watched.begin(now);
        watched.cured = true;
        watched.patience = flowed ? CURE : watched.patience();
    }

    /** Its socket is going to be renewed because of it. */
    void renewed(MarketStream stream, long now) {
        Watched watched = streams.get(stream);
        watched.doublings = Math.min(watched.doublings + 1, MAX_DOUBLINGS);
        watched.begin(now);
        watched.cured = false;
    }

    /** Whether it usually brings something much more often than its limit. */
    boolean usuallyFlows(MarketStream stream) {
        Watched watched = streams.get(stream);
        long usual = watched.usual();
        return usual > 0 && TIMES_USUAL * usual < watched.limit;
    }

    /** Whether anything came of any stream since {@code time}. */
    boolean flowsSince(long time) {
        return streams.values().stream().anyMatch(watched -> watched.arrivals > 0 && watched.last > time);
    }
}
