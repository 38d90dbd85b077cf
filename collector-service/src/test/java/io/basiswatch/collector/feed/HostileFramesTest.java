package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.venue.Mutations;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten thousand damaged frames of each venue, out of its captures: they are read or refused, and nothing else happens. */
class HostileFramesTest {
    private static final Path CAPTURES = Path.of("src/test/resources/captures");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NO_NUMBER = Pattern.compile("=-?(NaN|Infinity)[,\\]]");
    private static final int ROUNDS = 10_000;
    private static final int MOST_BYTES = 20_000;

    static Stream<VenueFeed> venues() {
        return VenueFeeds.all().stream()
                .filter(feed -> Files.isRegularFile(captures(feed).resolve("crypto-msg-parser.ndjson")));
    }

    private static Path captures(VenueFeed feed) {
        return CAPTURES.resolve(feed.venue().id());
    }

    static List<Frame> frames(VenueFeed feed) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (Stream<Path> files = Files.list(captures(feed))) {
            for (Path file : files.filter(one ->
                            !one.toString().endsWith(".md") && !one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                for (String line :
                        file.endsWith("crypto-msg-parser.ndjson") ? Files.readAllLines(file) : List.<String>of()) {
                    byte[] payload = JSON.readTree(line).get("data").asText().getBytes(StandardCharsets.UTF_8);
                    frames.add(new Frame(Frame.Source.WEBSOCKET, "market", "", payload, 0, Origin.REPLAY));
                }
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
                .noneMatch(event -> NO_NUMBER.matcher(event.toString()).find());
    }
}
