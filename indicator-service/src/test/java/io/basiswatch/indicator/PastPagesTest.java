package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Days that are told page by page: what follows from them is made in parts, and the present waits for a part at most. */
class PastPagesTest {
    private static final long SECOND = Resolution.SECOND.micros();
    private static final long TOLD = Market.START + 10 * SECOND;
    private static final int DAYS = 120;
    private static final String MEAN = "BTC:futures_spot_basis_sma_7d:perp";
    private static final String STUDY = "BTC:event_study:perp";

    /** An engine, and what it made of the past: the newest of each day. */
    private static final class Run {
        private final List<IndicatorValue> made = new ArrayList<>();
        private final Map<String, String> newest = new TreeMap<>();
        private final IndicatorEngine engine =
                new IndicatorEngine(Indicators.all(), EngineConfig.defaults(), asset -> true, new ValueSink() {
                    @Override
                    public void publish(String asset, long instant, List<IndicatorValue> values) {}

                    @Override
                    public void history(MetCandle met, List<IndicatorValue> values) {
                        note(values);
                    }

                    @Override
                    public void history(String asset, long receivedTime, List<IndicatorValue> values) {
                        note(values);
                    }
                });
        private long second;

        private void note(List<IndicatorValue> values) {
            for (IndicatorValue value : values) {
                made.add(value);
                newest.put(value.series() + " " + value.time(), ValueContent.of(value) + " " + value.knownAt());
            }
        }

        private Run seconds(int count) {
            for (int i = 0; i < count; i++) {
                long time = Market.START + second++ * SECOND + 250_000;
                tell(List.of(new ClockTick("BTC", new Stamp(time, time, Stamp.NO_SEQUENCE, Origin.LIVE))));
            }
            return this;
        }

        private Run tell(List<MarketEvent> events) {
            engine.accept(new EventBatch("BTC", "c", events));
            return this;
        }

        private long count(String series) {
            return made.stream()
                    .filter(value -> value.series().toString().equals(series))
                    .count();
        }
    }

    /** The days of two markets from so many days ago to so many, oldest first. */
    private static List<MarketEvent> page(int oldest, int newest, long received) {
        List<MarketEvent> page = new ArrayList<>();
        for (int back = oldest; back > newest; back--) {
            for (String market : List.of("binance-spot:BTC-USDT", "binance-usdm:BTC-USDT-PERP")) {
                page.add(CandleBuilder.of(market)
                        .open(Market.START - back * Resolution.DAY.micros())
                        .close(100 + Math.floorMod(back * market.length(), 7))
                        .received(received)
                        .build());
            }
        }
        return page;
    }

    @Test
    void whatFollowsFromAPageComesWithTheSecondsAfterItTheCheapFirst() {
        // Given
        Run run = new Run().seconds(10);

        // When a page has been told
        run.tell(page(DAYS, 0, TOLD));

        // Then it waits for the present, the days and their means come first, and what costs more comes by and by
        assertThat(run.made).isEmpty();
        run.seconds(2);
        assertThat(run.count("BTC:futures_spot_basis_pct:perp")).isEqualTo(DAYS);
        assertThat(run.count(MEAN)).isGreaterThan(DAYS - 7);
        long studies = run.count(STUDY);
        assertThat(studies).isLessThan(DAYS - 7);
        run.seconds(20);
        assertThat(run.count(STUDY)).isGreaterThan(studies).isEqualTo(run.count(MEAN));
    }

    @Test
    void pagesEndWithTheSameDaysAsAFewAtATimeInTheOrderOfTime() {
        // Given pages, newest first, the second while much is owed because of the first
        Run pages = new Run().seconds(10);
        pages.tell(page(DAYS / 2, 0, TOLD)).seconds(1);
        pages.tell(page(DAYS, DAYS / 2, TOLD)).seconds(40);

        // When the same days are told a few at a time
        Run few = new Run();
        for (int back = DAYS; back > 0; back -= 10) {
            few.tell(page(back, back - 10, TOLD));
        }

        // Then
        assertThat(pages.newest).hasSizeGreaterThan(DAYS * 10).isEqualTo(few.newest);
    }

