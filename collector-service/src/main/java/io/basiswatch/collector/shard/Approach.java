package io.basiswatch.collector.shard;

import java.time.Duration;

/** The way to a turn of ours: what is to be done next, given how far our feed is and what the one before says. */
final class Approach {
    /** A thin market may bring nothing for a while. */
    private static final Duration PATIENCE_WITH_STREAMS = Duration.ofSeconds(6);

    /** How long one that is claimed may take to show that it is alive, and how long to write what it still has. */
    private static final Duration PATIENCE_WITH_FORMER = Duration.ofSeconds(2);

    private static final Duration PATIENCE_WITH_BACKLOG = Duration.ofSeconds(20);
    private static final Duration CLAIMED_AGAIN = Duration.ofMillis(500);

    /** Well within the patience of whoever claims what we have claimed. */
    private static final Duration SHOWN_AGAIN = Duration.ofMillis(500);

    private static final int MOST_HELD = 200_000;

    private final Former former;
    private final Voice voice;

    /** What comes next. */
    enum Step {
        WAIT,
        CLAIM,
        /** Others see that we are there. */
        SHOW,
        /** The turn begins where the one before has ended. */
        GO_ON,
        /** The turn begins with a gap. */
        BEGIN
    }

    Approach(Former former, Voice voice) {
        this.former = former;
        this.voice = voice;
    }

    /**
     * What is to be done now.
     *
     * @param flows whether every stream of our feed has begun that can be expected to have
     * @param telling what our feed has brought
     * @param waited since our feed was begun
     * @param isLeaving whether the seat is somebody else's already
     */
    Step next(boolean flows, Telling telling, Duration waited, boolean isLeaving) {
        former.listen();
        if (voice.epoch().isEmpty()) {
            boolean isOverdue =
                    telling.held() > MOST_HELD || telling.hasData() && waited.compareTo(PATIENCE_WITH_STREAMS) > 0;
            return flows || former.isOver() || isOverdue ? Step.CLAIM : Step.WAIT;
        }
        if (voice.isOutdone() && !isLeaving) {
            return voice.hasWaited(CLAIMED_AGAIN) ? Step.CLAIM : Step.WAIT;
        }
        return switch (former.answer(voice.epoch().getAsLong())) {
            case HANDED_OVER -> Step.GO_ON;
            case GONE -> Step.BEGIN;
            case ALIVE -> within(PATIENCE_WITH_BACKLOG, isLeaving);
            case NONE -> within(PATIENCE_WITH_FORMER, isLeaving);
        };
    }

    private Step within(Duration patience, boolean isLeaving) {
        if (voice.hasWaited(patience)) {
            return Step.BEGIN;
        }
        return isLeaving && voice.isSilent(SHOWN_AGAIN) ? Step.SHOW : Step.WAIT;
    }
}
