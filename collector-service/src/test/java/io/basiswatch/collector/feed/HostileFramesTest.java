package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.model.MarketEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten thousand damaged frames of each venue: they are read or refused, and nothing else happens. */
class HostileFramesTest {
    private static final Path CAPTURES = Path.of("src/test/resources/captures");
    private static final int ROUNDS = 10_000;
    private static final int MOST_BYTES = 20_000;

    static Stream<VenueFeed> venues() {
        return VenueFeeds.all().stream().filter(feed -> Files.isDirectory(captures(feed)));
    }

    private static Path captures(VenueFeed feed) {
        return CAPTURES.resolve(feed.venue().id());
    }

    private static List<Frame> frames(VenueFeed feed) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (Stream<Path> files = Files.list(captures(feed))) {
            for (Path file : files.filter(one -> !one.toString().endsWith(".md") && !one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                try (CaptureReader lines = CaptureReader.open(file)) {
                    while (lines.hasNext()) {
                        if (lines.next() instanceof CapturedLine.Received(Frame frame)) {
                            frames.add(frame);
                        }
                    }
                }
            }
        }
        return frames;
    }

    @ParameterizedTest
    @MethodSource("venues")
    void damagedFramesAreReadOrRefusedAndNothingElseHappens(VenueFeed feed) throws IOException {
        // Given: a feed that knows its instruments
        List<MarketEvent> events = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        Intake intake = new Intake(
                feed,
                asset -> true,
                new ReceiveClock(TimeSource.of(Clock.systemUTC())),
                line -> {},
                events::add,
                rejected::add,
                new FeedMetrics(new SimpleMeterRegistry(), feed.venue(), () -> 0));
        List<Frame> frames = frames(feed);
        frames.stream()
                .filter(frame -> frame.source() == Frame.Source.REST)
                .forEach(frame -> intake.frame(
                        frame.source(), frame.connection(), frame.address(), frame.payload(), event -> {}));
        List<Frame> small = frames.stream()
                .filter(frame -> frame.payload().length > 0 && frame.payload().length < MOST_BYTES)
                .toList();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(6);
        rejected.clear();

        // When
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Frame frame = small.get(random.nextInt(small.size()));
            byte[] damaged = Mutations.damaged(new String(frame.payload(), StandardCharsets.UTF_8), random);
            read += intake.frame(frame.source(), frame.connection(), frame.address(), damaged, event -> {}) ? 1 : 0;
        }

        // Then
        assertThat(read + rejected.size()).isEqualTo(ROUNDS);
        assertThat(rejected).isNotEmpty().allMatch(one -> !one.reason().isBlank());
        assertThat(events).allMatch(event -> event.receivedTime() > 0);
        assertThat(events)
                .noneMatch(event -> event.toString().contains("NaN") || event.toString().contains("Infinity"));
    }
}
