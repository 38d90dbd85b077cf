package io.basiswatch.collector.book;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Stamp;
import java.util.Optional;

/**
 * What leaves the collector of a book whose changes do not prove their place, see {@link SyncRule#isProvenLate}: the book as it
 * stood when a moment was over, told once the next messages have shown that nothing of it was missing.
 *
 * <p>Messages of the same venue time are one moment, and between two of them the book may be one that never was. So a book is
 * looked at before the first message of a later moment, and told with the message after that one: where two messages have
 * changed places, that is the one whose time runs backwards.
 */
final class ProvenProfiles {
    /** A message does not overtake one that comes so much later; microseconds. */
    private static final long APART = 2_000_000;

    private final DepthProfiles profiles;
    private Optional<Stamp> last = Optional.empty();
    private Optional<DepthProfile> waiting = Optional.empty();

    ProvenProfiles(DepthProfiles profiles) {
        this.profiles = profiles;
    }

    /** The book begins anew with a snapshot. */
    void begin(Stamp snapshot) {
        waiting = Optional.empty();
        last = Optional.of(snapshot);
    }

    /** What was not told yet is of a book that is not to be trusted. */
    void forget() {
        waiting = Optional.empty();
        last = Optional.empty();
    }

    /** A change is about to be made: how the book stands now, if it is time to say so. */
    Optional<DepthProfile> before(Stamp change) {
        return last.filter(stamp -> stamp.eventTime() != change.eventTime())
                .flatMap(stamp -> profiles.after(at(stamp, change)));
    }

    /**
     * The change has been made, and it fitted.
     *
     * @param standing what {@link #before} said of it
     * @return what is proven by it
     */
    Optional<DepthProfile> fitted(Optional<DepthProfile> standing, Stamp change) {
        boolean isApart = last.filter(stamp -> change.receivedTime() - stamp.receivedTime() > APART)
                .isPresent();
        last = Optional.of(change);
        if (isApart && standing.isPresent()) {
            waiting = Optional.empty();
            return standing;
        }
        Optional<DepthProfile> proven = waiting.map(profile -> toldAt(profile, change));
        waiting = standing;
        return proven;
    }

    /** It was so at the time of {@code moment}, and is told with {@code message}. */
    private static Stamp at(Stamp moment, Stamp message) {
        return new Stamp(moment.eventTime(), message.receivedTime(), moment.sequence(), message.origin());
    }

    private static DepthProfile toldAt(DepthProfile profile, Stamp message) {
        return new DepthProfile(
                profile.instrument(),
                at(profile.stamp(), message),
                profile.mid(),
                profile.spreadBps(),
                profile.bands(),
                profile.slippage());
    }
}
