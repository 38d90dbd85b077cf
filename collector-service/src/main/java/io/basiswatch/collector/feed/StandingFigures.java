package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Stamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Says again what a venue tells only every few minutes, as long as it stands.
 *
 * <p>Whoever reads the log uses nothing that is older than 60 s, so that two minutes of it are enough to go on from. A figure
 * that venues make every five minutes would be unknown most of the time; so it is told again every 20 s, with the
 * venue's time as it was, until it has not been confirmed for three of the venue's periods. It follows from the frames
 * alone: a replay says the same again.
 */
final class StandingFigures {
    private static final long SECOND = 1_000_000;
    private static final long AGAIN = 20 * SECOND;
    private static final long STANDS = 15 * 60 * SECOND;

    private final Map<Key, Figure> figures = new LinkedHashMap<>();
    private long due = Long.MAX_VALUE;

    /** Figures are told apart by their market and by what they count. */
    private record Key(Instrument instrument, LongShortRatio.Kind kind) {}

    /** The last one, when the venue has told it, and when it was said last. */
    private record Figure(LongShortRatio ratio, long heard, long said) {}

    /** Takes note of what a frame has told. */
    void heard(MarketEvent event) {
        if (event instanceof LongShortRatio ratio) {
            long now = ratio.receivedTime();
            // An answer may hold a history; the newest of its rows stands.
            figures.merge(
                    new Key(ratio.instrument(), ratio.kind()),
                    new Figure(ratio, now, now),
                    (known, news) -> news.ratio.eventTime() < known.ratio.eventTime() ? known : news);
            due = Math.min(due, now + AGAIN);
        } else if (event instanceof InstrumentDelisted gone) {
            figures.keySet().removeIf(key -> key.instrument().equals(gone.instrument()));
        }
    }

    /** Says again, into {@code out}, what was not said for 20 s before {@code frame}. */
    void tell(Frame frame, Consumer<MarketEvent> out) {
        if (frame.receivedTime() < due) {
            return;
        }
        long now = frame.receivedTime();
        figures.values().removeIf(figure -> now - figure.heard > STANDS);
        figures.replaceAll((key, figure) -> {
            if (now - figure.said < AGAIN) {
                return figure;
            }
            Stamp stamp = new Stamp(figure.ratio.eventTime(), now, Stamp.NO_SEQUENCE, frame.origin());
            out.accept(figure.ratio.again(stamp));
            return new Figure(figure.ratio, figure.heard, now);
        });
        due = figures.values().stream()
                .mapToLong(figure -> figure.said + AGAIN)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
