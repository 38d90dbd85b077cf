package io.basiswatch.benchmarks.streams.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventScannerTest {
    private static final String STREAM = """
            : basiswatch
            retry: 2500

            event: hello
            data: {"epoch":"e"}

            id: e-7-0
            event: snapshot
            data: {"a":{"x_number":1000000004,"x_sent":1723161600000001}}

            id: e-8-0
            event: update
            data: {"a":{"x_number":1000000005,"x_sent":1723161600000002}}

            id: e-9-0
            event: update
            data: {"conflated":12,"a":{"x_number":1000000018,"x_sent":1723161600000003}}

            event: reconnect
            data: {"after_ms":700}

            """;

    private final List<String> told = new ArrayList<>();
    private final EventScanner scanner = new EventScanner(new EventScanner.Listener() {
        @Override
        public void marked(boolean isSnapshot, long number, long sent, int conflated) {
            told.add((isSnapshot ? "snapshot " : "update ") + number + ' ' + sent + ' ' + conflated);
        }

        @Override
        public void other(String name, String data) {
            told.add(name + ' ' + data);
        }

        @Override
        public void comment(String text) {
            told.add(": " + text);
        }

        @Override
        public void retry(int millis) {
            told.add("retry " + millis);
        }
    });

    @Test
    void tellsTheSameOfAnyPieces() {
        // Given
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            told.clear();
            // When
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(round + 1));
                scanner.take(bytes, from, to);
                from = to;
            }
            // Then
            assertThat(told)
                    .containsExactly(
                            ": basiswatch",
                            "retry 2500",
                            "hello {\"epoch\":\"e\"}",
                            "snapshot 1000000004 1723161600000001 0",
                            "update 1000000005 1723161600000002 0",
                            "update 1000000018 1723161600000003 12",
                            "reconnect {\"after_ms\":700}");
            assertThat(scanner.lastId()).isEqualTo("e-9-0");
        }
    }

    @Test
    void forgetsWhatAnotherConnectionBeganButNotTheLastId() {
        // Given
        byte[] begun = "id: 3-0\nevent: update\ndata: {}\n\nid: 4-0\nevent: upd".getBytes(StandardCharsets.UTF_8);
        scanner.take(begun, 0, begun.length);
        // When
        scanner.restart();
        byte[] next = "event: hello\n\n".getBytes(StandardCharsets.UTF_8);
        scanner.take(next, 0, next.length);
        // Then
        assertThat(told).containsExactly(" {}", "hello ");
    }
}
