package io.basiswatch.local.trial;

import java.util.List;
import java.util.OptionalLong;

/**
 * The part of a run in which one fault was there, and the time after it.
 *
 * <p>Times are microseconds since the epoch, spans microseconds.
 *
 * @param outage what happened
 * @param from its start; everything was well
 * @param struck when the fault began
 * @param over when its cause was gone
 * @param to its end
 * @param noticed from the beginning of the fault until any of our processes said that something is wrong
 * @param recoveries from the end of each cause until a value was served that was computed of what came after it
 * @param notes what else there is to say
 * @param hasEnded whether it came to its end; else it is not kept, and the notes say why
 */
record Phase(
        Outage outage,
        long from,
        long struck,
        long over,
        long to,
        OptionalLong noticed,
        List<Long> recoveries,
        List<String> notes,
        boolean hasEnded) {
    boolean holds(long time) {
        return time >= from && time < to;
    }
}
