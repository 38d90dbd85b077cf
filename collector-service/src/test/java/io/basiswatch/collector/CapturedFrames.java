package io.basiswatch.collector;

import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real frames of the spot market of 8 August 2024. */
public final class CapturedFrames {
    private static final Path FILE =
            Path.of("src/test/resources/captures/binance-spot/hftbacktest-ethusdt-20240808-first2000.gz");

    private CapturedFrames() {}

    /** Frames from number {@code from} up to before {@code to}. */
    public static List<String> spot(int from, int to) {
        List<String> frames = new ArrayList<>();
        try (CaptureReader lines = CaptureReader.open(FILE)) {
            while (lines.hasNext() && frames.size() < to) {
                if (lines.next() instanceof CapturedLine.Received(Frame frame)
                        && frame.source() == Frame.Source.WEBSOCKET) {
                    frames.add(new String(frame.payload(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return frames.subList(from, to);
    }
}
