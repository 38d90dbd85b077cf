package io.basiswatch.indicator.market;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** What was heard of one market: receive times in microseconds since the epoch, 0 for never. */
final class HeardMarket {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MICROS_PER_MILLI = 1_000;
    private static final List<String> KINDS =
            List.of("quote", "trade", "depth", "mark", "index", "funding", "open_interest", "liquidation", "positions");

    private final long[] newest = new long[KINDS.size()];
    private Optional<InstrumentListed> listing = Optional.empty();
    private long gap;

    void take(InstrumentEvent event) {
        switch (event) {
            case InstrumentListed listed -> listing = Optional.of(listed);
            case FeedGap missing -> gap = Math.max(gap, missing.receivedTime());
            default -> {
                int kind = kind(event);
                if (kind >= 0 && event.receivedTime() > newest[kind]) {
                    newest[kind] = event.receivedTime();
                }
            }
        }
    }

    /** The place of the event's kind among {@link #KINDS}; negative where it says nothing of the present. */
    private static int kind(InstrumentEvent event) {
        return switch (event) {
            case Quote quote -> 0;
            case Trade trade -> 1;
            case DepthProfile depth -> 2;
            case MarkPrice mark -> 3;
            case IndexPrice index -> 4;
            case FundingRate funding -> 5;
            case OpenInterest interest -> 6;
            case Liquidation liquidation -> 7;
            case LongShortRatio ratio -> 8;
            default -> -1;
        };
    }

    String json() {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (listing.isPresent()) {
                json.writeNumberField("listed", listing.get().receivedTime() / MICROS_PER_MILLI);
                json.writeStringField("symbol", listing.get().symbol());
                json.writeNumberField("contract_size", listing.get().contractSize());
            }
            if (gap > 0) {
                json.writeNumberField("gap", gap / MICROS_PER_MILLI);
            }
            json.writeObjectFieldStart("newest");
            for (int kind = 0; kind < newest.length; kind++) {
                if (newest[kind] > 0) {
                    json.writeNumberField(KINDS.get(kind), newest[kind] / MICROS_PER_MILLI);
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
