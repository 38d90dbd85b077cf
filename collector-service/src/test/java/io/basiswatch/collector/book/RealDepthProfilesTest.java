package io.basiswatch.collector.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Depth profiles of a real stream, against sums over two plain maps. */
class RealDepthProfilesTest {
    private static final Path CAPTURE = Path.of(
            "src", "test", "resources", "captures", "binance-spot", "hftbacktest-ethusdt-20240808-first2000.gz");
    private static final Instrument ETH = Instrument.spot(Venue.of("binance-spot"), "ETH", "USDT");

    private final NavigableMap<Double, Double> bids = new TreeMap<>();
    private final NavigableMap<Double, Double> asks = new TreeMap<>();

    @Test
    void equalPlainSumsOverARealStream() throws IOException {
        // Given
        BinanceBooks books = new BinanceBooks(SyncRule.SEQUENCE, "ETHUSDT");
        books.read(CAPTURE);
        BookAssembler assembler = new BookAssembler(SyncRule.UNNUMBERED, Reach.WHOLE);
        DepthProfiles profiles = new DepthProfiles(ETH, assembler);
        assembler.accept(new BookUpdate().snapshot(0, 0));
        List<DepthProfile> taken = new ArrayList<>();

        for (BookUpdate change : books.changes) {
            // When
            assembler.accept(change);
            put(bids, change.bids());
            put(asks, change.asks());
            profiles.after(stamp(change)).ifPresent(profile -> {
                taken.add(profile);
                // Then
                assertSums(profile);
            });
        }
        long seconds = books.changes.stream()
                .map(change -> change.receivedTime() / 1_000_000)
                .collect(Collectors.toSet())
                .size();
        assertThat(taken).hasSizeBetween((int) seconds - 2, (int) seconds).hasSizeGreaterThan(10);
        assertThat(taken).allSatisfy(profile -> assertThat(profile.bands()).hasSize(4));
    }

    @Test
    void leaveOutWhatTheSnapshotDoesNotReach() throws IOException {
        // Given: 1,000 levels a side reach a few tenths of a percent
        BinanceBooks books = new BinanceBooks(SyncRule.SEQUENCE, "ETHUSDT");
        books.read(CAPTURE);

        // When
        DepthProfile profile = new DepthProfiles(ETH, books.assembler("ETHUSDT"))
                .after(stamp(books.changes.getLast()))
                .orElseThrow();

        // Then
        assertThat(profile.bands()).isNotEmpty().hasSizeLessThan(4);
        assertThat(profile.notionalWithin(0.1)).isPresent();
        assertThat(profile.notionalWithin(2)).isEmpty();
        assertThat(profile.slippage()).first().satisfies(slippage -> {
            assertThat(slippage.notional()).isEqualTo(100_000);
            assertThat(slippage.buyBps()).isBetween(0.0, 10.0);
            assertThat(slippage.sellBps()).isBetween(0.0, 10.0);
        });
    }

    private static Stamp stamp(BookUpdate change) {
        return new Stamp(change.receivedTime(), change.receivedTime(), change.last(), Origin.REPLAY);
    }

    private static void put(NavigableMap<Double, Double> side, LevelRows rows) {
        for (int row = 0; row < rows.size(); row++) {
            if (rows.quantity(row) == 0) {
                side.remove(rows.price(row));
            } else {
                side.put(rows.price(row), rows.quantity(row));
            }
        }
    }

    private void assertSums(DepthProfile profile) {
        double mid = (bids.lastKey() + asks.firstKey()) / 2;
        assertThat(profile.mid()).isEqualTo(mid);
        for (DepthProfile.Band band : profile.bands()) {
            double distance = mid * band.percent() / 100;
            assertThat(band.bidNotional()).isCloseTo(sum(bids.tailMap(mid - distance, true)), within(1e-6));
            assertThat(band.askNotional()).isCloseTo(sum(asks.headMap(mid + distance, true)), within(1e-6));
        }
    }

    private static double sum(NavigableMap<Double, Double> levels) {
        return levels.entrySet().stream()
                .mapToDouble(level -> level.getKey() * level.getValue())
                .sum();
    }
}
