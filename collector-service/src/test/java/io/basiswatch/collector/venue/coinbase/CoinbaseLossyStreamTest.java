package io.basiswatch.collector.venue.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.venue.LossyStream;
import io.basiswatch.collector.venue.RandomBook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Books of Advanced Trade over a network that damages them at random. */
class CoinbaseLossyStreamTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellsTheUndamagedBookOrNothingWhateverHappensOnTheWay(long seed) {
        // Given
        LossyStream stream = new LossyStream(
                new CoinbaseFeed(),
                CoinbaseWire::advanced,
                new RandomBook(seed, Integer.MAX_VALUE),
                RandomBook::move,
                1_500);

        // When
        LossyStream.Tally tally = stream.run(seed);

        // Then
        assertThat(tally.damages()).isGreaterThan(100);
        assertThat(tally.gaps()).isGreaterThan(50);
        assertThat(tally.questions()).isGreaterThanOrEqualTo(tally.gaps());
        assertThat(tally.profiles()).isGreaterThan(500);
    }
}
