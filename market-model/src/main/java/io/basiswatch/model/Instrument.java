package io.basiswatch.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that a venue quotes, named the same way everywhere: {@code binance-spot:BTC-USDT},
 * {@code binance-usdm:BTC-USDT-PERP}, {@code deribit:BTC-USD-20261225T0800Z}.
 *
 * <p>Profits are settled in {@code settlement}. The usual case is not written: a derivative quoted in USD is settled in
 * its base currency (an inverse contract), every other one in its quote currency (a linear contract). Anything else
 * carries its settlement currency behind a colon, such as {@code kraken-futures:BTC-USD-PERP:USD}. Contract sizes change
 * and are therefore not part of the name: see {@link InstrumentListed}.
 *
 * @param venue where it trades
 * @param base what is priced, in upper case, with the field's usual code (BTC, not XBT)
 * @param quote what the price is counted in
 * @param settlement what profits are paid in
 * @param contract spot, perpetual, dated future or index
 */
public record Instrument(Venue venue, String base, String quote, String settlement, Contract contract)
        implements Comparable<Instrument> {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z0-9]+");
    private static final Pattern NAME = Pattern.compile(
            "(?<venue>[^:]+):(?<base>[^-:]+)-(?<quote>[^-:]+)(?:-(?<contract>[^-:]+))?(?::(?<settlement>[^-:]+))?");

    public Instrument {
        requireCurrency(base);
        requireCurrency(quote);
        requireCurrency(settlement);
        if (!isDerivative(contract) && !settlement.equals(quote)) {
            throw new IllegalArgumentException(base + "-" + quote + " is no derivative, yet settles in " + settlement);
        }
    }

    private static void requireCurrency(String code) {
        if (!CURRENCY.matcher(code).matches()) {
            throw new IllegalArgumentException("not a currency code: '" + code + "'");
        }
    }

    /** An instrument that is settled the usual way. */
    public static Instrument of(Venue venue, String base, String quote, Contract contract) {
        return new Instrument(venue, base, quote, usualSettlement(base, quote, contract), contract);
    }

    public static Instrument of(Venue venue, String base, String quote, String settlement, Contract contract) {
        return new Instrument(venue, base, quote, settlement, contract);
    }

    public static Instrument spot(Venue venue, String base, String quote) {
        return of(venue, base, quote, Contract.SPOT);
    }

    public static Instrument perpetual(Venue venue, String base, String quote) {
        return of(venue, base, quote, Contract.PERPETUAL);
    }

    /**
     * The instrument that {@link #toString} has written.
     *
     * @throws IllegalArgumentException where {@code name} is not the name of an instrument
     */
    public static Instrument parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an instrument: '" + name + "'");
        }
        Contract contract = Contract.parse(parts.group("contract") == null ? "" : parts.group("contract"));
        String base = parts.group("base");
        String quote = parts.group("quote");
        String settlement = parts.group("settlement");
        return new Instrument(
                Venue.of(parts.group("venue")),
                base,
                quote,
                settlement == null ? usualSettlement(base, quote, contract) : settlement,
                contract);
    }

    private static String usualSettlement(String base, String quote, Contract contract) {
        return isDerivative(contract) && quote.equals("USD") ? base : quote;
    }

    private static boolean isDerivative(Contract contract) {
        return contract instanceof Contract.Perpetual || contract instanceof Contract.Future;
    }

    /** The asset whose market this is part of: the key of its events in the log. */
    public String asset() {
        return base;
    }

    /** Whether one contract is a fixed amount of the quote currency, paid in the base currency. */
    public boolean isInverse() {
        return isDerivative(contract) && settlement.equals(base);
    }

    public boolean isSpot() {
        return contract instanceof Contract.Spot;
    }

    public boolean isPerpetual() {
        return contract instanceof Contract.Perpetual;
    }

    @Override
    public int compareTo(Instrument other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        String kind = contract.toString();
        String name = venue.id() + ':' + base + '-' + quote + (kind.isEmpty() ? "" : '-' + kind);
        return settlement.equals(usualSettlement(base, quote, contract)) ? name : name + ':' + settlement;
    }
}
