package io.basiswatch.indicator;

import io.basiswatch.model.Candle;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Turns the events of one partition of the log into values of indicators.
 *
 * <p>No clock, no thread, no I/O: its <em>now</em> is the highest receivedTime it has seen. An instant <em>t</em> of the
 * grid of whole seconds is evaluated once now ≥ <em>t</em> + grace, from the events received up to <em>t</em> in their
 * {@link EventOrder}. So the values are a function of the log, however it was batched and however fast it is read. Not safe
 * for use by several threads.
 */
public final class IndicatorEngine {
    /**
     * Names the arithmetic that values are computed by: another name as soon as the same inputs could give other bits. Receipts
     * state it.
     */
    public static final String ARITHMETIC = "basiswatch/1";

    private static final long SECOND = Resolution.SECOND.micros();
    /** How much of the log before a minute has to be read so that the minute comes out the same. */
    private static final long WARM_UP = 3 * Resolution.MINUTE.micros();
    /** A silence is evaluated for this long before it may be jumped over: by then every input has grown too old. */
    private static final long SILENCE = 3 * Resolution.MINUTE.micros();

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final EngineConfig config;
    private final long grace;
    private final long fastForward;
    private final EventIntake intake;
    private final ValueBoard board;
    private final StateTable table;
    private final Simulations simulations = new Simulations();
    private final CandleDesk candles;
    private final PastIntake past;
    private final DayDesk days;
    private final List<MarketEvent> waiting = new ArrayList<>();
    private EngineObserver observer = EngineObserver.NONE;
    private boolean sorted = true;
    private boolean started;
    private long now = NEVER;
    private long nextInstant = Long.MAX_VALUE;
    private long lastUpdate = NEVER;
    private long logStart = NEVER;
    private long resumedAt = NEVER;
    private long events;
    private long late;

    /**
     * @param indicators what to compute
     * @param config the rules of time
     * @param publishes the assets whose values are published; others may be computed because these need them
     * @param sink where values go
     */
    public IndicatorEngine(
            List<Indicator> indicators, EngineConfig config, Predicate<String> publishes, ValueSink sink) {
        this.config = config;
        this.grace = EngineConfig.micros(config.grace());
        this.fastForward = EngineConfig.micros(config.fastForward());
        this.table = new StateTable(indicators);
        this.candles = new CandleDesk(indicators, simulations);
        this.intake = new EventIntake(table, config);
        this.days = new DayDesk(indicators, simulations);
        this.board = new ValueBoard(table, config, days, simulations, publishes, sink);
        PastDesk facts = new PastDesk(indicators, simulations);
        this.past = new PastIntake(candles, facts, days, publishes, sink, board::tell);
    }

    /** Reports what it does to {@code observer} from now on. */
    public void observe(EngineObserver observer) {
        this.observer = observer;
    }

    /**
     * Goes on where another engine has stopped: what follows must be the log from {@link #readAgainFrom} on. Values
     * of instants up to {@code openMinute} are computed but not published again.
     *
     * @param openMinute the start of the oldest minute that was open, microseconds since the epoch
     * @param stored earlier minutes, in the order of time for each series: as far back as {@link Indicator#history} says, and
     *     the last one of each series that had a value within a day
     */
    public void resume(long openMinute, List<StoredMinute> stored) {
        if (started) {
            throw new IllegalStateException("events have been taken already");
        }
        resumedAt = openMinute;
        begin(openMinute - WARM_UP + SECOND, openMinute - WARM_UP);
        board.resume(openMinute, stored);
    }

    /** Takes note of a candle that was met before another engine stopped; nothing is published because of it. */
    public void recall(Candle candle) {
        recall(new MetCandle(candle, false));
    }

    /** The same of one that may be simulated. */
    public void recall(MetCandle met) {
        candles.recall(met.candle(), met.isSimulated());
    }

    /** Takes note of which values simulated venues had led to before another engine stopped. */
    public void recall(SimulatedDay day) {
        simulations.recall(day);
    }

    /** Which values simulated venues have led to, as far as that is new since the last call; to be told to {@link #recall}. */
    public List<SimulatedDay> takeSimulated() {
        return simulations.takeNews();
    }

    /**
     * Takes note of a value that was published before another engine stopped: of the minutes and hours that the open hours
     * and days are made of, and of these themselves, each as it was known at that engine's open minute; and of the closed days
     * that are looked back on, of either origin.
     */
    public void recall(IndicatorValue value) {
        board.recall(value);
        days.recall(value);
    }

    /**
     * Takes note of a value that was closed before another engine stopped, for those that look back on it: as far back as
     * {@link LookBack#length} says, in the order of time for each series and resolution, as known at that engine's open minute;
     * what was made of candles in any case.
     */
    public void recall(ClosedValue value) {
        board.recall(value);
    }

    /**
     * The earliest time, in microseconds, from which on stored values of {@code resolution} have to be told to {@link
     * #recall(IndicatorValue)}.
     */
    public static long recalledFrom(Resolution resolution, long openMinute) {
        return RollUps.neededFrom(resolution, openMinute);
    }

