package io.basiswatch.indicator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.MetCandle;
import io.basiswatch.indicator.store.StoreException;
import io.basiswatch.model.IndicatorValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PastWriterTest {
    private static final TopicPartition ONE = new TopicPartition("market.events", 1);
    private static final TopicPartition TWO = new TopicPartition("market.events", 2);

    private final Deque<Runnable> beside = new ArrayDeque<>();
    private final List<Double> stored = new ArrayList<>();
    private int failures;
    private final PastWriter writer = new PastWriter(beside::add, this::store);

    private void store(List<MetCandle> candles, List<IndicatorValue> values) {
        if (failures > 0) {
            failures--;
            throw new StoreException("away", new IllegalStateException());
        }
        candles.forEach(met -> stored.add(met.candle().close()));
    }

    private static PastPart part(TopicPartition partition, double close) {
        MetCandle met = new MetCandle(
                CandleBuilder.of("binance-usdm:BTC-USDT-PERP").close(close).build(), false);
        return new PastPart(partition, List.of(met), List.of());
    }

    private void runBeside() {
        while (!beside.isEmpty()) {
            beside.removeFirst().run();
        }
    }

    @Test
    void nobodyWaitsForWhatIsStoredInItsOrder() {
        // Given
        for (int close = 1; close <= 3; close++) {
            writer.add(part(close == 2 ? TWO : ONE, close));
        }
        assertThat(stored).isEmpty();
        assertThat(writer.added()).isEqualTo(3);
        assertThat(writer.settled()).isZero();

        // When
        runBeside();

        // Then
        assertThat(stored).containsExactly(1.0, 2.0, 3.0);
        assertThat(writer.settled()).isZero();
        assertThat(writer.takeStored()).hasSize(3);
        assertThat(writer.takeStored()).isEmpty();
        assertThat(writer.settled()).isEqualTo(3);
    }

    @Test
    void whatFailsStaysTheNextUntilItIsStored() {
        // Given a store that is away twice
        failures = 2;
        writer.add(part(ONE, 1));
        writer.add(part(ONE, 2));

        // When it is tried again and again
        runBeside();
        assertThat(writer.settled()).isZero();
        writer.goOn();
        runBeside();
        writer.add(part(ONE, 3));
        runBeside();

        // Then nothing is lost, doubled or out of order
        assertThat(writer.takeStored()).hasSize(3);
        assertThat(stored).containsExactly(1.0, 2.0, 3.0);
        assertThat(writer.settled()).isEqualTo(3);
    }

    @Test
    void whatAPartitionToldIsForgottenWhenItIsTakenAway() {
        // Given
        writer.add(part(ONE, 1));
        writer.add(part(TWO, 2));
        writer.add(part(ONE, 3));

        // When
        writer.drop(List.of(ONE));
        runBeside();

        // Then
        assertThat(stored).containsExactly(2.0);
        assertThat(writer.takeStored()).hasSize(1);
        assertThat(writer.settled()).isEqualTo(3);
    }

    @Test
    void noMoreMayComeWhereTooMuchWaits() {
        // Given
        MetCandle met =
                new MetCandle(CandleBuilder.of("binance-usdm:BTC-USDT-PERP").build(), false);
        PastPart large = new PastPart(ONE, Collections.nCopies(30_000, met), List.of());
        writer.add(large);
        assertThat(writer.isFull()).isFalse();

        // When
        writer.add(large);

        // Then
        assertThat(writer.isFull()).isTrue();
        runBeside();
        assertThat(writer.isFull()).isFalse();
        assertThat(stored).hasSize(60_000);
    }

    @Test
    void anErrorThatIsNoAbsenceOfTheStoreEndsTheReading() {
        // Given
        PastWriter broken = new PastWriter(beside::add, (candles, values) -> {
            throw new IllegalArgumentException("a bug");
        });
        broken.add(part(ONE, 1));
        assertThatThrownBy(this::runBeside).isInstanceOf(IllegalArgumentException.class);

        // When, Then
        assertThatThrownBy(broken::goOn)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a bug");
        assertThat(broken.settled()).isZero();
    }
}
