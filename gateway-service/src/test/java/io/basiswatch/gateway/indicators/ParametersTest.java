package io.basiswatch.gateway.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static long parse(String text) {
        MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
        query.putSingle("from", text);
        return Parameters.of(query, "from").time("from").orElseThrow();
    }

    @Test
    void aTimeIsTheSameHoweverItIsWritten() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            // Given
            long millis = Math.floorMod(random.nextLong(), 253_402_300_800_000L);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2 * 18 * 60) - 18 * 60));
            String written = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    Instant.ofEpochMilli(millis).atOffset(offset));
            // When / Then
            assertThat(parse(Long.toString(millis))).isEqualTo(millis);
            assertThat(parse(Instant.ofEpochMilli(millis).toString())).isEqualTo(millis);
            assertThat(parse(written)).as(written).isEqualTo(millis);
            // A plus sign that was not escaped
            assertThat(parse(written.replace('+', ' '))).isEqualTo(millis);
        }
    }

    @Test
    void whatIsNoTimeIsRefused() {
        for (String text : List.of(
                "2024-08-09",
                "2024-08-09T00:00:00",
                "2024-02-30T00:00:00Z",
                "-1",
                "1.5",
                "1e3",
                "253402300800000",
                "99999999999999999999",
                "1969-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00Z",
                "١٢")) {
            assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(RuntimeException.class);
        }
    }
}
