package io.basiswatch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Files of candles in the layout of the venue's own archive; the numbers are made up and easy to check. */
public final class Klines {
    private Klines() {}

    /**
     * Candles that follow one another; of the {@code n}th, {@code price + n} is the close, 10 coins were traded and takers
     * bought 6.
     */
    public static Path write(Path file, Instant start, Duration interval, int count, double price) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            long open = start.plus(interval.multipliedBy(i)).toEpochMilli();
            long close = open + interval.toMillis() - 1;
            double last = price + i;
            rows.append(String.format(
                    Locale.ROOT,
                    "%d,%f,%f,%f,%f,10,%d,%f,7,6,%f,0%n",
                    open,
                    last,
                    last + 1,
                    last - 1,
                    last,
                    close,
                    10 * last,
                    6 * last));
        }
        try {
            return Files.writeString(file, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
