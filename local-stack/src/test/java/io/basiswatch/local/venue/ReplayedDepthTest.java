package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.local.Captures;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.local.capture.MergedCaptures;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Venue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A collector at the replay venue: its books are right from the snapshots that it is answered with, whenever it asks. */
class ReplayedDepthTest {
    private static final long HOUR = 3_600_000_000L;
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    /** A venue that plays its shipped capture, and how a collector's decoder is fed by it. */
    private record Stage(String venue, BinanceMarket market) {
        @Override
        public String toString() {
            return venue;
        }
    }

    static Stream<Stage> stages() {
        return Stream.of(
                new Stage("binance-spot", BinanceMarket.SPOT),
                new Stage("binance-usdm", BinanceMarket.USD_M),
                new Stage("binance-coinm", BinanceMarket.COIN_M));
    }

    private static final class Show {
        private final List<Frame> frames = new ArrayList<>();
        private final List<MarketEvent> events = new ArrayList<>();
        private final Protocol protocol;
        private final Survey survey;
        private final Decoder decoder;
        private long asked;

        Show(Stage stage) {
            Venue venue = Venue.of(stage.venue());
            List<CaptureFile> captures = List.of(new CaptureFile(venue, Captures.shipped(stage.venue())));
            protocol = new BinanceProtocol(stage.market());
            survey = Survey.of(captures, protocol);
            decoder = VenueFeeds.of(venue).orElseThrow().decoder(asset -> true);
            try (MergedCaptures lines = MergedCaptures.open(captures)) {
                lines.forEachRemaining(entry -> {
                    if (entry.line() instanceof CapturedLine.Received(Frame frame)
                            && frame.source() == Frame.Source.WEBSOCKET) {
                        frames.add(frame);
                    }
                });
            }
        }

        Loop pass(int number) {
            return ProtocolFrames.pass(HOUR + number * HOUR, number, survey.idSpans());
        }

        /** Sends frames; the collector hears them if it is there. */
        void play(int from, int to, Loop loop, boolean isHeard) {
            for (Frame frame : frames.subList(from, to)) {
                List<String> streams = protocol.streams(frame.payload());
                protocol.played(streams, frame.payload(), survey, loop);
                if (isHeard) {
                    byte[] sent = JsonEdit.apply(frame.payload(), protocol.rule(loop));
                    hear(Frame.Source.WEBSOCKET, "", sent, loop.wall(frame.receivedTime()));
                    answer(loop, loop.wall(frame.receivedTime()));
                }
            }
        }

        private void hear(Frame.Source source, String address, byte[] payload, long time) {
            decoder.decode(new Frame(source, "depth", address, payload, time, Origin.LIVE), events::add);
        }

        private void answer(Loop loop, long time) {
            List<Request.Ask> asks = new ArrayList<>();
            decoder.requests(request -> asks.add((Request.Ask) request));
            for (Request.Ask ask : asks) {
                asked++;
                String path = ask.path().substring(0, ask.path().indexOf('?'));
                Optional<byte[]> book = protocol.answer(path, Query.of(ask.path()), survey, loop, NOW);
                hear(Frame.Source.REST, ask.path(), book.orElseThrow(), time);
            }
        }

        <T> List<T> events(Class<T> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aCollectorThatComesLateIsAnsweredWithABookThatFits(Stage stage) {
        // Given
        Show show = new Show(stage);
        int half = show.frames.size() / 2;
        show.play(0, half, show.pass(0), false);

        // When
        show.play(half, show.frames.size(), show.pass(0), true);

        // Then
        assertThat(show.asked).isEqualTo(1);
        assertThat(show.events(FeedGap.class)).isEmpty();
        assertThat(show.events(DepthProfile.class)).hasSizeGreaterThan(100);
        assertThat(wrongMids(show.events)).isLessThan(0.02);
    }

    /** How many profiles are further from the quote just before them than a hundredth of a percent. */
    private static double wrongMids(List<MarketEvent> events) {
        int profiles = 0;
        int wrong = 0;
        double mid = 0;
        for (MarketEvent event : events) {
            if (event instanceof Quote quote) {
                mid = quote.mid();
            } else if (event instanceof DepthProfile profile && mid > 0) {
                profiles++;
                wrong += Math.abs(profile.mid() / mid - 1) > 1e-4 ? 1 : 0;
            }
        }
        return (double) wrong / profiles;
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aBookBreaksWhereTheCaptureBeginsAgainAndHeals(Stage stage) {
        // Given
        Show show = new Show(stage);
        int end = show.frames.size();
        show.play(0, end, show.pass(0), true);
        int before = show.events(DepthProfile.class).size();

        // When
        show.play(0, end / 4, show.pass(1), true);

        // Then
        assertThat(show.events(FeedGap.class))
                .singleElement()
                .satisfies(gap -> assertThat(gap.scope()).isEqualTo(FeedGap.Scope.DEPTH));
        assertThat(show.asked).isEqualTo(2);
        assertThat(show.events(DepthProfile.class)).hasSizeGreaterThan(before + 30);
        assertThat(wrongMids(show.events)).isLessThan(0.02);
    }
}
