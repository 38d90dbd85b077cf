package io.basiswatch.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Values;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.wire.ValueJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    private static final long TIME = 1_723_161_600_000L;

    private static JsonObject asOf(long now, Resolution resolution, Map<String, Object> attributes) {
        String json = ValueJson.write(Values.value(Values.SPREAD, resolution, TIME, OptionalDouble.of(1), attributes));
        StringBuilder text = new StringBuilder();
        new LatestValues.Latest(Values.SPREAD, json).appendAsOf(now, text);
        assertThat(text.toString()).startsWith(json.substring(0, json.length() - 1));
        return new JsonObject(text.toString());
    }

    @Test
    void aValueTellsItsVenuesAndHowOldItsOldestInputIsByNow() {
        // Given
        Map<String, Object> attributes =
                Map.of("venues_used", "alpha,beta", "venues_missing", "gamma", "oldest_input_ms", 900L, "spot", 1.5);
        // When
        JsonObject second = asOf(TIME + 400, Resolution.SECOND, attributes);
        JsonObject minute = asOf(TIME + 60_400, Resolution.MINUTE, attributes);
        // Then: an input is as old as it was at the end of the interval, and what has gone by since
        assertThat(second.getLong("as_of")).isEqualTo(TIME + 400);
        assertThat(second.getLong("age_ms")).isEqualTo(400);
        assertThat(second.getLong("staleness_ms")).isEqualTo(1_300);
        assertThat(minute.getLong("age_ms")).isEqualTo(60_400);
        assertThat(minute.getLong("staleness_ms")).isEqualTo(1_300);
        assertThat(second.getJsonArray("venues_used"))
                .isEqualTo(new JsonArray().add("alpha").add("beta"));
        assertThat(second.getJsonArray("venues_missing")).isEqualTo(new JsonArray().add("gamma"));
    }

    @Test
    void whatAValueDoesNotTellIsNotMadeUp() {
        JsonObject value = asOf(TIME - 5, Resolution.SECOND, Map.of());
        assertThat(value.getLong("age_ms")).isZero();
        assertThat(value.getValue("staleness_ms")).isNull();
        assertThat(value.getJsonArray("venues_used")).isEmpty();
        assertThat(value.getJsonArray("venues_missing")).isEmpty();
    }
}
