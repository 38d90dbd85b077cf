package io.basiswatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Venue;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdTest {
    private static final Venue VENUE = Venue.of("binance-coinm");
    private static final Stamp STAMP = new Stamp(10, 20, 3, Origin.REPLAY);

    private final Crowd crowd = new Crowd(List.of("X0", "X1"), time -> time + 100);

    @Test
    void everyAssetGetsTheEventAtItsOwnPriceAndAtTheNewTime() {
        // Given
        Quote quote = new Quote(Instrument.perpetual(VENUE, "ETH", "USD"), STAMP, 1, 2, 3, 4);

        // When
        List<MarketEvent> twins = crowd.of(quote);

        // Then
        Stamp moved = new Stamp(110, 120, 3, Origin.REPLAY);
        assertThat(twins)
                .containsExactly(
                        new Quote(Instrument.perpetual(VENUE, "X0", "USD"), moved, 1, 2, 3, 4),
                        new Quote(Instrument.perpetual(VENUE, "X1", "USD"), moved, 1, 2, 3, 4));
    }

    @Test
    void aTickIsAboutNoInstrumentAndHasNoTwins() {
        assertThat(crowd.of(new ClockTick("ETH", STAMP))).isEmpty();
    }

    @Test
    void thereAreEnoughAssetsForTheInstruments() {
        assertThat(Crowd.assets(50, 7)).hasSize(8);
    }
}
