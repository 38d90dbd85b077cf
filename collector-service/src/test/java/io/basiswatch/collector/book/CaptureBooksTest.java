package io.basiswatch.collector.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real streams, from snapshot to end: no number is missing, no checksum differs, no book is ever crossed, and wherever the
 * venue's own quote stream speaks of the same update, it shows the same top.
 */
class CaptureBooksTest {
    private static final Path OURS = Path.of("src", "test", "resources", "captures");
    private static final Path OTHERS = Path.of("..", "..", "shared", "data");

    /**
     * A capture and what must be found in it.
     *
     * @param books how many books come to life
     * @param changes how many changes fit
     * @param proofs how many checksums, connection numbers or tops of book were compared
     */
    private record Capture(Path file, Supplier<CaptureBooks> reader, String by, int books, int changes, int proofs) {
        @Override
        public String toString() {
            Path venue = file.getParent().getFileName();
            return venue + " " + file.getFileName();
        }
    }

    static Stream<Capture> shipped() {
        return Stream.of(
                new Capture(
                        OURS.resolve("binance-spot/hftbacktest-ethusdt-20240808-first2000.gz"),
                        () -> new BinanceBooks(SyncRule.SEQUENCE, "ETHUSDT"),
                        "U/u, tops",
                        1,
                        190,
                        35),
                new Capture(
                        OURS.resolve("binance-usdm/hftbacktest-ethusdt-20240808-first2000.gz"),
                        () -> new BinanceBooks(SyncRule.PREVIOUS_ID_SNAPSHOT_APART, "ETHUSDT"),
                        "pu, tops",
                        1,
                        165,
                        10),
                new Capture(
                        OURS.resolve("binance-coinm/hftbacktest-ethusd_perp-20240808-first2000.gz"),
                        () -> new BinanceBooks(SyncRule.PREVIOUS_ID_SNAPSHOT_APART, "ETHUSD_PERP"),
                        "pu, tops",
                        1,
                        1_132,
                        57));
    }

    static Stream<Capture> elsewhere() {
        Supplier<CaptureBooks> futures = () -> new BinanceBooks(SyncRule.PREVIOUS_ID_SNAPSHOT_APART, "ETHUSDT");
        Supplier<CaptureBooks> coins = () -> new BinanceBooks(SyncRule.PREVIOUS_ID_SNAPSHOT_APART, "ETHUSD_PERP");
        Supplier<CaptureBooks> spot = () -> new BinanceBooks(SyncRule.SEQUENCE, "ETHUSDT");
        return Stream.of(
                other("binance-spot/hftbacktest-ethusdt-20240808.gz", spot, "U/u, tops", 1, 3_432, 577),
                other("binance-spot/cryptofeed-2021-10-12.ndjson.gz", spot, "U/u, tops", 4, 172, 26),
                other("binance-usdm/hftbacktest-ethusdt-20240808.gz", futures, "pu, tops", 1, 6_579, 471),
                other("binance-usdm/cryptofeed-2021-07-22.ndjson.gz", futures, "pu, tops", 4, 752, 50),
                other("binance-coinm/hftbacktest-ethusd_perp-20240808.gz", coins, "pu, tops", 1, 22_885, 1_345),
                other("binance-coinm/cryptofeed-2021-07-22.ndjson.gz", coins, "pu, tops", 10, 1_788, 209),
                other("okx/cryptofeed-2022-05-13.ndjson.gz", OkxBooks::new, "CRC-32", 3, 287, 290),
                other("bybit/cryptofeed-2026-08-09-sol-doge.ndjson.gz", BybitBooks::new, "u", 2, 761, 0),
                other("bybit/cryptofeed-v5-2025-06-13.ndjson.gz", BybitBooks::new, "snapshots", 10, 327, 0),
                other("deribit/cryptofeed-2021-07-22.ndjson.gz", DeribitBooks::new, "prev_change_id", 10, 36, 0),
                other("kraken-spot/cryptofeed-v1-2021-04-17.ndjson.gz", KrakenBooks::new, "CRC-32", 10, 4_269, 4_269),
                other("kraken-futures/cryptofeed-2021-07-22.ndjson.gz", KrakenFuturesBooks::new, "seq", 10, 7_014, 0),
                other("bitfinex/cryptofeed-2021-04-17.ndjson.gz", BitfinexBooks::new, "connection", 7, 1_593, 1_670),
                other(
                        "coinbase/cryptofeed-2026-08-09-first200.ndjson.gz",
                        CoinbaseBooks::new,
                        "connection",
                        2,
                        145,
                        200),
                other(
                        "coinbase/cryptofeed-exchange-feed-2021-04-17.ndjson.gz",
                        CoinbaseBooks::new,
                        "none",
                        10,
                        9_719,
                        0),
                other("bitstamp/cryptofeed-2022-01-05.ndjson.gz", BitstampBooks::new, "time", 10, 615, 0),
                other("bitmex/cryptofeed-2021-07-22.ndjson.gz", BitmexBooks::new, "none", 10, 1_969, 0));
    }

    private static Capture other(
            String file, Supplier<CaptureBooks> reader, String by, int books, int changes, int proofs) {
        return new Capture(OTHERS.resolve(file), reader, by, books, changes, proofs);
    }

    @BeforeAll
    static void head() {
        System.out.printf(
                "%-60s %-14s %5s %9s %7s %7s %7s %6s %5s %5s%n",
                "books of real streams",
                "by",
                "books",
                "snapshots",
                "changes",
                "earlier",
                "proofs",
                "broken",
                "stale",
                "cross");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void booksOfShippedCapturesAreRight(Capture capture) throws IOException {
        verify(capture);
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void booksOfCapturesThatMayNotBeShippedAreRight(Capture capture) throws IOException {
        if (!Files.exists(capture.file())) {
            System.out.println(capture + ": NOT RUN, the capture is not on this machine");
            Assumptions.abort(capture.file() + " is not on this machine");
        }
        verify(capture);
    }

    private static void verify(Capture capture) throws IOException {
        // Given
        CaptureBooks books = capture.reader().get();

        // When
        books.read(capture.file());

        // Then
        CaptureBooks.Tally tally = books.tally;
        int proofs = tally.checksums + tally.numbers + tally.tops;
        System.out.printf(
                "%-60s %-14s %5d %9d %7d %7d %7d %6d %5d %5d%n",
                capture,
                capture.by(),
                books.liveBooks(),
                tally.snapshots,
                tally.changes,
                tally.ignored + tally.held,
                proofs,
                tally.broken,
                tally.stale,
                tally.crossed);
        assertThat(books.problems).isEmpty();
        assertThat(List.of(tally.broken, tally.stale, tally.crossed, tally.jumps, tally.wrongTops))
                .containsOnly(0);
        assertThat(books.liveBooks()).isEqualTo(capture.books());
        assertThat(tally.snapshots).isEqualTo(capture.books());
        assertThat(tally.changes).isEqualTo(capture.changes());
        assertThat(proofs).isEqualTo(capture.proofs());
    }
}
