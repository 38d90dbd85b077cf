package io.basiswatch.model;

import java.util.Arrays;

/** How far apart the values of a series are. */
public enum Resolution {
    SECOND("1s", 1),
    MINUTE("1m", 60),
    HOUR("1h", 3_600),
    DAY("1d", 86_400);

    private final String code;
    private final long seconds;

    Resolution(String code, long seconds) {
        this.code = code;
        this.seconds = seconds;
    }

    /** How the resolution is written in every payload and key. */
    public String code() {
        return code;
    }

    public long seconds() {
        return seconds;
    }

    public long millis() {
        return seconds * 1_000;
    }

    public long micros() {
        return seconds * 1_000_000;
    }

    /** The start of the interval that {@code micros} lies in. */
    public long floor(long micros) {
        return micros - Math.floorMod(micros, micros());
    }

    /**
     * @throws IllegalArgumentException where no resolution is written so
     */
    public static Resolution parse(String code) {
        return Arrays.stream(values())
                .filter(resolution -> resolution.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a resolution: '" + code + "'"));
    }
}
