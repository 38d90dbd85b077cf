package io.basiswatch.collector.feed;

import io.basiswatch.model.Candle;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * Asks the pages of a {@link Past} for a range, one after the other, and has each answer taken in.
 *
 * <p>Where rows have a least distance the range is cut into windows that hold no more rows than a page does, so no page is
 * ever cut short, and which rows a full page would hold does not matter. Where rows come at any time the walk goes from edge
 * to edge: in the direction that the venue's pages impose, whatever was asked for.
 *
 * <p>It owns no clock, no thread and no socket: a walk in virtual time is the same walk.
 */
public final class PastWalk {
    /** Tries of one page; then the walk has failed, and whoever wants it may begin another one later. */
    private static final int TRIES = 5;

    /** Pages in a row that bring nothing: further back the venue has nothing. One alone may be a hole. */
    private static final int EMPTY_PAGES = 2;

    /** How long it waits before it looks whether it is still held. */
    private static final Duration HELD = Duration.ofSeconds(1);

    private static final long MICROS = 1_000;

    private static final Comparator<InstrumentEvent> ORDER = Comparator.comparingLong(PastWalk::timeOf)
            .thenComparingLong(row -> row.stamp().sequence());

    private final Past past;
    private final boolean newestFirst;
    private final PastWay way;
    private final Backoff backoff;
    private final Listener listener;
    private long from;
    private long to;
    private Optional<InstrumentEvent> edge = Optional.empty();
    private int empty;
    private int failures;
    private boolean over;

    /** Whether part of the range is further back than the venue tells. */
    private boolean isCut;

    /** Which part of the range is asked for first. */
    public enum Direction {
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    /** How a walk ended. */
    public sealed interface End {
        /** The whole range has been told. */
        record Covered() implements End {}

        /** The venue tells nothing further; what is left of the range is not to be had. */
        record Exhausted() implements End {}

        /** A page could not be had, after several tries. */
        record Failed(String reason) implements End {}
    }

    /** Who wants to know how a walk goes on. */
    public interface Listener {
        /**
         * A page was taken in.
         *
         * @param from the start of what it covers, inclusive, microseconds since the epoch
         * @param to its end, exclusive: all pages together cover the range without a hole
         * @param rows how many rows of this past it held that were not known
         */
        default void page(long from, long to, int rows) {}

        /** Whether nothing is wanted for the moment, because nobody could take it. */
        default boolean isHeld() {
            return false;
        }

        /** The walk is over; nothing is told after that. */
        void ended(End end);
    }

    /**
     * @param from the start of the range, inclusive, microseconds since the epoch; what is further back than the venue tells
     *     is left out
     * @param to its end, exclusive
     */
    PastWalk(Past past, long from, long to, Direction direction, PastWay way, Backoff backoff, Listener listener) {
        this.past = past;
        this.from = from;
        this.to = to;
        boolean byWindow = past.step().isPositive();
        this.newestFirst = byWindow ? direction == Direction.NEWEST_FIRST : past.holds() == Past.Holds.NEWEST;
        this.way = way;
        this.backoff = backoff;
        this.listener = listener;
    }

    void start() {
        next();
    }

    /** Asks nothing further and tells nothing further. */
    public void stop() {
        over = true;
    }

    /** How many pages are left at most; at least one where that cannot be known. */
    public long pagesLeft() {
        long left = Math.max(0, to - from);
        return past.step().isPositive() ? Math.ceilDiv(left, window()) : Math.min(1, left);
    }

    private long window() {
        return past.rows() * micros(past.step());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / MICROS;
    }

    private void next() {
        if (over) {
            return;
        }
        long told = way.now() - micros(past.reach());
        if (told > from) {
            from = told;
            isCut = true;
        }
        if (from >= to) {
            end(isCut ? new End.Exhausted() : new End.Covered());
        } else if (listener.isHeld()) {
            way.later(HELD, this::next);
        } else if (past.step().isPositive()) {
            ask(newestFirst ? Math.max(from, to - window()) : from, newestFirst ? to : Math.min(to, from + window()));
        } else {
            ask(from, to);
        }
    }

