package io.basiswatch.local.trial;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quote;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The longest time for which an instrument was not quoted, by receive time, within each phase of a trial. */
final class Spacing {
    private final Map<Instrument, Long> last = new HashMap<>();
    private Optional<Silence> longest = Optional.empty();

    /**
     * A time without quotes.
     *
     * @param micros how long
     * @param end when it was over, microseconds since the epoch
     */
    record Silence(Instrument instrument, long micros, long end) {}

    synchronized void take(InstrumentEvent event) {
        if (!(event instanceof Quote quote)) {
            return;
        }
        Long before = last.put(quote.instrument(), quote.receivedTime());
        if (before == null) {
            return;
        }
        long silence = quote.receivedTime() - before;
        if (longest.isEmpty() || silence > longest.get().micros()) {
            longest = Optional.of(new Silence(quote.instrument(), silence, quote.receivedTime()));
        }
    }

    /** The longest one since the last call. */
    synchronized Optional<Silence> longest() {
        Optional<Silence> found = longest;
        longest = Optional.empty();
        return found;
    }

    /** How many instruments were quoted at all. */
    synchronized int instruments() {
        return last.size();
    }
}
