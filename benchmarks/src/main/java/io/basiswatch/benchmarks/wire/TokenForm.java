package io.basiswatch.benchmarks.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Jackson's streaming form of a batch: as JSON text, Smile or CBOR, by the factory.
 *
 * <p>It has the same two savings as the log's own form, so that encodings are compared and not designs: each instrument
 * is named once, and times are differences. Fields have names of one or two letters.
 */
final class TokenForm implements WireForm {
    private final JsonFactory factory;

    TokenForm(JsonFactory factory) {
        this.factory = factory;
    }

    @Override
    public byte[] encode(EventBatch batch) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(256 + 96 * batch.events().size());
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            Map<Instrument, Integer> places = new HashMap<>();
            batch.events().forEach(event -> places.putIfAbsent(((InstrumentEvent) event).instrument(), places.size()));
            long base = batch.events().getFirst().receivedTime();
            json.writeStartObject();
            json.writeStringField("a", batch.asset());
            json.writeStringField("c", batch.collector());
            json.writeNumberField("t", base);
            json.writeArrayFieldStart("i");
            for (Instrument instrument : inOrder(places)) {
                json.writeString(instrument.toString());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("e");
            for (MarketEvent event : batch.events()) {
                json.writeStartObject();
                writeStamp(event, places, base, json);
                EventTokens.write(event, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Instrument> inOrder(Map<Instrument, Integer> places) {
        return places.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void writeStamp(MarketEvent event, Map<Instrument, Integer> places, long base, JsonGenerator json)
            throws IOException {
        Stamp stamp = event.stamp();
        json.writeStringField("k", kind(event));
        json.writeNumberField("i", places.get(((InstrumentEvent) event).instrument()));
        json.writeNumberField("r", stamp.receivedTime() - base);
        json.writeNumberField("l", stamp.latency());
        if (stamp.sequence() != Stamp.NO_SEQUENCE) {
            json.writeNumberField("s", stamp.sequence());
        }
        json.writeNumberField("o", stamp.origin().ordinal());
    }

    private static String kind(MarketEvent event) {
        return switch (event) {
            case Quote quote -> "q";
            case Trade trade -> "t";
            case MarkPrice mark -> "m";
            case IndexPrice index -> "x";
            case FundingRate funding -> "f";
            default -> throw new IllegalArgumentException("not compared: " + event);
        };
    }

    @Override
    public EventBatch decode(byte[] bytes) {
        try (JsonParser json = factory.createParser(bytes)) {
            String asset = "";
            String collector = "";
            long base = 0;
            List<Instrument> instruments = new ArrayList<>();
            List<MarketEvent> events = new ArrayList<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "a" -> asset = json.getText();
                    case "c" -> collector = json.getText();
                    case "t" -> base = json.getLongValue();
                    case "i" -> {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            instruments.add(Instrument.parse(json.getText()));
                        }
                    }
                    default -> {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            events.add(new EventTokens(instruments, base).read(json));
                        }
                    }
                }
            }
            return new EventBatch(asset, collector, events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
