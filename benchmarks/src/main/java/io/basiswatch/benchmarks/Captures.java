package io.basiswatch.benchmarks;

import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Captures that benchmarks read, written as {@code VENUE=FILE}, several of them separated by commas. */
public final class Captures {
    private Captures() {}

    /** A capture and the venue that it is of. */
    public record Capture(Venue venue, Path file) {
        static Capture parse(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not VENUE=FILE: '" + text + "'");
            }
            Path file = Path.of(text.substring(equals + 1));
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException("no such capture: " + file);
            }
            return new Capture(Venue.of(text.substring(0, equals)), file);
        }

        /** A decoder of the venue, with no memory of other frames. */
        Decoder decoder() {
            return VenueFeeds.of(venue)
                    .orElseThrow(() -> new IllegalArgumentException("nothing decodes " + venue))
                    .decoder(asset -> true);
        }

        /** The frames that were received, in their order; never more than {@code limit}. */
        List<Frame> frames(int limit) {
            List<Frame> frames = new ArrayList<>();
            try (CaptureReader lines = CaptureReader.open(file)) {
                while (lines.hasNext() && frames.size() < limit) {
                    if (lines.next() instanceof CapturedLine.Received(Frame frame)) {
                        frames.add(frame);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return frames;
        }

        private Stream<MarketEvent> events() {
            Decoder decoder = decoder();
            List<MarketEvent> events = new ArrayList<>();
            frames(Integer.MAX_VALUE).forEach(frame -> decode(decoder, frame, events::add));
            return events.stream();
        }

        @Override
        public String toString() {
            return venue + "=" + file;
        }
    }

    /** A frame that cannot be read gives no events; {@code replay} is where such frames are counted. */
    static void decode(Decoder decoder, Frame frame, Consumer<MarketEvent> out) {
        try {
            decoder.decode(frame, out);
        } catch (FrameException unreadable) {
            return;
        }
    }

    /** Reads {@code VENUE=FILE,…}. */
    public static List<Capture> parse(String text) {
        return Stream.of(text.split(",")).map(Capture::parse).toList();
    }

    /** The events of all {@code captures}, in the order in which they were received. */
    static List<MarketEvent> events(String captures) {
        return parse(captures).stream()
                .flatMap(Capture::events)
                .sorted(Comparator.comparingLong(MarketEvent::receivedTime))
                .toList();
    }
}
