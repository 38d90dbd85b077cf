package io.basiswatch.benchmarks.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.wire.EventCodec;

/** A way to write a batch of events as bytes, and to read it back. */
public interface WireForm {
    byte[] encode(EventBatch batch);

    EventBatch decode(byte[] bytes);

    /** Whether every candidate can write {@code event}: the kinds of which a log is full. */
    static boolean isComparable(MarketEvent event) {
        return switch (event) {
            case Quote quote -> true;
            case Trade trade -> true;
            case MarkPrice mark -> true;
            case IndexPrice index -> true;
            case FundingRate funding -> true;
            default -> false;
        };
    }

    static WireForm named(String name) {
        return switch (name) {
            case "protobuf" -> new ProtobufForm();
            case "json" -> new TokenForm(new JsonFactory());
            case "smile" -> new TokenForm(new SmileFactory());
            case "cbor" -> new TokenForm(new CBORFactory());
            default -> throw new IllegalArgumentException("not a wire form: '" + name + "'");
        };
    }

    /** The form that the log has. */
    final class ProtobufForm implements WireForm {
        @Override
        public byte[] encode(EventBatch batch) {
            return EventCodec.encode(batch);
        }

        @Override
        public EventBatch decode(byte[] bytes) {
            return EventCodec.decode(bytes);
        }
    }
}
