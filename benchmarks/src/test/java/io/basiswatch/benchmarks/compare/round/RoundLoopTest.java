package io.basiswatch.benchmarks.compare.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundLoopTest {
    private static final RawFrame MESSAGE = new RawFrame(false, "ws", "", 0, new byte[0]);
    private static final RawFrame ANSWER = new RawFrame(true, "http", "", 0, new byte[0]);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<Integer> read = new ArrayList<>();
    private final RoundLoop loop = new RoundLoop(
            new Recording(),
            List.of(MESSAGE, ANSWER, MESSAGE, MESSAGE),
            new PrintStream(said, true, StandardCharsets.UTF_8));

    @Test
    void aRoundIsAtLeastOnePassInTheOrderOfTheCapture() throws IOException {
        // When
        loop.run(orders("round 0\n"));

        // Then
        assertThat(read).containsExactly(0, 1, 2, 3);
    }

    @Test
    void onlyMessagesOfStreamsAreCountedAsFrames() throws IOException {
        // When
        loop.run(orders("round 0\n"));

        // Then
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("ready recording")
                .contains("result frames=3 ")
                .contains(" trades=4 quotes=0 books=0 others=0 refused=0");
    }

    @Test
    void nothingIsReadUnlessARoundIsOrdered() throws IOException {
        // When
        loop.run(orders(""));

        // Then
        assertThat(read).isEmpty();
    }

    @Test
    void anOrderThatIsNoneIsRefused() {
        assertThatThrownBy(() -> loop.run(orders("rounds\n")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("rounds");
    }

    private static BufferedReader orders(String text) {
        return new BufferedReader(new StringReader(text));
    }

    private final class Recording implements Contender, Contender.Pass {
        @Override
        public String version() {
            return "recording";
        }

        @Override
        public Pass start() {
            read.clear();
            return this;
        }

        @Override
        public void read(int index) {
            read.add(index);
        }

        @Override
        public Tally tally() {
            return new Tally(read.size(), 0, 0, 0, 0);
        }
    }
}
