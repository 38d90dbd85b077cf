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
 * <p>Days that look back on what they give are made once for all that follow each other in a record of the log: a page of years
 * that comes under newer days would make these again for each of its own.
 */
final class PastIntake {
    private final CandleDesk candles;
    private final PastDesk facts;
    private final DayDesk days;
    private final Predicate<String> publishes;
    private final ValueSink sink;
    private final Consumer<List<IndicatorValue>> readers;
    private final List<IndicatorValue> fresh = new ArrayList<>();

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

    /** Whether {@code event} is of the past; what it gives is published, and {@link #follow} is due. */
    boolean take(MarketEvent event, boolean isSimulated) {
        if (event instanceof Candle candle) {
            if (publishes.test(candle.asset())) {
                candles.values(candle, isSimulated).ifPresent(values -> {
                    sink.history(new MetCandle(candle, isSimulated), values);
                    fresh.addAll(values);
                });
            }
            return true;
        }
        if (!(event instanceof InstrumentEvent told) || !PastDesk.isPast(told)) {
            return false;
        }
        if (publishes.test(told.asset())) {
            candles.meet(told.instrument(), isSimulated);
            List<IndicatorValue> values = facts.values(told);
            sink.history(told.asset(), told.receivedTime(), values);
            fresh.addAll(values);
        }
        return true;
    }

    /** Publishes what follows from what was taken since the last call; {@code received} is when the last of it was. */
    void follow(long received) {
        if (fresh.isEmpty()) {
            return;
        }
        List<IndicatorValue> made = days.values(List.copyOf(fresh));
        readers.accept(fresh);
        readers.accept(made);
        made.stream()
                .collect(Collectors.groupingBy(IndicatorValue::asset, TreeMap::new, Collectors.toList()))
                .forEach((asset, values) -> sink.history(asset, received, values));
        fresh.clear();
    }
}
