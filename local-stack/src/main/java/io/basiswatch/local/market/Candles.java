package io.basiswatch.local.market;

import io.basiswatch.model.Side;
import java.time.Duration;
import java.util.List;

/**
 * The candles of one listing. Prices, lots and numbers of trades are those of the trades exactly, at every length. What was
 * paid is summed trade by trade in a minute; of an hour and a day it is reckoned from twelve prices on the way, which is right to
 * a few hundredths of a percent (and exact for inverse contracts).
 */
final class Candles {
    private static final long SECONDS_OF_MINUTE = 60;
    private static final int PRICES = 12;

    private final Tape tape;
    private final Course course;

    Candles(Tape tape, Course course) {
        this.tape = tape;
        this.course = course;
    }

    SimulatedCandle candle(long openTime, Duration interval) {
        long seconds = interval.toSeconds();
        long first = Math.floorDiv(openTime, Tape.SECOND);
        if (seconds != 60 && seconds != 3_600 && seconds != 86_400 || first % seconds != 0) {
            throw new IllegalArgumentException("no candle of " + interval + " opens at " + openTime);
        }
        return seconds == SECONDS_OF_MINUTE ? minute(openTime) : longer(openTime, first, seconds);
    }

    private SimulatedCandle minute(long openTime) {
        List<SimulatedTrade> trades = tape.minute(openTime / Tape.MINUTE);
        long high = Long.MIN_VALUE;
        long low = Long.MAX_VALUE;
        long lots = 0;
        long bought = 0;
        double notional = 0;
        double boughtNotional = 0;
        for (SimulatedTrade trade : trades) {
            high = Math.max(high, trade.ticks());
            low = Math.min(low, trade.ticks());
            lots += trade.lots();
            double paid = notional(trade.lots(), trade.ticks());
            notional += paid;
            if (trade.aggressor() == Side.BUY) {
                bought += trade.lots();
                boughtNotional += paid;
            }
        }
        return new SimulatedCandle(
                openTime,
                trades.getFirst().ticks(),
                high,
                low,
                trades.getLast().ticks(),
                lots,
                notional,
                bought,
                boughtNotional,
                trades.size());
    }

    /** In the quote currency. */
    double notional(long lots, double ticks) {
        Listing listing = tape.terms().listing();
        double units = lots * listing.lot().doubleValue() * listing.contractSize();
        return listing.instrument().isInverse()
                ? units
                : units * ticks * listing.tick().doubleValue();
    }

    private SimulatedCandle longer(long openTime, long first, long seconds) {
        Turnover.Lots lots = seconds == 3_600
                ? tape.turnover().hour(first / seconds)
                : tape.turnover().day(first / seconds);
        double ticks = 0;
        for (int i = 0; i < PRICES; i++) {
            ticks += course.price(first + (2 * i + 1) * seconds / (2 * PRICES))
                    / tape.terms().listing().tick().doubleValue();
        }
        ticks /= PRICES;
        int slots = tape.terms().slots();
        long minute = first / SECONDS_OF_MINUTE;
        return new SimulatedCandle(
                openTime,
                priceOf(minute, 0),
                course.outermost(first, first + seconds, tape.prices(true)),
                course.outermost(first, first + seconds, tape.prices(false)),
                priceOf(minute + seconds / SECONDS_OF_MINUTE - 1, slots - 1),
                lots.both(),
                notional(lots.both(), ticks),
                lots.bought(),
                notional(lots.bought(), ticks),
                (int) (slots * seconds / SECONDS_OF_MINUTE));
    }

    private long priceOf(long minute, int slot) {
        return tape.ticks(course.log(Math.floorDiv(tape.time(minute, slot), Tape.SECOND)), tape.side(minute, slot));
    }
}
