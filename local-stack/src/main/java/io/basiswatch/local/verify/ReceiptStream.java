package io.basiswatch.local.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import io.basiswatch.model.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The receipts of a file, one after the other and never all at once: JSON objects behind one another (NDJSON), arrays of
 * them, or answers of the API that hold them in {@code data}.
 */
final class ReceiptStream implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String LIST = "data";

    private final String name;
    private final JsonParser json;

    private ReceiptStream(String name, JsonParser json) {
        this.name = name;
        this.json = json;
    }

    static ReceiptStream open(String name, InputStream in) throws IOException {
        return new ReceiptStream(name, JSON.createParser(in));
    }

    /**
     * The next receipt; empty at the end.
     *
     * @throws CommandFailure where there is something else, with the place
     */
    Optional<ValueReceipt> next() throws IOException {
        try {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                switch (token) {
                    case START_ARRAY, END_ARRAY -> {}
                    case END_OBJECT -> {
                        // Of an answer that held a list.
                    }
                    case START_OBJECT -> {
                        if (!isList()) {
                            return Optional.of(ReceiptJson.read(json));
                        }
                    }
                    case FIELD_NAME -> {
                        // Of an answer, behind its list.
                        json.nextToken();
                        json.skipChildren();
                    }
                    default -> throw broken("found " + json.getText() + " where a receipt belongs");
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw broken("not JSON: " + e.getOriginalMessage());
        } catch (WireException e) {
            throw broken(e.getMessage());
        }
    }

    /** Whether the object is an answer whose list begins; else the parser stands at the name of its first field, or its end. */
    private boolean isList() throws IOException {
        if (json.nextToken() == JsonToken.FIELD_NAME && json.currentName().equals(LIST)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw broken("data is no list");
            }
            return true;
        }
        return false;
    }

    private CommandFailure broken(String what) {
        JsonLocation place = json.currentLocation();
        return CommandFailure.misused(
                name + ", line " + place.getLineNr() + ", column " + place.getColumnNr() + ": " + what);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
