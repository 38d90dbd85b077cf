package io.basiswatch.model;

import java.util.Arrays;

/** What a number counts. */
public enum Unit {
    /** Hundredths: -0.077 is -0.077 %. */
    PERCENT("percent"),
    /** Hundredths per year of 365 days, simple. */
    PERCENT_PER_YEAR("percent_per_year"),
    /** A share of one. */
    FRACTION("fraction"),
    /** A quotient without a unit. */
    RATIO("ratio"),
    /** Hundredths of a percent. */
    BASIS_POINTS("basis_points"),
    USD("usd"),
    USDT("usdt"),
    /** Price of one unit of the asset in US dollars. */
    USD_PER_UNIT("usd_per_unit"),
    /** Price of one unit of the asset in USDT. */
    USDT_PER_UNIT("usdt_per_unit"),
    /** Amount of the asset itself. */
    ASSET("asset"),
    COUNT("count");

    private final String code;

    Unit(String code) {
        this.code = code;
    }

    /** How the unit is written in every payload. */
    public String code() {
        return code;
    }

    /**
     * @throws IllegalArgumentException where no unit is written so
     */
    public static Unit parse(String code) {
        return Arrays.stream(values())
                .filter(unit -> unit.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a unit: '" + code + "'"));
    }
}
