package io.basiswatch.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.digest.DayDigest;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedValuesTest {
    /** Midnight of 9 August 2024. */
    private static final long MIDNIGHT = 1_723_161_600_000_000L;

    private static final long MINUTE = Resolution.MINUTE.micros();

    @TempDir
    private Path folder;

    private static IndicatorValue minute(String asset, long time) {
        return new IndicatorValue(
                Series.of(asset, "spot_index", "usd"),
                1,
                Resolution.MINUTE,
                time,
                OptionalDouble.of(2_681.6),
                Unit.USD,
                Quality.OK,
                List.of(),
                time + MINUTE + 250_000,
                0,
                List.of(),
                Map.of());
    }

    @Test
    void printsTheDigestOfADayOnceItIsOverForGood() throws Exception {
        // Given the last minutes of a day of two assets, of which one ends there
        IndicatorValue last = minute("BTC", MIDNIGHT - MINUTE);
        try (LineFile lines = LineFile.create(folder.resolve("values"))) {
            PublishedValues published = new PublishedValues(lines);
            published.publish("BTC", MIDNIGHT, List.of(last));
            published.publish("ETH", MIDNIGHT, List.of(minute("ETH", MIDNIGHT - MINUTE)));
            published.publish("BTC", MIDNIGHT + 3 * MINUTE - 1_000_000, List.of());
            assertThat(printed(published)).isEmpty();

            // When the other one goes on for three minutes
            published.publish("BTC", MIDNIGHT + 3 * MINUTE, List.of(minute("BTC", MIDNIGHT + 2 * MINUTE)));

            // Then its day is told, and only that
            DayDigest expected = new DayDigest();
            expected.add(last);
            assertThat(printed(published))
                    .startsWith("day            BTC 2024-08-08 "
                            + expected.over("BTC", Long.MAX_VALUE / 2)
                                    .getFirst()
                                    .digest() + ", 1 values")
                    .hasLineCount(1);
        }
    }

    private static String printed(PublishedValues published) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        published.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
