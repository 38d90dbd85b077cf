package io.basiswatch.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Contract;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A comparison of forms is worth something only where all of them carry everything. */
class WireFormTest {
    private static final Venue VENUE = Venue.of("binance-usdm");
    private static final Instrument PERPETUAL = Instrument.perpetual(VENUE, "ETH", "USDT");
    private static final Instrument INDEX = Instrument.of(VENUE, "ETH", "USDT", Contract.INDEX);

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json", "smile", "cbor"})
    void everyFormReadsBackWhatItWrote(String form) {
        // Given
        WireForm wire = WireForm.named(form);
        List<MarketEvent> events = List.of(
                new Quote(PERPETUAL, stamp(0, 7), 2_400.01, 3.5, 2_400.02, 0),
                new Trade(PERPETUAL, stamp(3, Stamp.NO_SEQUENCE), "x-1", 0.1 + 0.2, 1e-8, 1e12, Side.SELL),
                new MarkPrice(PERPETUAL, stamp(5, 8), 2_400.5),
                new IndexPrice(INDEX, stamp(6, 9), 2_399.5),
                new FundingRate(
                        PERPETUAL,
                        stamp(7, 10),
                        FundingRate.Kind.PREDICTED,
                        -1e-4,
                        Optional.of(Duration.ofHours(8)),
                        9),
                new FundingRate(PERPETUAL, stamp(8, 11), FundingRate.Kind.SETTLED, 1e-4, Optional.empty(), 9));
        EventBatch batch = new EventBatch("ETH", "collector-1", events);

        // When
        EventBatch back = wire.decode(wire.encode(batch));

        // Then
        assertThat(back).isEqualTo(batch);
        assertThat(events).allMatch(WireForm::isComparable);
    }

    private static Stamp stamp(long micros, long sequence) {
        return new Stamp(1_723_161_254_000_000L + micros, 1_723_161_254_024_619L + 2 * micros, sequence, Origin.REPLAY);
    }
}
