package io.basiswatch.indicator.window;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Stamp;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The last event of one kind of an instrument. A gap that its indicator hears of forgets it; what was imported is of the
 * past and not taken.
 *
 * @param <E> the kind
 */
public final class LastOf<E extends InstrumentEvent> implements Indicator.Feed {
    /** Venues that are asked for a number, or tell it when they like, do so about twice a minute or more often. */
    private static final long SELDOM = Resolution.MINUTE.micros() / 2;

    /**
     * The slowest of these venues are asked once a minute, or push every 30 to 90 s: this leaves room for one message that is
     * late. The engine's warm-up covers it, and the minute before the open one with it.
     */
    private static final long TOLD = 100 * Resolution.SECOND.micros();

    private final Instrument instrument;
    private final String name;
    private final Class<E> kind;
    private final Predicate<E> counts;
    private Optional<E> last = Optional.empty();
    private long known = Long.MIN_VALUE;

    public LastOf(Instrument instrument, Class<E> kind) {
        this(instrument, kind, event -> true);
    }

    /** Of the events of {@code kind}, those that {@code counts}. */
    public LastOf(Instrument instrument, Class<E> kind, Predicate<E> counts) {
        this.instrument = instrument;
        this.name = instrument.toString();
        this.kind = kind;
        this.counts = counts;
    }

    @Override
    public void update(InstrumentEvent event) {
        // What comes late knows less than what is there, and nothing of a gap since.
        if (event.receivedTime() < known) {
            return;
        }
        if (kind.isInstance(event)) {
            E news = kind.cast(event);
            if (event.stamp().origin() != Origin.BACKFILL && counts.test(news)) {
                last = Optional.of(news);
                known = event.receivedTime();
            }
        } else if (event instanceof FeedGap || event instanceof InstrumentDelisted) {
            last = Optional.empty();
            known = event.receivedTime();
        }
    }

    public Instrument instrument() {
        return instrument;
    }

    /** The instrument's name, as inputs carry it. */
    public String name() {
        return name;
    }

    /** The instrument's name in a series: {@code binance-usdm.BTC-USDT-PERP}. */
    public String dimension() {
        return dimension(instrument);
    }

    /** {@code instrument} as the dimension of a series. */
    public static String dimension(Instrument instrument) {
        return instrument.toString().replaceFirst(":", ".").replace(':', '-');
    }

    /** The event, if it is young enough to be used at all. */
    public Optional<E> usable(Evaluation at) {
        return last.isPresent() && at.isUsable(last.get().stamp()) ? last : Optional.empty();
    }

    /** The event, if it is young enough to be used as a number that is told seldom. */
    public Optional<E> told(Evaluation at) {
        return last.isPresent() && at.instant() - last.get().stamp().receivedTime() <= TOLD ? last : Optional.empty();
    }

    /**
     * Enters a number of this instrument that is told seldom: it is stale above 30 s, not above 10 s. Its time is that of the
     * last change at some venues, so it says nothing about clocks.
     */
    public void enter(Evaluation at, ValueDraft draft, String what, double number, Stamp stamp, double weight) {
        if (at.instant() - stamp.receivedTime() > SELDOM) {
            draft.remark(Quality.STALE, ValueDraft.STALE);
        }
        draft.input(Input.used(name, what, number, stamp, weight));
    }
}
