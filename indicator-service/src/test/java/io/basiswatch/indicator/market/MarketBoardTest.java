package io.basiswatch.indicator.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Candle;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarketBoardTest {
    private static final Instrument PERPETUAL = Instrument.parse("alpha:BTC-USDT-PERP");
    private static final Instrument STABLECOIN = Instrument.parse("alpha:USDT-USD");

    private final MarketBoard board = new MarketBoard(Set.of("BTC")::contains);

    private static Stamp stamp(long millis, Origin origin) {
        return new Stamp(millis * 1_000, millis * 1_000, Stamp.NO_SEQUENCE, origin);
    }

    private static Stamp stamp(long millis) {
        return stamp(millis, Origin.LIVE);
    }

    private static Quote quote(Instrument instrument, long millis) {
        return new Quote(instrument, stamp(millis), 99, 1, 101, 1);
    }

    private List<MarketNews> told(MarketEvent... events) {
        board.take(List.of(events));
        return board.news();
    }

    @Test
    void tellsOfEachKindWhenTheNewestCame() {
        // Given a market that was listed, quoted, marked and lost for a while
        List<MarketNews> news = told(
                new InstrumentListed(PERPETUAL, stamp(10_000), "BTCUSDT", 1),
                quote(PERPETUAL, 11_000),
                quote(PERPETUAL, 12_000),
                new MarkPrice(PERPETUAL, stamp(11_500), 100),
                new FeedGap(PERPETUAL, stamp(10_500), "stream", 10_400_000, "lost"));

        // Then that is what is told
        assertThat(news)
                .containsExactly(new MarketNews(
                        "BTC",
                        12_000,
                        Map.of(
                                PERPETUAL.toString(),
                                "{\"listed\":10000,\"symbol\":\"BTCUSDT\",\"contract_size\":1.0,\"gap\":10500,"
                                        + "\"newest\":{\"quote\":12000,\"mark\":11500}}"),
                        Set.of()));
    }

    @Test
    void tellsItEveryFiveSecondsOfTheDataWhetherAnythingCameOrNot() {
        // Given news that were told
        assertThat(told(quote(PERPETUAL, 10_000))).hasSize(1);

        // Then four seconds later there are none, and five seconds later, told by a tick, the same again
        assertThat(told(quote(PERPETUAL, 14_000))).isEmpty();
        assertThat(told(new ClockTick("BTC", stamp(15_000))))
                .singleElement()
                .satisfies(news -> assertThat(news.at()).isEqualTo(15_000))
                .satisfies(news ->
                        assertThat(news.heard().get(PERPETUAL.toString())).isEqualTo("{\"newest\":{\"quote\":14000}}"));
    }

    @Test
    void whatIsDelistedIsToldAsGoneOnceAndMayComeBack() {
        told(quote(PERPETUAL, 10_000));

        // When it is delisted, and later heard of again
        List<MarketNews> gone = told(new InstrumentDelisted(PERPETUAL, stamp(20_000), "BTCUSDT"));
        List<MarketNews> silent = told(new ClockTick("BTC", stamp(30_000)));
        List<MarketNews> back = told(quote(PERPETUAL, 40_000));

        // Then
        assertThat(gone).containsExactly(new MarketNews("BTC", 20_000, Map.of(), Set.of(PERPETUAL.toString())));
        assertThat(silent).isEmpty();
        assertThat(back).singleElement().satisfies(news -> {
            assertThat(news.heard()).containsOnlyKeys(PERPETUAL.toString());
            assertThat(news.gone()).isEmpty();
        });
    }

    @Test
    void othersAssetsAndThePastSayNothing() {
        // Given a stablecoin, which every partition gets, one that is gone, and history
        OptionalDouble unknown = OptionalDouble.empty();
        Stamp past = stamp(10_000, Origin.BACKFILL);
        MarketEvent candle = new Candle(PERPETUAL, past, 1, 2, 1, 1, 1, 1, 1, unknown, unknown, unknown);

        // Then nothing is told of them
        assertThat(told(
                        quote(STABLECOIN, 10_000),
                        new InstrumentDelisted(STABLECOIN, stamp(20_000), "USDTUSD"),
                        candle))
                .isEmpty();
    }
}
