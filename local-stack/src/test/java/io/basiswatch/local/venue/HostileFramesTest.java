package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that a simulated venue says, over its sockets and over REST, damaged at random: a decoder may refuse it, but nothing
 * else may happen. What it refuses leaves no event behind, and afterwards it reads what is whole as if nothing had been.
 */
class HostileFramesTest {
    private static final int FRAMES = 10_000;
    private static final long SEED = 20_261_122;
    private static final long START = Instant.parse("2026-11-22T11:59:30Z").getEpochSecond() * 1_000_000;
    private static final int LONGEST = 4_000;
    private static final String[] SPLICES = {
        "0",
        "-1",
        "1e400",
        "NaN",
        "null",
        "\"\"",
        "[]",
        "{}",
        "9999999999999999999",
        "\"\\u0000\"",
        "[[[[",
        "true",
        "-0"
    };

    static Stream<VenueFeed> venues() {
        return ServiceLoader.load(VenueFeed.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(feed -> KitVenue.names().contains(feed.venue().id()));
    }

    @ParameterizedTest
    @MethodSource("venues")
    void refusesOrReadsWhateverComes(VenueFeed feed) {
        // Given: what the venue says in some seconds, and what it answers
        SpokenVenue spoken =
                new SpokenVenue(feed, SeededMarket.of(SEED), START).connect().pass(5);
        for (Past.Kind kind : Past.Kind.values()) {
            spoken.askPast(kind, START - 600_000_000L, START);
        }
        List<Frame> whole = spoken.said.stream()
                .filter(frame -> frame.payload().length <= LONGEST)
                .toList();
        Decoder decoder = feed.decoder(asset -> true);
        SplittableRandom random = new SplittableRandom(SEED);
        // When
        int refused = 0;
        List<String> unforeseen = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            Frame frame = whole.get(random.nextInt(whole.size()));
            byte[] damaged = random.nextInt(4) == 0 ? frame.payload() : damaged(frame.payload(), random);
            List<MarketEvent> events = new ArrayList<>();
            try {
                Outcome outcome = decoder.decode(with(frame, damaged), events::add);
                assertThat(events.isEmpty()).isEqualTo(outcome != Outcome.EVENTS);
            } catch (FrameException e) {
                refused++;
                assertThat(e.getMessage()).isNotBlank();
                assertThat(events).isEmpty();
            } catch (RuntimeException e) {
                unforeseen.add(e + " on " + new String(damaged, StandardCharsets.UTF_8));
            }
            decoder.requests(request -> {});
        }
        // Then
        assertThat(unforeseen).isEmpty();
        assertThat(refused).isBetween(FRAMES / 10, FRAMES);
    }

    private static Frame with(Frame frame, byte[] payload) {
        return new Frame(
                frame.source(), frame.connection(), frame.address(), payload, frame.receivedTime(), Origin.LIVE);
    }

    private static byte[] damaged(byte[] frame, SplittableRandom random) {
        byte[] bytes = frame.clone();
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 2 -> spliced(frame, at, at + random.nextInt(12), "");
            case 3 -> spliced(frame, at, at + random.nextInt(8), SPLICES[random.nextInt(SPLICES.length)]);
            default ->
                spliced(
                        frame,
                        at,
                        at,
                        new String(
                                frame,
                                at,
                                Math.min(frame.length - at, random.nextInt(1, 30)),
                                StandardCharsets.ISO_8859_1));
        };
    }

    private static byte[] spliced(byte[] frame, int from, int to, String text) {
        String whole = new String(frame, StandardCharsets.ISO_8859_1);
        return (whole.substring(0, from) + text + whole.substring(Math.min(to, whole.length())))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
