package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameEventsTest {
    private static final long RECEIVED = 1_700_000_000_000_000L;
    private static final Instrument BTC = Instrument.perpetual(Venue.of("test"), "BTC", "USD");

    private final FrameEvents events = new FrameEvents();
    private final List<MarketEvent> out = new ArrayList<>();

    @BeforeEach
    void begin() {
        events.begin(new Frame(Frame.Source.WEBSOCKET, "test", "", new byte[0], RECEIVED, Origin.LIVE));
    }

    private Trade trade(String id, long millis) {
        return new Trade(BTC, events.stamp(millis, Stamp.NO_SEQUENCE), id, 1, 1, 1, Side.BUY);
    }

    @Test
    void handsOnARepeatedTradeOnce() {
        // Given
        events.add(trade("1", 5));
        events.add(trade("1", 5));
        events.handOn(out::add);
        begin();
        events.add(trade("1", 5));
        // When
        Outcome outcome = events.handOn(out::add);
        // Then
        assertThat(out).hasSize(1);
        assertThat(outcome).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void handsOnTheSameIdOfAnotherTime() {
        // Given
        events.add(trade("1", 5));
        events.add(trade("1", 6));
        // When
        events.handOn(out::add);
        // Then
        assertThat(out).hasSize(2);
    }

    @Test
    void forgetsAFrameThatWasNotReadToItsEnd() {
        // Given
        events.add(trade("1", 5));
        begin();
        // When
        events.add(trade("1", 5));
        events.handOn(out::add);
        // Then
        assertThat(out).hasSize(1);
    }

    @Test
    void handsOnAPaidRateOnceAndARunningOneAlways() {
        // Given
        for (FundingRate.Kind kind : FundingRate.Kind.values()) {
            FundingRate rate = new FundingRate(BTC, events.stampOnReceipt(), kind, 0.1, Optional.empty(), 7);
            events.add(rate);
            events.add(rate);
        }
        // When
        events.handOn(out::add);
        // Then
        assertThat(out)
                .extracting(event -> ((FundingRate) event).kind())
                .containsExactly(FundingRate.Kind.SETTLED, FundingRate.Kind.PREDICTED, FundingRate.Kind.PREDICTED);
    }

    @Test
    void refusesTimesBeforeTheEpochAndFarAhead() {
        assertThat(events.stamp(RECEIVED / 1_000 + 86_400_000, 1).eventTime()).isEqualTo(RECEIVED + 86_400_000_000L);
        assertThatThrownBy(() -> events.stamp(RECEIVED / 1_000 + 86_400_001, 1)).isInstanceOf(FrameException.class);
        assertThatThrownBy(() -> events.stamp(-1, 1)).isInstanceOf(FrameException.class);
    }
}
