package io.basiswatch.indicator;

import io.basiswatch.model.Candle;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Series;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One market-structure measure: what it reads, what it says about itself, how to start computing it for an asset.
 *
 * <p>The indicator itself holds nothing; whatever changes is in its {@link State}.
 */
public interface Indicator {
    /** Id, unit, formula, bands: pure data. */
    Definition definition();

    /** How a minute is made of its seconds. */
    MinuteRule minuteRule();

    /** How hours and days are made of its minutes. */
    default RollUp rollUp() {
        return switch (minuteRule()) {
            case MEAN, MEDIAN -> RollUp.MEAN;
            case LAST, CLOSE -> RollUp.LAST;
            // What a window counts may be a sum, a share or a maximum: only the indicator knows.
            case WINDOW -> RollUp.NONE;
        };
    }

    /** The kinds of event that it reads; empty where it reads only the values of other indicators. */
    default Set<Class<? extends InstrumentEvent>> inputs() {
        return Set.of();
    }

    /** The kinds of event about an asset as a whole, and no instrument, that it reads; empty for most. */
    default Set<Class<? extends MarketEvent>> assetInputs() {
        return Set.of();
    }

    /** Whether it reads this instrument. Asked once per instrument. */
    default boolean reads(Instrument instrument) {
        return false;
    }

    /**
     * Ids of the indicators whose values of the same instant it reads. One that reads no events is started for every
     * asset for which one of these is.
     */
    default List<String> builtOn() {
        return List.of();
    }

    /**
     * Closed values that its states are told. They are told before an evaluation that knows them: the minutes of the others
     * before {@link MinuteRule#CLOSE} is evaluated for that minute.
     */
    default List<LookBack> looksBackOn() {
        return List.of();
    }

    /** A state for {@code asset} that has seen nothing. */
    State start(String asset);

    /**
     * What it makes of the candles of {@code asset}; empty where it makes nothing of candles. Asked once per asset.
     */
    default Optional<Candles> candles(String asset) {
        return Optional.empty();
    }

    /** What it makes of facts of the past that are no candles; empty where it makes nothing of them. */
    default Optional<Afterwards> afterwards() {
        return Optional.empty();
    }

    /** What it makes of closed days of another indicator; empty where it makes nothing of days. */
    default Optional<Days> days() {
        return Optional.empty();
    }

    /** Why a series that had values before has none, where its state says nothing about it. */
    default String silence() {
        return "no input within 60 s";
    }

    /** Whether a series that had values before is over for good, as that of an expired contract is. */
    default boolean isOver(Series series, long instant) {
        return false;
    }

    /**
     * Computes the number of a value of this indicator again, from its receipt alone, by the same arithmetic. Asked for what was
     * made of inputs; what follows from points by a rule (the mean of a minute, hours, days) is not asked for.
     *
     * @return the number to the last bit; empty where the receipt tells that there is none
     * @throws java.util.NoSuchElementException where something is missing that such a value always carries
     */
    OptionalDouble recompute(Receipt receipt);

    /** How far back {@link State#closed(Series, long, double)} must have seen minutes for its values to be what they would be without a restart. */
    default Duration history() {
        return Duration.ZERO;
    }

    /** What is known for one asset. All mutation is here; only one thread comes in. */
    interface State {
        /**
         * Where the events of {@code instrument} go. Asked once per instrument, so that no look-up is left for the events.
         */
        default Feed feed(Instrument instrument) {
            throw new IllegalStateException("reads no events, so not those of " + instrument);
        }

        /** Takes an event that {@link Indicator#assetInputs} asks for, in the order of the log. O(1). */
        default void update(MarketEvent event) {
            throw new IllegalStateException("reads nothing of assets, so not " + event);
        }

        /**
         * Publishes the values that the evaluation's window gives. A series without any input that is young enough is left
         * out; the engine publishes it as absent if it had a value before. What is published depends on nothing older than
         * the last 60 s, except through {@link #closed}: that is what makes a restart exact.
         */
        void values(Evaluation at);

        /** Takes note of a minute that has closed or was loaded from the store; in the order of time for each series. */
        default void closed(Series series, long minute, double value) {}

        /**
         * Takes note of a value that {@link Indicator#looksBackOn} asks for, closed or loaded from the store; in the order of
         * time for each series and resolution, except that the newest may come again, revised. Days and hours made of candles
         * come in any order, and an evaluation must look at none that became known only after its instant.
         */
        default void closed(ClosedValue value) {}
    }

    /**
     * Makes values of candles, for times that nobody has recorded.
     *
     * <p>The values depend on which candles there are and not on the order in which they come; where there are several of
     * one interval, the one received last counts. A value is published whenever it may have changed: whoever stores it
     * tells whether it has. Nothing is published that a candle does not tell.
     */
    @FunctionalInterface
    interface Candles {
        /** The most candles that may be remembered; after a restart as many are told again, see {@link #take}. */
        int REMEMBERED = 100_000;

        /** One candle of any instrument of the asset. O(1). */
        void take(Candle candle, CandleRound round);
    }

    /**
     * Makes values of facts of the past: of a payment of funding for the minute in which it was due, and for the day at whose end
     * its rate was running; of open interest at the end of an hour for that hour, at the end of a day for that day too. Each
     * value follows from one fact alone.
     */
    @FunctionalInterface
    interface Afterwards {
        /**
         * One fact of an instrument that {@link Indicator#reads}; of other kinds, and for intervals of which it says nothing,
         * it is passed over.
         */
        void take(InstrumentEvent told, CandleRound round);
    }

    /**
     * Makes a value of a closed UTC day of the days before it, for each series of another indicator; of the same asset and
     * dimension as that one.
     *
     * <p>The value depends on the days that it looks back on and on nothing else: days come in any order, and are corrected.
     * A day that was told by trades and by candles is that of trades.
     */
    interface Days {
        /** The id of the indicator whose days it reads. */
        String of();

        /** Further series whose days it reads at the same look-back; empty for most. */
        default List<Companion> companions() {
            return List.of();
        }

        /** How many days before its own a value may depend on. */
        int lookBack();

        /** What a value costs, in about 20 microseconds: values of the past are made by so many efforts at a time. */
        default int effort() {
            return 1;
        }

        /** Publishes, by {@code draft}, the value of the day that {@code days} are looked back on from. O(look-back). */
        void value(ClosedDays days, DayDraft draft);
    }

    /**
     * A series that is looked back on beside another one of the same asset.
     *
     * @param indicator whose days
     * @param dimension of it, from the dimension of the series beside which it is read; empty where it has none
     */
    record Companion(String indicator, UnaryOperator<String> dimension) {
        /** Of the same dimension, whatever the other one's is. */
        public Companion(String indicator, String dimension) {
            this(indicator, of -> dimension);
        }

        Series beside(Series of) {
            return Series.of(of.asset(), indicator, dimension.apply(of.dimension()));
        }
    }

    /** Takes the events of one instrument for one state. */
    @FunctionalInterface
    interface Feed {
        /** In the total order of the log, except for events that come late. O(1). */
        void update(InstrumentEvent event);
    }
}
