package io.basiswatch.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Shard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
    private static final Map<String, MarketEvent> SAMPLES = SampleEvents.all();

    static Stream<String> kinds() {
        return SAMPLES.keySet().stream();
    }

    private static EventBatch batchOf(MarketEvent... events) {
        return new EventBatch(events[0].asset(), "collector-1", List.of(events));
    }

    private static byte[] golden(String kind) throws IOException {
        try (InputStream file = EventCodecTest.class.getResourceAsStream("/golden/" + kind + ".hex")) {
            assertThat(file).as("golden file of " + kind).isNotNull();
            String hex = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writesEveryKindAsItsGoldenFileSays(String kind) throws IOException {
        // Given
        EventBatch batch = batchOf(SAMPLES.get(kind));

        // When
        byte[] written = EventCodec.encode(batch);

        // Then
        assertThat(HexFormat.of().formatHex(written)).isEqualTo(HexFormat.of().formatHex(golden(kind)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsEveryKindFromItsGoldenFile(String kind) throws IOException {
        // Given
        byte[] file = golden(kind);

        // When
        EventBatch read = EventCodec.decode(file);

        // Then
        assertThat(read).isEqualTo(batchOf(SAMPLES.get(kind)));
    }

    @Test
    void carriesTheShardAndItsEpochAndWhetherItIsSimulated() {
        // Given
        Shard shard = new Shard("binance-usdm", 1_234, true);
        EventBatch batch = new EventBatch("ETH", "collector-1", shard, List.of(SAMPLES.get("trade")));

        // When
        EventBatch read = EventCodec.decode(EventCodec.encode(batch));

        // Then
        assertThat(read).isEqualTo(batch);
    }

    @Test
    void hasASampleOfEveryKindOfEvent() {
        // Given
        Stream<Class<?>> kinds = leaves(MarketEvent.class);

        // When
        List<Class<?>> without = kinds.filter(kind -> SAMPLES.values().stream().noneMatch(kind::isInstance))
                .toList();

        // Then
        assertThat(without).isEmpty();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCodecTest::leaves)
                : Stream.of(type);
    }

    @Test
    void keepsManyEventsAndTheirOrder() {
        // Given
        EventBatch batch = batchOf(SAMPLES.values().toArray(MarketEvent[]::new));

        // When
        EventBatch read = EventCodec.decode(EventCodec.encode(batch));

        // Then
        assertThat(read).isEqualTo(batch);
    }

    @Test
    void passesOverFieldsAndKindsItDoesNotKnow() throws IOException {
        // Given
        byte[] known = EventCodec.encode(batchOf(SAMPLES.get("trade")));
        byte[] later = new byte[known.length + 64];
        System.arraycopy(known, 0, later, 0, known.length);
        CodedOutputStream added = CodedOutputStream.newInstance(later, known.length, 64);
        added.writeString(99, "a field of next year");
        byte[] eventOfNewKind = new byte[8];
        CodedOutputStream event = CodedOutputStream.newInstance(eventOfNewKind);
        event.writeString(60, "new");
        added.writeByteArray(5, eventOfNewKind, 0, event.getTotalBytesWritten());

        // When
        EventBatch read = EventCodec.decode(Arrays.copyOf(later, known.length + added.getTotalBytesWritten()));

        // Then
        assertThat(read.events()).containsExactly(SAMPLES.get("trade"));
    }

    @Test
    void refusesARecordThatIsCutInsideAnEvent() {
        // Given
        byte[] whole = EventCodec.encode(batchOf(SAMPLES.get("trade")));
        int eventStart = whole.length - 62;
        assertThat(whole[eventStart]).as("tag of the event").isEqualTo((byte) (5 << 3 | 2));

        // When / Then
        for (int length = eventStart + 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> EventCodec.decode(cut))
                    .as("cut at %d of %d", length, whole.length)
                    .isInstanceOf(WireException.class);
        }
    }

    @Test
    void refusesARecordWithoutAValue() {
        assertThatThrownBy(() -> EventCodec.decode(null)).isInstanceOf(WireException.class);
    }

    @Test
    void refusesTimesThatAreBeyondAllTime() throws IOException {
        // Given: the base time is the last one there is, and the event is later
        byte[] record = new byte[64];
        CodedOutputStream out = CodedOutputStream.newInstance(record);
        out.writeInt64(3, Long.MAX_VALUE);
        byte[] event = new byte[16];
        CodedOutputStream eventOut = CodedOutputStream.newInstance(event);
        eventOut.writeSInt64(2, 1);
        eventOut.writeByteArray(EventBodies.field(SAMPLES.get("clock_tick")), new byte[0]);
        out.writeByteArray(5, event, 0, eventOut.getTotalBytesWritten());
        byte[] whole = Arrays.copyOf(record, out.getTotalBytesWritten());

        // When / Then
        assertThatThrownBy(() -> EventCodec.decode(whole)).isInstanceOf(WireException.class);
    }

    @Test
    void neverFailsOtherThanWithItsOwnExceptionOnDamagedBytes() {
        // Given
        byte[] whole = EventCodec.encode(batchOf(SAMPLES.values().toArray(MarketEvent[]::new)));
        Random random = new Random(20_260_809);

        // When / Then
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                EventCodec.decode(damaged);
            } catch (WireException expected) {
                assertThat(expected).hasMessageContaining("");
            }
        }
    }
}
