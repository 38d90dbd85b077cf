package io.basiswatch.indicator;

import io.basiswatch.model.Candle;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Takes what the log tells of the past: candles, payments of funding and open interest that were asked for. They neither wait
 * for an instant nor let time pass.
 *
 * <p>A few facts in a row are taken at once, with all days that look back on them. Pages of them, told while there is a present,
 * are set aside: with each second of the log some are taken, and some of the days that look back on what was taken are made. So
 * the present waits for a part at most, days that are told page by page are made again once for many pages, and it is still the
 * log alone that says what is made when. Whoever goes on after a restart reads the log again from where something was owed.
 */
final class PastIntake {
    /** Facts that are taken with each second: what follows from them takes a store a fraction of that. */
    private static final long FACTS = 500;

    /** Efforts for days that look back, with each second: some tens of milliseconds. */
    private static final long EFFORTS = 2_500;

    /** More facts in a row are a page of many. */
    private static final int FEW = 20;

    private static final long NEVER = Long.MAX_VALUE;

    private final CandleDesk candles;
    private final PastDesk facts;
    private final DayDesk days;
    private final Predicate<String> publishes;
    private final ValueSink sink;
    private final Consumer<List<IndicatorValue>> readers;
    private final List<Aside.Told> run = new ArrayList<>();
    private final Aside aside = new Aside();
    private long owedSince = NEVER;
    private long latest;

    /** {@code readers} look back on what is published. */
    PastIntake(
            CandleDesk candles,
            PastDesk facts,
            DayDesk days,
            Predicate<String> publishes,
            ValueSink sink,
            Consumer<List<IndicatorValue>> readers) {
        this.candles = candles;
        this.facts = facts;
        this.days = days;
        this.publishes = publishes;
        this.sink = sink;
        this.readers = readers;
    }

    /** Whether {@code event} is of the past; then {@link #follow} is due. */
    boolean take(MarketEvent event, boolean isSimulated) {
        if (!(event instanceof Candle) && !(event instanceof InstrumentEvent told && PastDesk.isPast(told))) {
            return false;
        }
        if (publishes.test(event.asset())) {
            run.add(new Aside.Told(event, isSimulated));
        }
        return true;
    }

    /**
     * Publishes what follows from what was taken since the last call, or sets it aside.
     *
     * @param received when the last of it was received
     * @param isPresent whether there is a present that it may hold up
     */
    void follow(long received, boolean isPresent) {
        if (run.isEmpty()) {
            return;
        }
        latest = Math.max(latest, received);
        if (isPresent && run.size() > FEW) {
            for (Aside.Told each : run) {
                aside.add(each);
                owedSince = Math.min(owedSince, each.event().receivedTime());
            }
        } else {
            List<IndicatorValue> fresh = values(run);
            List<IndicatorValue> made = days.values(fresh);
            readers.accept(fresh);
            publish(made, received);
        }
        run.clear();
    }

    /** A second has passed: some of what was set aside is taken, and some of what follows from it is made. */
    void second(long instant) {
        pay(instant, FACTS, EFFORTS);
    }

    /** The log is at its end: nothing is owed any more. */
    void finish() {
        pay(latest, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Since when, in microseconds of receive time, something is owed that follows from the past; the end of time where nothing is. */
    long owedSince() {
        return owedSince;
    }

    private void pay(long received, long mostFacts, long mostEfforts) {
        if (owedSince == NEVER) {
            return;
        }
        List<IndicatorValue> fresh = values(aside.take(mostFacts));
        days.note(fresh);
        readers.accept(fresh);
        // While days are still coming, whatever is made of them would be made again.
        if (!aside.hasDays()) {
            publish(days.pay(mostEfforts), received);
        }
        if (aside.isEmpty() && !days.owes()) {
            owedSince = NEVER;
        }
    }

    /** Publishes the values that these facts give by themselves. */
    private List<IndicatorValue> values(List<Aside.Told> told) {
        List<IndicatorValue> fresh = new ArrayList<>();
        for (Aside.Told each : told) {
            if (each.event() instanceof Candle candle) {
                candles.values(candle, each.isSimulated()).ifPresent(values -> {
                    sink.history(new MetCandle(candle, each.isSimulated()), values);
                    fresh.addAll(values);
                });
            } else if (each.event() instanceof InstrumentEvent fact) {
                candles.meet(fact.instrument(), each.isSimulated());
                List<IndicatorValue> values = facts.values(fact);
                sink.history(fact.asset(), fact.receivedTime(), values);
                fresh.addAll(values);
            }
        }
        return fresh;
    }

    private void publish(List<IndicatorValue> made, long received) {
        readers.accept(made);
        made.stream()
                .collect(Collectors.groupingBy(IndicatorValue::asset, TreeMap::new, Collectors.toList()))
                .forEach((asset, values) -> sink.history(asset, received, values));
    }
}
