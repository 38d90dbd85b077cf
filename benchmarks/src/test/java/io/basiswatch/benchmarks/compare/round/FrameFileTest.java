package io.basiswatch.benchmarks.compare.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFileTest {
    @TempDir
    Path folder;

    @Test
    void framesComeBackAsTheyWereWritten() throws IOException {
        // Given
        byte[] payload = "{\"price\":\"1\u00e9\"}".getBytes(StandardCharsets.UTF_8);
        List<RawFrame> frames = List.of(
                new RawFrame(true, "http", "https://example.org/depth", 1_723_161_255_378_345L, payload),
                new RawFrame(false, "ws", "", 5, new byte[0]));

        // When
        FrameFile.write(frames, folder.resolve("frames"));
        List<RawFrame> read = FrameFile.read(folder.resolve("frames"));

        // Then
        assertThat(read).usingRecursiveComparison().isEqualTo(frames);
    }
}
