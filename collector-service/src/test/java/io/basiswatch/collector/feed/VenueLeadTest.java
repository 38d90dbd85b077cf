package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import org.junit.jupiter.api.Test;

class VenueLeadTest {
    private static final long SECOND = 1_000_000;
    private static final Instrument PERPETUAL = Instrument.parse("binance-usdm:BTC-USDT-PERP");

    private final VenueLead lead = new VenueLead();

    private void arrived(long received, long event, Origin origin) {
        lead.arrived(new MarkPrice(PERPETUAL, new Stamp(event, received, Stamp.NO_SEQUENCE, origin), 90_000));
    }

    @Test
    void theFastestMessageOfTheLastMinuteCounts() {
        // Given
        arrived(100 * SECOND, 100 * SECOND - 30_000, Origin.LIVE);
        arrived(101 * SECOND, 101 * SECOND - 20_000, Origin.LIVE);
        arrived(102 * SECOND, 102 * SECOND - 900_000, Origin.LIVE);

        // When, Then
        assertThat(lead.micros(102 * SECOND)).hasValue(20_000);
        assertThat(lead.micros(149 * SECOND)).hasValue(20_000);
        assertThat(lead.micros(170 * SECOND)).isEmpty();
    }

    @Test
    void aVenueThatIsAheadShowsBelowZero() {
        // When
        arrived(100 * SECOND, 103 * SECOND, Origin.LIVE);

        // Then
        assertThat(lead.micros(100 * SECOND)).hasValue(-3 * SECOND);
    }

    @Test
    void thePastAndWhatHasNoTimeOfItsOwnTellNothing() {
        // When
        arrived(100 * SECOND, 50 * SECOND, Origin.BACKFILL);
        arrived(100 * SECOND, 100 * SECOND, Origin.LIVE);

        // Then
        assertThat(lead.micros(100 * SECOND)).isEmpty();
    }
}