    /** Takes the next record of the log. */
    public void accept(EventBatch batch) {
        accept(batch.events(), batch.shard().simulated());
    }

    /** Takes the next event of the log. */
    public void accept(MarketEvent event) {
        accept(List.of(event), false);
    }

    private void accept(List<MarketEvent> record, boolean isSimulated) {
        for (MarketEvent event : record) {
            events++;
            if (past.take(event, isSimulated)) {
                continue;
            }
            past.follow(event.receivedTime(), started);
            if (isSimulated) {
                simulations.heard(event);
            }
            take(event);
        }
        if (!record.isEmpty()) {
            past.follow(record.getLast().receivedTime(), started);
        }
    }

    private void take(MarketEvent event) {
        long received = event.receivedTime();
        if (!started) {
            begin(ceiling(received), received);
        }
        if (received <= board.lastInstant()) {
            late++;
        }
        // ClockTicks wait like all others: what is waiting tells how long a silence lasts.
        sorted = sorted && (waiting.isEmpty() || EventOrder.INSTANCE.compare(waiting.getLast(), event) <= 0);
        waiting.add(event);
        now = Math.max(now, received);
        while (nextInstant + grace <= now) {
            step();
        }
    }

    /** The log is at its end: evaluates the instants up to now and closes a minute whose last second has been evaluated. */
    public void finish() {
        past.finish();
        while (nextInstant <= now) {
            step();
        }
        if (started && nextInstant == Resolution.MINUTE.floor(nextInstant)) {
            sort();
            update(nextInstant);
            board.close(nextInstant, intake.takeTouched());
            board.publish(nextInstant);
        }
    }

    /**
     * The start of the oldest minute that is open, microseconds since the epoch, from which another engine may resume; empty
     * as long as that one would need a part of the log that this one has not seen.
     */
    public OptionalLong openMinute() {
        if (resumedAt != NEVER) {
            return OptionalLong.of(Math.max(resumedAt, Resolution.MINUTE.floor(board.lastInstant())));
        }
        long open = Resolution.MINUTE.floor(board.lastInstant());
        return open >= 0 && open - WARM_UP >= logStart ? OptionalLong.of(open) : OptionalLong.empty();
    }

    /** The last instant that was evaluated, microseconds since the epoch; empty before the first one. */
    public OptionalLong lastInstant() {
        return board.lastInstant() < 0 ? OptionalLong.empty() : OptionalLong.of(board.lastInstant());
    }

    /** How much of the log before {@link #openMinute} has to be read again to go on from there, in microseconds. */
    public static long warmUpMicros() {
        return WARM_UP;
    }

    /**
     * From when on the log has to be read again to go on from {@link #openMinute}, microseconds of receive time; empty where that
     * is: what follows from the past may be owed for longer than a minute is open.
     */
    public OptionalLong readAgainFrom() {
        OptionalLong open = openMinute();
        return open.isEmpty() ? open : OptionalLong.of(Math.min(open.getAsLong() - WARM_UP, past.owedSince()));
    }

    public EngineCounts counts() {
        return new EngineCounts(
                events,
                late,
                intake.dropped(),
                intake.duplicates(),
                intake.filled(),
                board.revisions(),
                candles.taken(),
                candles.passedOver());
    }

    private void begin(long firstInstant, long logStart) {
        started = true;
        nextInstant = firstInstant;
        lastUpdate = logStart;
        this.logStart = logStart;
        board.logStart(logStart);
    }

    private static long ceiling(long micros) {
        return -Resolution.SECOND.floor(-micros);
    }

    private void step() {
        sort();
        if (jumps()) {
            nextInstant = ceiling(waiting.getFirst().receivedTime());
            board.jump();
            return;
        }
        update(nextInstant);
        if (nextInstant == Resolution.MINUTE.floor(nextInstant)) {
            board.close(nextInstant, intake.takeTouched());
        }
        board.evaluate(nextInstant, intake.takeTouched());
        past.second(nextInstant);
        nextInstant += SECOND;
    }

    private void sort() {
        if (!sorted) {
            waiting.sort(EventOrder.INSTANCE);
            sorted = true;
        }
    }

    /** Whether nothing has come for so long, and will not for so long, that the seconds between are not worth a value each. */
    private boolean jumps() {
        boolean minuteHasJustClosed = nextInstant - SECOND == Resolution.MINUTE.floor(nextInstant - SECOND);
        return minuteHasJustClosed
                && nextInstant - lastUpdate > SILENCE
                && !waiting.isEmpty()
                && waiting.getFirst().receivedTime() - nextInstant >= fastForward;
    }

    private void update(long instant) {
        int due = 0;
        while (due < waiting.size() && waiting.get(due).receivedTime() <= instant) {
            due++;
        }
        if (due == 0) {
            return;
        }
        observer.updating();
        for (int i = 0; i < due; i++) {
            MarketEvent event = waiting.get(i);
            lastUpdate = Math.max(lastUpdate, event.receivedTime());
            intake.apply(event, board.closedThrough(), board.lastInstant());
        }
        waiting.subList(0, due).clear();
        observer.updated(due);
    }
}
