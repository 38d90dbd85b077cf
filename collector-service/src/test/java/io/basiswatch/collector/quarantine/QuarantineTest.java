package io.basiswatch.collector.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Rejected;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Venue;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private static final long TIME = 1_786_000_000_123_456L;

    private final Quarantine quarantine = new Quarantine(Optional.empty());

    private void take(byte[] payload, String reason) {
        Frame frame = new Frame(Frame.Source.WEBSOCKET, "market", "wss://host/x", payload, TIME, Origin.LIVE);
        quarantine.take(new Rejected(Venue.of("okx"), frame, reason));
    }

    private JsonObject sample(int index) {
        return quarantine.json().getJsonObject("okx").getJsonArray("samples").getJsonObject(index);
    }

    @Test
    void whatCouldNotBeReadIsShownWithItsTimeConnectionAndReason() {
        // When
        take("nonsense".getBytes(StandardCharsets.UTF_8), "not the expected JSON");

        // Then
        assertThat(sample(0).getMap())
                .containsEntry("venue", "okx")
                .containsEntry("connection", "market")
                .containsEntry("address", "wss://host/x")
                .containsEntry("time", "2026-08-06T07:06:40.123456Z")
                .containsEntry("reason", "not the expected JSON")
                .containsEntry("text", "nonsense")
                .containsEntry("size", 8);
    }

    @Test
    void whatIsNoTextIsShownInBase64() {
        // When
        take(new byte[] {(byte) 0xff, 0}, "no UTF-8");

        // Then
        assertThat(sample(0).getMap()).containsEntry("base64", "/wA=").doesNotContainKey("text");
    }

    @Test
    void onlyTheLastAreKeptAndOnlyTheStartOfEach() {
        // When
        for (int i = 0; i < 100; i++) {
            take(new byte[100_000], "frame " + i);
        }

        // Then
        assertThat(quarantine.json().getJsonObject("okx").getLong("count")).isEqualTo(100);
        assertThat(quarantine.json().getJsonObject("okx").getJsonArray("samples"))
                .hasSize(Quarantine.SAMPLES);
        assertThat(sample(Quarantine.SAMPLES - 1).getString("reason")).isEqualTo("frame 99");
        assertThat(sample(0).getString("text")).hasSize(Sample.MOST_BYTES);
        assertThat(sample(0).getInteger("size")).isEqualTo(100_000);
    }
}
