package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.ExchangeReserve;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventOrderTest {
    private static final Stamp STAMP = new Stamp(5, 7, Stamp.NO_SEQUENCE, Origin.LIVE);

    /** What may come in one microsecond: of two venues and two assets, of instruments and of assets as a whole. */
    private static List<MarketEvent> atOnce() {
        List<MarketEvent> events = new ArrayList<>();
        for (String name : List.of("binance-usdm:ETH-USDT-PERP", "okx:BTC-USDT-PERP", "binance-usdm:BTC-USDT-PERP")) {
            Instrument instrument = Instrument.parse(name);
            events.add(new Quote(instrument, STAMP, 1, 1, 2, 1));
            events.add(new OpenInterest(instrument, STAMP, 1, 1));
            for (LongShortRatio.Kind kind : LongShortRatio.Kind.values()) {
                events.add(LongShortRatio.ofRatio(instrument, STAMP, kind, 1));
            }
        }
        for (String asset : List.of("BTC", "ETH", "CLOCK")) {
            events.add(new ClockTick(asset, STAMP));
            events.add(new ExchangeReserve(asset, STAMP, "okx", 1));
            events.add(new ExchangeReserve(asset, STAMP, "binance", 1));
        }
        return events;
    }

    @Test
    void isTheSameHoweverEventsWereInterleaved() {
        // Given
        List<MarketEvent> events = atOnce();
        List<MarketEvent> sorted = events.stream().sorted(EventOrder.INSTANCE).toList();

        // When / Then
        for (int round = 0; round < 200; round++) {
            Collections.shuffle(events, new Random(round));
            assertThat(events.stream().sorted(EventOrder.INSTANCE)).containsExactlyElementsOf(sorted);
        }
    }

    @Test
    void putsEachPairOneWayAndEachThreeInLine() {
        for (MarketEvent one : atOnce()) {
            for (MarketEvent two : atOnce()) {
                int order = EventOrder.INSTANCE.compare(one, two);
                assertThat(order == 0).isEqualTo(one.equals(two));
                assertThat(Integer.signum(EventOrder.INSTANCE.compare(two, one)))
                        .isEqualTo(-Integer.signum(order));
                for (MarketEvent three : atOnce()) {
                    if (order < 0 && EventOrder.INSTANCE.compare(two, three) < 0) {
                        assertThat(EventOrder.INSTANCE.compare(one, three)).isNegative();
                    }
                }
            }
        }
    }
}
