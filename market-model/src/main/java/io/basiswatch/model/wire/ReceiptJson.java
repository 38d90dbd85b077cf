package io.basiswatch.model.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.ValueReceipt;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * The JSON form of a {@link ValueReceipt}: the fields of {@link ValueJson}, and behind them {@code engine} and {@code
 * input_hash}. Whoever reads values can read receipts. The same receipt always gives the same characters.
 */
public final class ReceiptJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ReceiptJson() {}

    public static String write(ValueReceipt receipt) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            ValueJson.writeFields(receipt.value(), json);
            json.writeStringField("engine", receipt.engine());
            json.writeStringField("input_hash", receipt.inputHash());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * The receipt that {@link #write} has written, or a value that states nothing more. Fields it does not know are passed
     * over.
     *
     * @throws WireException where {@code text} is not such a receipt
     */
    public static ValueReceipt read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            return read(json);
        } catch (IOException e) {
            throw new WireException("not a receipt: " + e.getMessage(), e);
        }
    }

    /**
     * The receipt that {@code json} stands at the beginning of, or at the name of its first field; it stands at its end then.
     *
     * @throws WireException where there is no receipt
     */
    public static ValueReceipt read(JsonParser json) throws IOException {
        try {
            Reader reader = new Reader();
            IndicatorValue value = reader.read(json);
            return new ValueReceipt(value, reader.engine, reader.inputHash);
        } catch (IllegalArgumentException e) {
            throw new WireException("not a receipt: " + e.getMessage(), e);
        }
    }

    /** Reads what is stated of a value too. */
    private static final class Reader extends ValueJson.Reader {
        private String engine = "";
        private String inputHash = "";

        @Override
        void readOther(String name, JsonParser json) throws IOException {
            switch (name) {
                case "engine" -> engine = json.getText();
                case "input_hash" -> inputHash = json.getText();
                default -> super.readOther(name, json);
            }
        }
    }
}
