package io.basiswatch.model;

/**
 * A transfer on a chain that touches an exchange's wallets.
 *
 * @param asset the chain's coin
 * @param stamp when; {@code eventTime} is the block's
 * @param entity whose wallets, such as {@code binance}
 * @param direction into, out of or between the entity's wallets
 * @param amount in the asset
 * @param transaction the transaction's id
 */
public record ChainFlow(
        String asset, Stamp stamp, String entity, Direction direction, double amount, String transaction)
        implements MarketEvent {

    /** Which way coins moved, seen from the entity. */
    public enum Direction {
        IN,
        OUT,
        IN_HOUSE
    }

    public ChainFlow {
        Checks.notBlank("asset", asset);
        Checks.notBlank("entity", entity);
        Checks.positive("amount", amount);
        Checks.notBlank("transaction", transaction);
    }
}
