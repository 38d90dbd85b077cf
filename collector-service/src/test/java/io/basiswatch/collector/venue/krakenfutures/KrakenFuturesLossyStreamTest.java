package io.basiswatch.collector.venue.krakenfutures;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.venue.LossyStream;
import io.basiswatch.collector.venue.RandomBook;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Books of Kraken Futures over a network that damages them at random. */
class KrakenFuturesLossyStreamTest {
    private static final String LINEAR = "PF_XBTUSD";

    private static String snapshot(String product, long number, String bids, String asks) {
        return "{\"feed\":\"book_snapshot\",\"product_id\":\"" + product + "\",\"timestamp\":1790359964969,\"seq\":"
                + number + ",\"tickSize\":null,\"bids\":[" + bids + "],\"asks\":[" + asks + "]}";
    }

    private static String level(String price, String quantity) {
        return "{\"price\":" + price + ",\"qty\":" + quantity + "}";
    }

    private static String change(String product, long number, String side, String price, String quantity) {
        return "{\"feed\":\"book\",\"product_id\":\"" + product + "\",\"side\":\"" + side + "\",\"seq\":" + number
                + ",\"price\":" + price + ",\"qty\":" + quantity + ",\"timestamp\":1790359997729}";
    }

    private static String write(RandomBook.Rows rows, RandomBook.Rows book, boolean snapshot, int step, long place) {
        if (snapshot) {
            return snapshot(LINEAR, step, levels(rows.bids()), levels(rows.asks()));
        }
        boolean bid = rows.asks().isEmpty();
        RandomBook.Level level = (bid ? rows.bids() : rows.asks()).getFirst();
        return change(
                LINEAR,
                step,
                bid ? "buy" : "sell",
                level.price().toPlainString(),
                level.quantity().toPlainString());
    }

    private static String levels(List<RandomBook.Level> levels) {
        return levels.stream()
                .map(level ->
                        level(level.price().toPlainString(), level.quantity().toPlainString()))
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellsTheUndamagedBookOrNothingWhateverHappensOnTheWay(long seed) {
        // Given
        LossyStream stream = new LossyStream(
                new KrakenFuturesFeed(),
                KrakenFuturesLossyStreamTest::write,
                new RandomBook(seed, Integer.MAX_VALUE),
                RandomBook::moveOne,
                1_500);

        // When
        LossyStream.Tally tally = stream.run(seed);

        // Then
        assertThat(tally.gaps()).isGreaterThan(50);
        assertThat(tally.questions()).isGreaterThanOrEqualTo(tally.gaps());
        assertThat(tally.profiles()).isGreaterThan(500);
    }
}
