package io.basiswatch.model;

/**
 * How much of an asset an exchange holds for its customers, as somebody says who counts its wallets.
 *
 * @param asset what is held
 * @param stamp when; {@code eventTime} is the time that the figure is of, mostly the end of a day
 * @param entity who holds it, as a company: {@code binance}, not one of its markets
 * @param amount in the asset; 0 is what a source may say, and nothing can be divided by it
 */
public record ExchangeReserve(String asset, Stamp stamp, String entity, double amount) implements MarketEvent {
    public ExchangeReserve {
        Checks.notBlank("asset", asset);
        Checks.notBlank("entity", entity);
        Checks.notNegative("amount", amount);
    }

    /** The same figure, told once more at another time of ours. */
    public ExchangeReserve again(Stamp at) {
        return new ExchangeReserve(asset, at, entity, amount);
    }
}
