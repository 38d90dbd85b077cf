package io.basiswatch.collector.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.Instrument;
import org.junit.jupiter.api.Test;

class ToldTest {
    @Test
    void rangesThatTouchBecomeOneAndOthersReplaceIt() {
        // Given
        Told told = new Told(100, 200);

        // Then
        assertThat(told.and(new Told(200, 300))).isEqualTo(new Told(100, 300));
        assertThat(told.and(new Told(50, 100))).isEqualTo(new Told(50, 200));
        assertThat(told.and(new Told(201, 300))).isEqualTo(new Told(201, 300));
        assertThat(Told.NOTHING.and(new Told(5, 6))).isEqualTo(new Told(5, 6));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        // Given
        Told told = new Told(1_763_000_000_000_000L, 1_764_000_000_000_000L);
        HistoryKey key = new HistoryKey(Instrument.parse("kraken-futures:BTC-USD-PERP:USD"), Past.Kind.OPEN_INTEREST);

        // Then
        assertThat(Told.parse(told.json())).isEqualTo(told);
        assertThat(HistoryKey.parse(key.toString())).isEqualTo(key);
        assertThatThrownBy(() -> Told.parse("{\"from\":-1,\"to\":2}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HistoryKey.parse("BTC")).isInstanceOf(IllegalArgumentException.class);
    }
}
