package io.basiswatch.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Real frames, damaged at random: a decoder may refuse them, but nothing else may happen. */
public final class Mutations {
    private static final long SEED = 20261122;
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

    private Mutations() {}

    /** Decodes {@code rounds} damaged copies of {@code frames}; a refused frame must have left no event behind. */
    public static void of(List<String> frames, int rounds, Decoding decoding) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        int refused = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] frame = damaged(frames.get(random.nextInt(frames.size())), random);
            int before = decoding.events().size();
            try {
                Outcome outcome = decoding.push(frame).last();
                assertThat(decoding.events().size() > before).isEqualTo(outcome == Outcome.EVENTS);
            } catch (FrameException e) {
                refused++;
                assertThat(e.getMessage()).isNotBlank();
                assertThat(decoding.events()).hasSize(before);
            }
        }
        assertThat(refused).isBetween(1, rounds - 1);
    }

    /** A copy of {@code frame}, damaged in one of five ways. */
    public static byte[] damaged(String frame, RandomGenerator random) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 2 -> splice(frame, at, Math.min(frame.length(), at + random.nextInt(12)), "");
            case 3 -> splice(frame, at, Math.min(frame.length(), at + random.nextInt(8)), pick(random));
            default -> splice(frame, at, at, frame.substring(at, Math.min(frame.length(), at + random.nextInt(30))));
        };
    }

    private static String pick(RandomGenerator random) {
        return SPLICES[random.nextInt(SPLICES.length)];
    }

    private static byte[] splice(String frame, int from, int to, String text) {
        return (frame.substring(0, Math.min(from, frame.length()))
                        + text
                        + frame.substring(Math.min(to, frame.length())))
                .getBytes(StandardCharsets.UTF_8);
    }
}
