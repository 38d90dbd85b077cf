package io.basiswatch.model;

/**
 * A second has passed for a collector. It moves the time of the engine on in quiet markets and says nothing else.
 *
 * @param asset the asset in whose partition it is written
 * @param stamp when
 */
public record ClockTick(String asset, Stamp stamp) implements MarketEvent {
    public ClockTick {
        Checks.notBlank("asset", asset);
    }
}
