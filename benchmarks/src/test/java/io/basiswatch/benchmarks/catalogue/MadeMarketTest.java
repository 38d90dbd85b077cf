package io.basiswatch.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class MadeMarketTest {
    private static final long START = CatalogueBenchmark.START;
    private static final int ASSETS = 2;

    private static List<MarketEvent> events(double pace) {
        return new MadeMarket(ASSETS, pace, START).next(200_000);
    }

    private static double perSecond(List<MarketEvent> events, Class<? extends MarketEvent> kind) {
        long count = events.stream()
                .filter(event -> kind.isInstance(event) && !event.asset().equals("USDT"))
                .count();
        return count * 1e6 / (events.getLast().receivedTime() - START);
    }

    @Test
    void tellsEachKindOfEventAsOftenAsItsListingsSay() {
        // Given
        List<MarketEvent> events = events(4);

        // When and then: only quotes and trades have a pace
        double quotes = Listing.ALL.stream().mapToDouble(Listing::quotes).sum();
        double trades = Listing.ALL.stream().mapToDouble(Listing::trades).sum();
        double interests = Listing.ALL.stream().mapToDouble(Listing::interests).sum();
        assertThat(perSecond(events, Quote.class)).isEqualTo(4 * ASSETS * quotes, within(0.02 * 4 * ASSETS * quotes));
        assertThat(perSecond(events, Trade.class)).isEqualTo(4 * ASSETS * trades, within(0.02 * 4 * ASSETS * trades));
        assertThat(perSecond(events, DepthProfile.class)).isEqualTo(50, within(5.0));
        assertThat(perSecond(events, OpenInterest.class))
                .isEqualTo(ASSETS * interests, within(0.3 * ASSETS * interests));
    }

    @Test
    void isTheSameEveryTimeAndInTheOrderOfReceiveTime() {
        // Given
        List<MarketEvent> events = events(1);

        // When
        List<MarketEvent> again = events(1);

        // Then
        assertThat(again).isEqualTo(events);
        assertThat(events).isSortedAccordingTo(Comparator.comparingLong(MarketEvent::receivedTime));
    }

    @Test
    void listsTwentyFiveInstrumentsOfEachAsset() {
        // Given
        List<MarketEvent> events = events(1);

        // When and then
        assertThat(events.stream()
                        .filter(InstrumentListed.class::isInstance)
                        .filter(event -> !event.asset().equals("USDT"))
                        .distinct())
                .hasSize(ASSETS * 25);
    }
}
