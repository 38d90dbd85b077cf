package io.basiswatch.benchmarks.compare.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.benchmarks.compare.round.Contender;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import io.basiswatch.benchmarks.compare.round.Tally;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BinanceScannerTest {
    private static final String TRADE = "{\"stream\":\"ethusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1723161256560,"
            + "\"T\":1723161256560,\"s\":\"ETHUSDT\",\"t\":4308068523,\"p\":\"2681.62\",\"q\":\"1.000\",\"X\":\"MARKET\","
            + "\"m\":true}}";
    private static final String QUOTE = "{\"stream\":\"ethusdt@bookTicker\",\"data\":{\"e\":\"bookTicker\","
            + "\"u\":5123107838717,\"s\":\"ETHUSDT\",\"b\":\"2681.62\",\"B\":\"1.165\",\"a\":\"2681.63\",\"A\":\"73.077\","
            + "\"T\":1723161256310,\"E\":1723161256311}}";
    private static final String SNAPSHOT =
            "{\"lastUpdateId\":5,\"bids\":[[\"2681.62\",\"16.969\"],[\"2681.60\",\"0.015\"]],"
                    + "\"asks\":[[\"2681.63\",\"1\"],[\"2681.70\",\"2\"]]}";
    private static final String DEPTH =
            "{\"stream\":\"ethusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,\"T\":1,"
                    + "\"s\":\"ETHUSDT\",\"U\":6,\"u\":7,\"pu\":5,\"b\":[[\"2681.62\",\"0.000\"]],\"a\":[[\"2681.63\",\"0.000\"],"
                    + "[\"2681.65\",\"0.5\"]]}}";
    private static final String ONE_SIDED = "{\"stream\":\"ethusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,"
            + "\"s\":\"ETHUSDT\",\"U\":8,\"u\":9,\"b\":[],\"a\":[[\"2681.64000000\",\"1.00000000\"]]}}";

    static Stream<Book> books() {
        return Stream.of(new SortedBook(), new TickBook());
    }

    @ParameterizedTest
    @MethodSource("books")
    void everyFrameIsReadAndTheBookIsKept(Book book) {
        // Given
        List<RawFrame> frames = Stream.of(TRADE, QUOTE, SNAPSHOT, DEPTH, ONE_SIDED)
                .map(text -> new RawFrame(text.equals(SNAPSHOT), "", "", 0, text.getBytes(StandardCharsets.UTF_8)))
                .toList();
        Contender.Pass pass = new BinanceScanner(frames, book).start();

        // When
        for (int i = 0; i < frames.size(); i++) {
            pass.read(i);
        }

        // Then
        assertThat(pass.tally()).isEqualTo(new Tally(1, 1, 2, 0, 0));
        assertThat(book.bestBid()).isEqualTo(268_160);
        assertThat(book.bestAsk()).isEqualTo(268_164);
    }
}
