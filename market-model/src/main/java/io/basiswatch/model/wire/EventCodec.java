package io.basiswatch.model.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Shard;
import io.basiswatch.model.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The wire form of a record of the log: protocol-buffer encoding of the schema in {@code market_events.proto}, so that
 * any language can read it.
 *
 * <p>A batch names each instrument once, and each event's times are differences to the batch's first event. Fields may be
 * added to the schema, never renumbered or reused; a reader passes over fields it does not know, and over events of kinds
 * it does not know.
 */
public final class EventCodec {
    private static final int BATCH_ASSET = 1;
    private static final int BATCH_COLLECTOR = 2;
    private static final int BATCH_BASE_TIME = 3;
    private static final int BATCH_INSTRUMENT = 4;
    private static final int BATCH_EVENT = 5;
    private static final int BATCH_SHARD = 6;
    private static final int BATCH_EPOCH = 7;
    private static final int BATCH_SIMULATED = 8;

    private static final int EVENT_INSTRUMENT = 1;
    private static final int EVENT_RECEIVED = 2;
    private static final int EVENT_LATENCY = 3;
    private static final int EVENT_SEQUENCE = 4;
    private static final int EVENT_ORIGIN = 5;

    /** More than the fixed part of any event takes. */
    private static final int FIXED_PART = 256;

    private EventCodec() {}

    public static byte[] encode(EventBatch batch) {
        return new Encoder().encode(batch);
    }

