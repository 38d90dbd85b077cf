package io.basiswatch.collector.venue.krakenspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.venue.LossyStream;
import io.basiswatch.collector.venue.RandomBook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Books of Kraken's spot market over a network that damages them at random. */
class KrakenSpotLossyStreamTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellsTheUndamagedBookOrNothingWhateverHappensOnTheWay(long seed) {
        // Given: the checksum covers all of a book of ten levels
        LossyStream stream = new LossyStream(
                new KrakenSpotFeed(), KrakenWire::write, new RandomBook(seed, 10), RandomBook::move, 1_500);

        // When
        LossyStream.Tally tally = stream.run(seed);

        // Then
        assertThat(tally.gaps()).isGreaterThan(20);
        assertThat(tally.questions()).isGreaterThanOrEqualTo(tally.gaps());
        assertThat(tally.profiles()).isGreaterThan(500);
    }

    @Test
    void doesSoOverTheFirstProtocol() {
        // Given
        LossyStream stream = new LossyStream(
                new KrakenSpotFeed(), KrakenWire::writeLegacy, new RandomBook(7, 10), RandomBook::move, 1_500);

        // When
        LossyStream.Tally tally = stream.run(7);

        // Then
        assertThat(tally.gaps()).isGreaterThan(20);
        assertThat(tally.profiles()).isGreaterThan(500);
    }
}
