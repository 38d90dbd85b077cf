package io.basiswatch.model;

/**
 * One number that a value was computed from.
 *
 * @param source the instrument or series that it is of
 * @param kind what it is, such as {@code mid}, {@code mark} or {@code taker_buy_notional}
 * @param value the number
 * @param eventTime the venue's time, microseconds since the epoch
 * @param receivedTime our time, microseconds since the epoch
 * @param weight its share in the value; 0 for an input that was left out
 * @param excluded why it was left out; empty where it was used
 */
public record Input(
        String source, String kind, double value, long eventTime, long receivedTime, double weight, String excluded) {
    public Input {
        Checks.notBlank("source", source);
        Checks.notBlank("kind", kind);
        Checks.finite("value", value);
        Checks.notNegative("weight", weight);
    }

    public static Input used(String source, String kind, double value, Stamp stamp, double weight) {
        return new Input(source, kind, value, stamp.eventTime(), stamp.receivedTime(), weight, "");
    }

    public static Input excluded(String source, String kind, double value, Stamp stamp, String reason) {
        return new Input(source, kind, value, stamp.eventTime(), stamp.receivedTime(), 0, reason);
    }
}
