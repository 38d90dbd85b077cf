package io.basiswatch.model;

import java.util.regex.Pattern;

/**
 * The name of one line of values: {@code ETH:futures_spot_basis_pct:binance-usdm~binance-spot.USDT}.
 *
 * @param asset such as {@code ETH}
 * @param indicator the id of its definition
 * @param dimension what tells it from other series of the same indicator and asset; empty where there is only one
 */
public record Series(String asset, String indicator, String dimension) implements Comparable<Series> {
    private static final Pattern ASSET = Pattern.compile("[A-Z0-9]{1,20}");
    private static final Pattern INDICATOR = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)*");
    private static final Pattern DIMENSION = Pattern.compile("[A-Za-z0-9~._-]{0,120}");

    public Series {
        require(ASSET, "asset", asset);
        require(INDICATOR, "indicator", indicator);
        require(DIMENSION, "dimension", dimension);
    }

    private static void require(Pattern form, String what, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("not a series " + what + ": '" + text + "'");
        }
    }

    public static Series of(String asset, String indicator) {
        return new Series(asset, indicator, "");
    }

    public static Series of(String asset, String indicator, String dimension) {
        return new Series(asset, indicator, dimension);
    }

    /**
     * The series that {@link #toString} has written.
     *
     * @throws IllegalArgumentException where {@code name} is not the name of a series
     */
    public static Series parse(String name) {
        String[] parts = name.split(":", -1);
        return switch (parts.length) {
            case 2 -> of(parts[0], parts[1]);
            case 3 -> of(parts[0], parts[1], parts[2]);
            default -> throw new IllegalArgumentException("not a series: '" + name + "'");
        };
    }

    @Override
    public int compareTo(Series other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return dimension.isEmpty() ? asset + ':' + indicator : asset + ':' + indicator + ':' + dimension;
    }
}
