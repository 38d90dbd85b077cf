package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndicatorEngineTest {
    private static final String SPOT = "binance-spot:ETH-USDT";
    private static final String PERP = "binance-usdm:ETH-USDT-PERP";
    private static final String BASIS = "ETH:futures_spot_basis_pct:binance-usdm~binance-spot.USDT";
    private static final String RATIO = "ETH:taker_buy_ratio:binance-usdm.ETH-USDT-PERP";

    @Test
    void evaluatesAnInstantOnlyOnceItsGraceHasPassed() {
        // Given quotes of both markets
        Market market = new Market().quote(0.1, SPOT, 100).quote(0.2, PERP, 101);

        // When now is just short of the grace of the first instant
        market.take(new ClockTick("ETH", market.stamp(1.249_999)));

        // Then nothing is published, and with the next microsecond it is
        assertThat(market.values()).isEmpty();
        market.until(1);
        assertThat(market.number(BASIS, 1)).isEqualTo(1);
    }

    @Test
    void leavesEventsAfterTheInstantOutOfItsValue() {
        // Given a quote that comes after the instant, within the grace
        Market market = new Market().quote(0.1, SPOT, 100).quote(0.2, PERP, 101).quote(1.000_001, PERP, 102);

        // When the instants are evaluated
        market.until(2);

        // Then only the second one knows of it
        assertThat(market.number(BASIS, 1)).isEqualTo(1);
        assertThat(market.number(BASIS, 2)).isEqualTo(2);
    }

    @Test
    void evaluatesTheSecondsOfAQuietMarket() {
        // Given quotes, and then nothing for five seconds
        Market market = new Market().quote(0.1, SPOT, 100).quote(0.2, PERP, 101);

        // When time has passed
        market.until(5);

        // Then every second has its value
        assertThat(market.values().stream()
                        .filter(value -> value.series().toString().equals(BASIS))
                        .map(value -> (value.time() - Market.START) / 1_000_000))
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void givesTheSameValuesHoweverTheLogIsBatched() {
        // Given a random log
        List<MarketEvent> log = RandomLog.events(7, 200);

        // When it is read one by one, and in batches of random size
        List<String> single = new ArrayList<>();
        IndicatorEngine one = engine(single);
        log.forEach(one::accept);
        one.finish();
        List<String> batched = new ArrayList<>();
        IndicatorEngine other = engine(batched);
        Random random = new Random(1);
        for (int from = 0; from < log.size(); ) {
            int to = Math.min(log.size(), from + 1 + random.nextInt(50));
            other.accept(new EventBatch("BTC", "c", log.subList(from, to)));
            from = to;
        }
        other.finish();

        // Then not one character differs
        assertThat(batched).hasSizeGreaterThan(1_000).isEqualTo(single);
    }

    @Test
    void givesTheSameValuesHoweverFeedsAreInterleavedWithinTheGrace() {
        // Given a random log, and the same with every event up to 200 ms late in the log
        List<MarketEvent> log = RandomLog.events(11, 200);
        Random random = new Random(2);
        List<Delayed> delayed = new ArrayList<>();
        for (MarketEvent event : log) {
            delayed.add(new Delayed(event, event.receivedTime() + random.nextInt(200_000)));
        }
        delayed.sort(Comparator.comparingLong(Delayed::position));

        // When both are read
        List<String> ordered = new ArrayList<>();
        IndicatorEngine one = engine(ordered);
        log.forEach(one::accept);
        one.finish();
        List<String> shuffled = new ArrayList<>();
        IndicatorEngine other = engine(shuffled);
        delayed.forEach(next -> other.accept(next.event));
        other.finish();

        // Then not one character differs
        assertThat(shuffled).isEqualTo(ordered);
        assertThat(other.counts().late()).isZero();
    }

    private record Delayed(MarketEvent event, long position) {}

    private static IndicatorEngine engine(List<String> published) {
        return new IndicatorEngine(
                Indicators.all(),
                EngineConfig.defaults(),
                asset -> true,
                (asset, instant, values) -> values.forEach(value -> published.add(ValueJson.write(value))));
    }

    @Test
    void countsAnEventThatComesAfterItsInstantAndStillUsesIt() {
        // Given an instant that has been evaluated
        Market market = new Market().quote(0.1, SPOT, 100).quote(0.2, PERP, 101).until(1);

        // When a newer quote of before that instant comes
        market.quote(0.9, PERP, 102).until(2);

        // Then the evaluated instant stays, the next one knows it
        assertThat(market.number(BASIS, 1)).isEqualTo(1);
        assertThat(market.number(BASIS, 2)).isEqualTo(2);
        assertThat(market.engine().counts().late()).isEqualTo(1);
    }

    @Test
    void closesAMinuteOnceItsEndHasBeenEvaluated() {
        // Given a basis of 1 in the first half and of 2 in the second half of a minute
        Market market = new Market(Market.START - 1_000_000).quote(0, SPOT, 100).quote(0, PERP, 101);
        for (int second = 1; second < 61; second++) {
            market.quote(second + 0.5, SPOT, 100).quote(second + 0.5, PERP, second < 30 ? 101 : 102);
        }

        // When the last second has been evaluated
        market.until(60);
        long minute = Market.START;
        assertThat(minutes(market, BASIS)).noneMatch(value -> value.time() == minute);

        // Then the minute is closed with the next one only, with the mean of its sixty seconds
        market.until(61);
        IndicatorValue value = minutes(market, BASIS).getLast();
        assertThat(value.time()).isEqualTo(minute);
        assertThat(value.value().orElseThrow()).isEqualTo(1.5);
        assertThat(value.quality()).isEqualTo(Quality.OK);
        assertThat(value.attributes()).containsEntry("n_obs", 60L);
        assertThat(value.knownAt()).isEqualTo(minute + 60_250_000);
    }

    @Test
    void saysThatAMinuteIsPartialWhereSecondsAreMissing() {
        // Given quotes from the middle of the minute on
        Market market = new Market().until(0).quote(30.5, SPOT, 100).quote(30.5, PERP, 101);
        for (int second = 31; second < 60; second++) {
            market.quote(second + 0.5, SPOT, 100).quote(second + 0.5, PERP, 101);
        }

        // When the minute closes
        market.until(60);

        // Then it says how much of it there is
        IndicatorValue value = market.minute(BASIS, 0).getFirst();
        assertThat(value.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(value.reasons()).containsExactly("29 of 60 seconds");
        assertThat(value.attributes()).containsEntry("n_obs", 29L);
    }

    @Test
    void keepsPublishingASeriesThatHasFallenSilentAsAbsent() {
        // Given a series whose quotes have stopped
        Market market = new Market().quote(0.5, SPOT, 100).quote(0.5, PERP, 101);

        // When they grow older than 10 s, and than 60 s
        market.until(200);

        // Then the value is stale first and absent then, with the reason
        assertThat(market.quality(BASIS, 10)).isEqualTo(Quality.OK);
        assertThat(market.quality(BASIS, 11)).isEqualTo(Quality.STALE);
        assertThat(market.quality(BASIS, 60)).isEqualTo(Quality.STALE);
        assertThat(market.second(BASIS, 61).orElseThrow().reasons()).containsExactly("no input within 60 s");
        assertThat(market.quality(BASIS, 200)).isEqualTo(Quality.ABSENT);
        assertThat(market.minute(BASIS, 120).getFirst().value()).isEmpty();
    }

    @Test
    void jumpsOverALongSilence() {
        // Given a market that says nothing for three days
        Market market = new Market().quote(0.5, SPOT, 100).quote(0.5, PERP, 101);
        double later = 3 * 86_400;

        // When it comes back
        market.quote(later + 0.5, SPOT, 100).quote(later + 0.5, PERP, 103).until(later + 2);

        // Then the silence has been evaluated for minutes and not for days, and values go on
        assertThat(market.values().stream()
                        .filter(value -> value.resolution() == Resolution.SECOND)
                        .filter(value -> value.series().toString().equals(BASIS)))
                .hasSizeBetween(180, 300);
        assertThat(market.number(BASIS, later + 1)).isEqualTo(3);
    }

    @Test
    void revisesAClosedMinuteForATradeThatComesWithinAMinute() {
        // Given a closed minute with a buy of 100
        Market market = new Market().until(0).trade(10, PERP, Side.BUY, 100).until(60);
        assertThat(market.minute(RATIO, 0)).hasSize(1);

        // When a sell of 300 of that minute comes 59 s after its end
        market.trade(50, 119, PERP, "late", Side.SELL, 300).until(121);

        // Then the minute is published again, as a revision, and not a third time
        List<IndicatorValue> revisions = market.minute(RATIO, 0);
        assertThat(revisions).hasSize(2);
        assertThat(revisions.getLast().revision()).isEqualTo(1);
        assertThat(revisions.getLast().value().orElseThrow()).isEqualTo(0.25);
        assertThat(revisions.getLast().knownAt()).isEqualTo(market.at(119.25));
        assertThat(market.engine().counts().revisions()).isPositive();
    }

    @Test
    void dropsATradeThatIsTooLateForItsMinute() {
        // Given a closed minute
        Market market = new Market().until(0).trade(10, PERP, Side.BUY, 100).until(60);

        // When a trade of it comes more than 60 s after its end
        market.trade(50, 120.000_001, PERP, "late", Side.SELL, 300).until(125);

        // Then it is counted and changes nothing
        assertThat(market.minute(RATIO, 0)).hasSize(1);
        assertThat(market.engine().counts().dropped()).isEqualTo(1);
    }

    @Test
    void countsATradeOnceHoweverOftenItComes() {
        // Given a trade that two collectors report
        Market market = new Market()
                .until(0)
                .trade(10, 10, PERP, "7", Side.BUY, 100)
                .trade(10, 10.1, PERP, "7", Side.BUY, 100)
                .trade(10, 10.2, PERP, "8", Side.SELL, 100);

        // When it is evaluated
        market.until(11);

        // Then it counts once
        assertThat(market.number(RATIO, 11)).isEqualTo(0.5);
        assertThat(market.engine().counts().duplicates()).isEqualTo(1);
    }

    @Test
    void marksAValueWhoseClocksDisagree() {
        // Given a quote whose venue's time is three seconds behind ours
        Market market = new Market().quote(3.5, SPOT, 100);
        market.take(new Quote(
                Instrument.parse(PERP),
                new Stamp(market.at(0.4), market.at(3.5), -1, Origin.LIVE),
                100.5,
                1,
                101.5,
                1));

        // When it is used
        market.until(4);

        // Then the value says so
        assertThat(market.quality(BASIS, 4)).isEqualTo(Quality.DEGRADED);
        assertThat(market.second(BASIS, 4).orElseThrow().reasons()).containsExactly("clock_skew");
    }

    @Test
    void publishesOnlyTheAssetsItIsAskedFor() {
        // Given an engine that publishes nothing but BTC
        List<String> assets = new ArrayList<>();
        IndicatorEngine engine = new IndicatorEngine(
                Indicators.all(),
                EngineConfig.defaults(),
                "BTC"::equals,
                (asset, instant, values) -> assets.add(asset));

        // When it reads events of several assets
        RandomLog.events(3, 30).forEach(engine::accept);

        // Then others are not published
        assertThat(assets).isNotEmpty().containsOnly("BTC");
    }

    @Test
    void closesTheLastMinuteOfAFileWhereItsLastSecondIsThere() {
        // Given a log that ends 59.5 s into a minute
        Market market = new Market().until(0);
        for (int second = 0; second < 60; second++) {
            market.quote(second + 0.5, SPOT, 100).quote(second + 0.5, PERP, 101);
        }

        // When it ends
        market.finish();

        // Then that minute is closed
        assertThat(market.minute(BASIS, 0)).hasSize(1);
    }

    private static List<IndicatorValue> minutes(Market market, String series) {
        return market.values().stream()
                .filter(value -> value.resolution() == Resolution.MINUTE)
                .filter(value -> value.series().toString().equals(series))
                .toList();
    }
}