    private void ask(long pageFrom, long pageTo) {
        String url = past.page().url(pageFrom, pageTo, edge);
        way.ask(
                url,
                body -> {
                    if (!over) {
                        take(url, body, pageFrom, pageTo);
                    }
                },
                this::failed);
    }

    private void failed(String reason) {
        if (over) {
            return;
        }
        if (++failures == TRIES) {
            end(new End.Failed(reason));
        } else {
            way.later(backoff.delay(failures - 1), this::next);
        }
    }

    private void take(String url, byte[] body, long pageFrom, long pageTo) {
        Page page = new Page();
        if (!way.take(url, body, page::seen)) {
            failed("an answer that cannot be read");
            return;
        }
        failures = 0;
        empty = page.rows == 0 ? empty + 1 : 0;
        if (past.step().isPositive()) {
            cover(pageFrom, pageTo, page.rows);
            // Going forward an empty page is nothing but a time before the venue began.
            goOn(newestFirst && empty == EMPTY_PAGES);
        } else {
            edged(page);
        }
    }

    /** The page told everything up to its outermost row; of the rows at that very time there may be more. */
    private void edged(Page page) {
        Optional<InstrumentEvent> reached = newestFirst ? page.oldest : page.newest;
        if (reached.isEmpty() || !isBeyondEdge(reached.get())) {
            // Going forward, nothing further means that nothing further has happened.
            end(newestFirst || isCut ? new End.Exhausted() : new End.Covered());
            return;
        }
        edge = reached;
        long time = Math.clamp(timeOf(reached.get()), from - 1, to);
        cover(newestFirst ? Math.min(time + 1, to) : from, newestFirst ? to : Math.max(time, from), page.rows);
        next();
    }

    private boolean isBeyondEdge(InstrumentEvent row) {
        if (edge.isEmpty()) {
            return true;
        }
        int order = Long.compare(timeOf(row), timeOf(edge.get()));
        boolean another = row instanceof Trade trade
                && edge.get() instanceof Trade before
                && !trade.tradeId().equals(before.tradeId());
        return order == 0 ? another : order < 0 == newestFirst;
    }

    private void cover(long pageFrom, long pageTo, int rows) {
        if (newestFirst) {
            to = pageFrom;
        } else {
            from = pageTo;
        }
        listener.page(pageFrom, pageTo, rows);
    }

    private void goOn(boolean exhausted) {
        if (exhausted && from < to) {
            end(new End.Exhausted());
        } else {
            next();
        }
    }

    private void end(End end) {
        if (!over) {
            over = true;
            listener.ended(end);
        }
    }

    /** Where in its history a row belongs: a candle at its opening, paid funding at its payment. */
    private static long timeOf(InstrumentEvent row) {
        return switch (row) {
            case Candle candle -> candle.openTime();
            case FundingRate rate -> rate.fundingTime();
            default -> row.eventTime();
        };
    }

    /** The rows of one answer. */
    private final class Page {
        private int rows;
        private Optional<InstrumentEvent> oldest = Optional.empty();
        private Optional<InstrumentEvent> newest = Optional.empty();

        private void seen(InstrumentEvent event) {
            if (!event.instrument().equals(past.instrument()) || !isRow(event)) {
                return;
            }
            rows++;
            oldest = Optional.of(
                    oldest.filter(one -> ORDER.compare(one, event) <= 0).orElse(event));
            newest = Optional.of(
                    newest.filter(one -> ORDER.compare(one, event) > 0).orElse(event));
        }

        private boolean isRow(InstrumentEvent event) {
            return switch (past.kind()) {
                case TRADES -> event instanceof Trade;
                case MINUTES, HOURS, DAYS -> event instanceof Candle;
                case FUNDING -> event instanceof FundingRate;
                case OPEN_INTEREST -> event instanceof OpenInterest;
            };
        }
    }
}
