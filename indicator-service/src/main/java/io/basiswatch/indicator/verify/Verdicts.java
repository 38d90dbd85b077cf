package io.basiswatch.indicator.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Verification;
import io.basiswatch.indicator.Verifier;
import io.basiswatch.model.wire.ReceiptJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** What becomes of a receipt that somebody has sent, as JSON. Asks no store: what is only referred to is told as incomplete. */
final class Verdicts {
    private static final JsonFactory JSON = new JsonFactory();

    private final Verifier verifier = new Verifier(Indicators.all());

    /**
     * {@code {"outcome":"holds","recomputed":5.79,"text":"","engine":"basiswatch/1"}}; {@code recomputed} is null where no number
     * was found, {@code outcome} one of those of {@link Verification.Outcome} in lower case.
     *
     * @throws io.basiswatch.model.wire.WireException where {@code receipt} is none
     */
    String of(String receipt) {
        return json(verifier.verify(ReceiptJson.read(receipt)));
    }

    private static String json(Verification found) {
        StringWriter text = new StringWriter(128);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("outcome", found.outcome().name().toLowerCase(Locale.ROOT));
            // A number that JSON cannot say was never published.
            if (found.recomputed().isPresent()
                    && Double.isFinite(found.recomputed().getAsDouble())) {
                json.writeNumberField("recomputed", found.recomputed().getAsDouble());
            } else {
                json.writeNullField("recomputed");
            }
            json.writeStringField("text", found.text());
            json.writeStringField("engine", IndicatorEngine.ARITHMETIC);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
