package io.basiswatch.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.benchmarks.compare.round.RawFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameSourceTest {
    @TempDir
    Path folder;

    @Test
    void aCaptureGivesItsMessagesAndAnswers() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("capture"),
                "1723161255088156767 {\"stream\":\"ethusdt@trade\"}\n1723161255378345766 {\"lastUpdateId\":5}\n");

        // When
        List<RawFrame> frames = FrameSource.read(file);

        // Then
        assertThat(frames).extracting(RawFrame::isRest).containsExactly(false, true);
        assertThat(frames).extracting(RawFrame::receivedTime).containsExactly(1723161255088156L, 1723161255378345L);
    }

    @Test
    void singleFramesAreReceivedAfterTheDayOnWhichTheyWereCaptured() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("single.ndjson"),
                "{\"captured\": \"2026-09-09 and 2026-10-04\", \"kind\": \"ws trades\", \"data\": \"{\\\"a\\\":1}\"}\n");

        // When
        RawFrame frame = FrameSource.read(file).getFirst();

        // Then
        assertThat(new String(frame.payload(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
        assertThat(frame.isRest()).isFalse();
        assertThat(frame.receivedTime())
                .isEqualTo(Instant.parse("2026-10-05T00:00:00Z").toEpochMilli() * 1_000);
    }
}