    @Test
    void daysOvertakeMinutesOfThePagesThatWait() {
        // Given a page of many minutes, and one of days behind it
        List<MarketEvent> minutes = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            minutes.add(CandleBuilder.of("binance-usdm:BTC-USDT-PERP")
                    .open(Market.START - (3_000 - i) * Resolution.MINUTE.micros())
                    .length(Resolution.MINUTE.micros())
                    .received(TOLD)
                    .build());
        }
        Run run = new Run().seconds(10).tell(minutes).tell(page(DAYS, 0, TOLD));

        // When
        run.seconds(2);

        // Then
        assertThat(run.count("BTC:futures_spot_basis_pct:perp")).isEqualTo(DAYS);
        assertThat(run.engine.counts().candles()).isLessThan(2_000);
        run.seconds(6);
        assertThat(run.engine.counts().candles()).isEqualTo(2_000 + 2 * DAYS);
    }

    @Test
    void theEndOfTheLogLeavesNothingOwed() {
        // Given
        Run waited = new Run().seconds(10).tell(page(DAYS, 0, TOLD)).seconds(40);

        // When
        Run ended = new Run().seconds(10).tell(page(DAYS, 0, TOLD));
        ended.engine.finish();

        // Then
        assertThat(ended.newest).isEqualTo(waited.newest);
    }

    @Test
    void nothingWaitsWhereThereIsNoPresent() {
        // Given
        Run waited = new Run().seconds(10).tell(page(DAYS, 0, TOLD)).seconds(40);

        // When an archive is told to an engine that has heard of nothing else
        Run alone = new Run().tell(page(DAYS, 0, TOLD));

        // Then
        assertThat(alone.newest).isEqualTo(waited.newest);
    }

    @Test
    void whatWasOwedWhenAnEngineStoppedIsMadeByTheNextOne() {
        // Given one that stopped behind a page, and one that did not
        Run whole = new Run().seconds(10).tell(page(DAYS, 0, TOLD)).seconds(40);
        Run stopped = new Run().seconds(10).tell(page(DAYS, 0, TOLD)).seconds(1);
        assertThat(stopped.newest.size()).isLessThan(whole.newest.size());

        // When the next one knows what was stored, and reads the log again
        Run next = new Run();
        stopped.made.forEach(next.engine::recall);
        next.newest.putAll(stopped.newest);
        next.seconds(10).tell(page(DAYS, 0, TOLD)).seconds(40);

        // Then
        assertThat(next.newest).isEqualTo(whole.newest);
    }

    @Test
    void aSecondTellingOfWhatWasStoredMakesNothing() {
        // Given
        Run whole = new Run().seconds(10).tell(page(DAYS, 0, TOLD)).seconds(40);
        Run next = new Run();
        whole.made.forEach(next.engine::recall);

        // When the same days are told a while later
        next.seconds(10).tell(page(DAYS, 0, TOLD + 5 * SECOND)).seconds(40);

        // Then
        assertThat(next.count(MEAN)).isZero();
        assertThat(next.count(STUDY)).isZero();
    }

    @Test
    void theLogIsReadAgainFromWhereSomethingIsOwed() {
        // Given an engine that has read enough of the log to be gone on from
        Run run = new Run().seconds(300);
        long open = run.engine.openMinute().orElseThrow();
        assertThat(run.engine.readAgainFrom()).hasValue(open - IndicatorEngine.warmUpMicros());

        // When it is told of the past by something that was received long ago, and when that is done with
        long received = open - 2 * IndicatorEngine.warmUpMicros();
        run.tell(page(DAYS, 0, received));

        // Then
        assertThat(run.engine.readAgainFrom()).hasValue(received);
        run.seconds(40);
        assertThat(run.engine.readAgainFrom())
                .hasValue(run.engine.openMinute().orElseThrow() - IndicatorEngine.warmUpMicros());
    }
}
