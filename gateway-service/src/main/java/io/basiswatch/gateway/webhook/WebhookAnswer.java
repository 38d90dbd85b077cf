package io.basiswatch.gateway.webhook;

import io.basiswatch.model.IndicatorValue;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The object of the compatible answer: always the same ten fields, in this order. What an indicator has no attribute for
 * is null.
 */
final class WebhookAnswer {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> TEXTS = List.of("trend", "momentum_state", "regime", "interpretation", "summary");

    private WebhookAnswer() {}

    static JsonObject of(IndicatorValue value) {
        JsonObject json = new JsonObject()
                .put("value", rounded(value.value().getAsDouble()))
                .put("spot", value.attributes().get("spot"))
                .put("future", value.attributes().get("future"))
                .put("days_to_exp", roundedAttribute(value, "days_to_exp"));
        TEXTS.forEach(name -> json.put(name, value.attributes().get(name)));
        return json.put("timestamp", MILLIS.format(Instant.ofEpochMilli(value.time() / 1_000)));
    }

    private static Object roundedAttribute(IndicatorValue value, String name) {
        return value.attributes().get(name) instanceof Number number ? rounded(number.doubleValue()) : null;
    }

    /** Two decimals, half-even on the decimal that the number is written as. */
    private static BigDecimal rounded(double number) {
        return new BigDecimal(Double.toString(number)).setScale(2, RoundingMode.HALF_EVEN);
    }
}
