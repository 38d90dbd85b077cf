package io.basiswatch.collector.feed;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks after the streams of one connection: finds out which of them have fallen silent, begins them again, one by one where
 * the venue can, and has the socket replaced where that does not help.
 *
 * <p>Of trades the venue is asked first whether there were any, where it tells: a thin market is quiet, and quiet is no fault.
 */
final class StreamCare {
    /** So many messages in a row that cannot be read are no accident. */
    private static final int UNREADABLE = 3;

    /** Streams that were begun again have this long to become readable; microseconds. */
    private static final long RECOVERY = 10_000_000;

    private final VenueContext venue;
    private final Subscription subscription;
    private final FeedConnection connection;
    private final SilenceWatch silence;
    private int unreadable;
    private long begunAgain;
    private boolean isTroubled;
    private boolean saidAll;

    StreamCare(VenueContext venue, Subscription subscription, FeedConnection connection) {
        this.venue = venue;
        this.subscription = subscription;
        this.connection = connection;
        this.silence = new SilenceWatch(subscription.streams(), venue.policy().silence()::get);
    }

    /** A socket is open. */
    void start(long now) {
        silence.start(now);
        saidAll = false;
        unreadable = 0;
        isTroubled = false;
    }

    /**
     * Another socket is about to take over. What the old one has brought since the new one flows proves that nothing is missing
     * between them; a stream that brought nothing may have fallen silent before.
     *
     * @param overlap since when the new one flows
     */
    void succeeding(long overlap) {
        for (MarketStream stream : subscription.streams()) {
            if (silence.hasArrivedSince(stream, overlap)) {
                continue;
            }
            if (stream.kind() == StreamKind.TRADES && venue.refill().tells(stream.instrument())) {
                venue.intake().doubted(stream.instrument());
            } else if (silence.usuallyFlows(stream)) {
                venue.intake().lost(subscription.name(), stream, "silent when its socket was replaced");
            }
        }
    }

    /** Another socket has taken over, and begins with what it has held. */
    void succeeded(long now) {
        silence.start(now);
        unreadable = 0;
        isTroubled = false;
    }

    void arrived(MarketStream stream, long now) {
        silence.arrived(stream, now);
    }

    /** A message was read, or could not be. */
    void read(boolean readable, long now) {
        unreadable = readable ? 0 : unreadable + 1;
        if (unreadable < UNREADABLE) {
            return;
        }
        unreadable = 0;
        boolean isRecovering = isTroubled && now - begunAgain < RECOVERY;
        boolean hasFailed = isTroubled && now - begunAgain < 2 * RECOVERY;
        if (isRecovering) {
            return;
        }
        if (hasFailed || !subscription.again().keySet().containsAll(subscription.streams())) {
            connection.unreadable();
        } else {
            isTroubled = true;
            begunAgain = now;
            beginAllAgain("messages that cannot be read");
        }
    }

    private void beginAllAgain(String reason) {
        Set<List<String>> messages = new LinkedHashSet<>();
        subscription.streams().forEach(stream -> {
            venue.intake().lost(subscription.name(), stream, reason);
            messages.add(subscription.again().get(stream));
        });
        messages.forEach(connection::say);
    }

    /**
     * Looks for silent streams.
     *
     * @param hasSaidAll whether the venue has been asked for all of them
     */
    void check(boolean hasSaidAll, long now) {
        if (!saidAll) {
            if (!hasSaidAll) {
                return;
            }
            saidAll = true;
            silence.startUnheard(now);
        }
        for (SilenceWatch.Silent silent : silence.check(now)) {
            if (connection.isActive()) {
                consider(silent, now);
            }
        }
    }

    private void consider(SilenceWatch.Silent silent, long now) {
        MarketStream stream = silent.stream();
        boolean canAsk = stream.kind() == StreamKind.TRADES && venue.refill().tells(stream.instrument());
        if (!canAsk || silent.cured()) {
            cure(silent, now);
            return;
        }
        silence.asked(stream, now);
        venue.refill().doubt(stream.instrument(), verdict -> {
            long then = venue.network().monotonic();
            if (silence.hasArrivedSince(stream, now)) {
                return;
            }
            switch (verdict) {
                case MUTE -> cure(silent, then);
                case QUIET -> silence.quiet(stream, then);
                case UNKNOWN -> {
                    if (silence.usuallyFlows(stream)) {
                        cure(silent, then);
                    } else {
                        // Nobody has said that there was nothing, so it has not earned more patience.
                        silence.asked(stream, then);
                    }
                }
            }
        });
    }

    private void cure(SilenceWatch.Silent silent, long now) {
        MarketStream stream = silent.stream();
        String word = venue.intake().feed().word(stream.kind());
        String text = "no " + word + " of " + stream.instrument() + " for "
                + silent.since().toSeconds() + " s";
        List<String> again = subscription.again().getOrDefault(stream, List.of());
        // Where nothing flows at all it is the socket that is dead, and saying something over it is no use.
        boolean othersFlow = silence.flowsSince(now - silent.since().toNanos() / 2_000);
        boolean isDead =
                silent.everSpoke() && !othersFlow && subscription.streams().size() > 1;
        venue.intake().lost(subscription.name(), stream, text);
        if (!silent.cured() && !again.isEmpty() && !isDead) {
            venue.intake().metrics().begunAgain(stream.kind());
            silence.cured(stream, now);
            connection.say(again);
        } else {
            silence.renewed(stream, now);
            connection.silent(silent, othersFlow, text);
        }
    }
}
