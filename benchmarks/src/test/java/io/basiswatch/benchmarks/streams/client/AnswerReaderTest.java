package io.basiswatch.benchmarks.streams.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private final StringBuilder told = new StringBuilder();
    private final AnswerReader.Listener listener = new AnswerReader.Listener() {
        @Override
        public void status(int code) {
            told.append(code).append(' ');
        }

        @Override
        public void body(byte[] bytes, int from, int to) {
            told.append(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        }

        @Override
        public void end() {
            told.append(" end");
        }
    };

    @Test
    void handsOnTheBodyWithoutTheSeamsOfItsChunks() {
        String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\nc;ext=1\r\n, everybody!\r\n0\r\n\r\n";
        assertInAnyPieces(answer, "200 hello, everybody! end");
    }

    @Test
    void handsOnABodyThatEndsWithTheConnection() {
        assertInAnyPieces("HTTP/1.0 503 Busy\r\nConnection: close\r\n\r\nnot now", "503 not now");
    }

    private void assertInAnyPieces(String answer, String expected) {
        byte[] bytes = answer.getBytes(StandardCharsets.US_ASCII);
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            // Given
            told.setLength(0);
            AnswerReader reader = new AnswerReader(listener);
            // When
            for (int from = 0; from < bytes.length; ) {
                int length = Math.min(bytes.length - from, 1 + random.nextInt(round % 20 + 1));
                byte[] piece = new byte[length];
                System.arraycopy(bytes, from, piece, 0, length);
                reader.take(piece, length);
                from += length;
            }
            // Then
            assertThat(told).hasToString(expected);
        }
    }
}
