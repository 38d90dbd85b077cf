package io.basiswatch.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What leaves the collector of a book: how much rests near the middle, and what a large order would pay.
 *
 * @param instrument whose book
 * @param stamp when
 * @param mid the price half-way between best bid and best ask
 * @param spreadBps the spread in basis points of mid
 * @param bands the notional within each distance of mid, nearest first; a band that the feed does not reach is left out
 * @param slippage what a market order would pay beyond mid, per size; a size that exhausts the book is left out
 */
public record DepthProfile(
        Instrument instrument, Stamp stamp, double mid, double spreadBps, List<Band> bands, List<Slippage> slippage)
        implements InstrumentEvent {

    /**
     * Notional resting within a distance of mid.
     *
     * @param percent the distance, in percent of mid
     * @param bidNotional in the quote currency
     * @param askNotional in the quote currency
     */
    public record Band(double percent, double bidNotional, double askNotional) {
        public Band {
            Checks.positive("percent", percent);
            Checks.notNegative("bidNotional", bidNotional);
            Checks.notNegative("askNotional", askNotional);
        }
    }

    /**
     * The volume-weighted price of a market order against mid.
     *
     * @param notional the order's size in the quote currency
     * @param buyBps what a buyer pays above mid, in basis points
     * @param sellBps what a seller gives below mid, in basis points
     */
    public record Slippage(double notional, double buyBps, double sellBps) {
        public Slippage {
            Checks.positive("notional", notional);
            Checks.finite("buyBps", buyBps);
            Checks.finite("sellBps", sellBps);
        }
    }

    public DepthProfile {
        Checks.positive("mid", mid);
        Checks.finite("spreadBps", spreadBps);
        bands = List.copyOf(bands);
        slippage = List.copyOf(slippage);
    }

    /** Both sides' notional within {@code percent} of mid, where the feed reaches that far. */
    public OptionalDouble notionalWithin(double percent) {
        return bands.stream()
                .filter(band -> band.percent == percent)
                .mapToDouble(band -> band.bidNotional + band.askNotional)
                .findFirst();
    }
}
