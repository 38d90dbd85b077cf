package io.basiswatch.collector.venue.bitfinex;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real stream, damaged in one place after all of its books are live: nothing from before the damage is used again. */
class BitfinexDamageTest {
    private static final int PLACE = 1_000;
    private static final int BOOKS = 6;

    /** What can happen to a message on its way. */
    enum Damage {
        LOST {
            @Override
            void to(List<Frame> frames) {
                frames.remove(PLACE);
            }
        },
        SWAPPED {
            @Override
            void to(List<Frame> frames) {
                Collections.swap(frames, PLACE, PLACE + 1);
            }
        },
        TWICE {
            @Override
            void to(List<Frame> frames) {
                frames.add(PLACE, frames.get(PLACE));
            }
        },
        CUT {
            @Override
            void to(List<Frame> frames) {
                Frame whole = frames.get(PLACE);
                byte[] half = Arrays.copyOf(whole.payload(), whole.payload().length / 2);
                frames.set(
                        PLACE,
                        new Frame(
                                whole.source(),
                                whole.connection(),
                                whole.address(),
                                half,
                                whole.receivedTime(),
                                whole.origin()));
            }
        };

        abstract void to(List<Frame> frames);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void losesEveryBookAndAsksForEach(Damage damage) throws IOException {
        // Given
        List<Frame> frames = frames();
        long damaged = frames.get(PLACE).receivedTime();
        damage.to(frames);
        Decoder decoder = new BitfinexFeed().decoder(asset -> true);
        List<MarketEvent> events = new ArrayList<>();
        List<Request> requests = new ArrayList<>();
        // When
        int refused = 0;
        for (Frame frame : frames) {
            try {
                decoder.decode(frame, events::add);
            } catch (FrameException e) {
                refused++;
            }
            decoder.requests(requests::add);
        }
        // Then
        assertThat(refused).isEqualTo(damage == Damage.CUT ? 1 : 0);
        assertThat(events)
                .filteredOn(event -> event instanceof FeedGap gap && gap.scope() == FeedGap.Scope.DEPTH)
                .hasSize(BOOKS);
        assertThat(requests.subList(0, BOOKS)).hasOnlyElementsOfType(Request.Say.class);
        assertThat(events)
                .filteredOn(event -> event instanceof DepthProfile || event instanceof Quote)
                .noneMatch(event -> event.receivedTime() > damaged)
                .hasSizeGreaterThan(100);
    }

    private static List<Frame> frames() throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (CaptureReader lines = CaptureReader.open(Decoding.shared("bitfinex", "cryptofeed-2021-04-17.ndjson.gz"))) {
            while (lines.hasNext()) {
                if (lines.next() instanceof CapturedLine.Received(Frame frame)) {
                    frames.add(frame);
                }
            }
        }
        return frames;
    }
}