    /**
     * The batch that {@link #encode} has written.
     *
     * @throws WireException where {@code bytes} are not such a batch, or none are there
     */
    public static EventBatch decode(byte[] bytes) {
        if (bytes == null) {
            throw new WireException("a record without a value");
        }
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            in.pushLimit(bytes.length); // so that no length inside can claim more than there is
            return new Decoder(in).batch();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new WireException("not a batch of events: " + e.getMessage(), e);
        }
    }

    /** One batch being written. */
    private static final class Encoder {
        private final Map<Instrument, Integer> places = new HashMap<>();
        private byte[] body = new byte[2 * FIXED_PART];
        private byte[] event = new byte[3 * FIXED_PART];
        private byte[] record = new byte[8 * FIXED_PART];
        private int written;

        byte[] encode(EventBatch batch) {
            try {
                return write(batch);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] write(EventBatch batch) throws IOException {
            long base = batch.events().isEmpty() ? 0 : batch.events().getFirst().receivedTime();
            CodedOutputStream head = open(2 * FIXED_PART
                    + 3
                            * (batch.asset().length()
                                    + batch.collector().length()
                                    + batch.shard().name().length()));
            head.writeString(BATCH_ASSET, batch.asset());
            head.writeString(BATCH_COLLECTOR, batch.collector());
            head.writeInt64(BATCH_BASE_TIME, base);
            writeShard(batch.shard(), head);
            close(head);
            for (MarketEvent next : batch.events()) {
                append(next, place(next), base);
            }
            return Arrays.copyOf(record, written);
        }

        /** What no shard wrote has none of the fields. */
        private static void writeShard(Shard shard, CodedOutputStream out) throws IOException {
            if (!shard.isNone()) {
                out.writeString(BATCH_SHARD, shard.name());
                out.writeInt64(BATCH_EPOCH, shard.epoch());
            }
            if (shard.simulated()) {
                out.writeBool(BATCH_SIMULATED, true);
            }
        }

        /** The number of the event's instrument in this batch, from 1 on; 0 for an event that has none. */
        private int place(MarketEvent next) throws IOException {
            if (!(next instanceof InstrumentEvent about)) {
                return 0;
            }
            Integer known = places.get(about.instrument());
            if (known != null) {
                return known;
            }
            int place = places.size() + 1;
            places.put(about.instrument(), place);
            String name = InstrumentNames.of(about.instrument());
            CodedOutputStream out = open(3 * name.length() + FIXED_PART);
            out.writeString(BATCH_INSTRUMENT, name);
            close(out);
            return place;
        }

        private void append(MarketEvent next, int place, long base) throws IOException {
            int bound = FIXED_PART + EventBodies.variablePart(next);
            body = grown(body, bound);
            CodedOutputStream bodyOut = CodedOutputStream.newInstance(body);
            EventBodies.write(next, bodyOut);
            int bodyLength = bodyOut.getTotalBytesWritten();

            event = grown(event, bodyLength + FIXED_PART);
            CodedOutputStream eventOut = CodedOutputStream.newInstance(event);
            writeStamp(next.stamp(), place, base, eventOut);
            eventOut.writeByteArray(EventBodies.field(next), body, 0, bodyLength);
            int eventLength = eventOut.getTotalBytesWritten();

            CodedOutputStream out = open(eventLength + FIXED_PART);
            out.writeByteArray(BATCH_EVENT, event, 0, eventLength);
            close(out);
        }

        private static void writeStamp(Stamp stamp, int place, long base, CodedOutputStream out) throws IOException {
            if (place != 0) {
                out.writeUInt32(EVENT_INSTRUMENT, place);
            }
            out.writeSInt64(EVENT_RECEIVED, stamp.receivedTime() - base);
            out.writeSInt64(EVENT_LATENCY, stamp.latency());
            if (stamp.sequence() != Stamp.NO_SEQUENCE) {
                out.writeUInt64(EVENT_SEQUENCE, stamp.sequence() + 1);
            }
            out.writeEnum(EVENT_ORIGIN, stamp.origin().ordinal());
        }

        private CodedOutputStream open(int room) {
            record = grown(record, written + room);
            return CodedOutputStream.newInstance(record, written, record.length - written);
        }

        private void close(CodedOutputStream out) {
            written += out.getTotalBytesWritten();
        }

        private static byte[] grown(byte[] buffer, int size) {
            return size <= buffer.length ? buffer : Arrays.copyOf(buffer, Math.max(size, 2 * buffer.length));
        }
    }

    /** One batch being read. */
    private static final class Decoder {
        private static final Origin[] ORIGINS = Origin.values();

        private final CodedInputStream in;
        private final List<Instrument> instruments = new ArrayList<>();
        private final List<MarketEvent> events = new ArrayList<>();
        private String asset = "";
        private String collector = "";
        private String shard = "";
        private long epoch;
        private boolean simulated;
        private long base;

        Decoder(CodedInputStream in) {
            this.in = in;
        }

        EventBatch batch() throws IOException {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case BATCH_ASSET -> asset = in.readString();
                    case BATCH_COLLECTOR -> collector = in.readString();
                    case BATCH_BASE_TIME -> base = in.readInt64();
                    case BATCH_SHARD -> shard = in.readString();
                    case BATCH_EPOCH -> epoch = in.readInt64();
                    case BATCH_SIMULATED -> simulated = in.readBool();
                    case BATCH_INSTRUMENT -> instruments.add(InstrumentNames.parse(in.readString()));
                    case BATCH_EVENT -> readEvent();
                    default -> in.skipField(tag);
                }
            }
            return new EventBatch(asset, collector, new Shard(shard, epoch, simulated), events);
        }

        private void readEvent() throws IOException {
            int outer = in.pushLimit(in.readRawVarint32());
            int place = 0;
            long received = 0;
            long latency = 0;
            long sequence = 0;
            int origin = 0;
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                int field = WireFormat.getTagFieldNumber(tag);
                switch (field) {
                    case EVENT_INSTRUMENT -> place = in.readUInt32();
                    case EVENT_RECEIVED -> received = in.readSInt64();
                    case EVENT_LATENCY -> latency = in.readSInt64();
                    case EVENT_SEQUENCE -> sequence = in.readUInt64();
                    case EVENT_ORIGIN -> origin = in.readEnum();
                    default -> {
                        if (!EventBodies.isBody(field)) {
                            in.skipField(tag);
                            continue;
                        }
                        long receivedTime = Math.addExact(base, received);
                        Stamp stamp = new Stamp(
                                Math.subtractExact(receivedTime, latency), receivedTime, sequence - 1, ORIGINS[origin]);
                        readBody(field, place, stamp);
                    }
                }
            }
            leave(outer);
        }

        private void leave(int outer) {
            if (in.getBytesUntilLimit() != 0) {
                throw new WireException(in.getBytesUntilLimit() + " bytes are missing");
            }
            in.popLimit(outer);
        }

        private void readBody(int field, int place, Stamp stamp) throws IOException {
            int outer = in.pushLimit(in.readRawVarint32());
            if (EventBodies.isAboutInstrument(field)) {
                events.add(EventBodies.read(field, in, instruments.get(place - 1), stamp));
            } else {
                events.add(EventBodies.read(field, in, stamp));
            }
            leave(outer);
        }
    }
}
