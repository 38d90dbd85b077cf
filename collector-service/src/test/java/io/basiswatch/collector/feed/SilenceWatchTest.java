package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Instrument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
    private static final long SECOND = 1_000_000;
    private static final Instrument PAIR = Instrument.parse("binance-spot:BTC-USDT");
    private static final MarketStream QUOTES = new MarketStream(PAIR, StreamKind.QUOTES);
    private static final MarketStream TRADES = new MarketStream(PAIR, StreamKind.TRADES);

    private final SilenceWatch watch = new SilenceWatch(
            Set.of(QUOTES, TRADES),
            Map.of(StreamKind.QUOTES, Duration.ofSeconds(9), StreamKind.TRADES, Duration.ofSeconds(9))::get);

    @BeforeEach
    void start() {
        watch.start(0);
    }

    private void every(long spacing, MarketStream stream, long from, long to) {
        for (long at = from; at <= to; at += spacing) {
            watch.arrived(stream, at);
        }
    }

    private List<MarketStream> silentAt(long time) {
        return watch.check(time).stream().map(SilenceWatch.Silent::stream).toList();
    }

    @Test
    void aStreamIsSilentThoughOthersFlow() {
        // When: trades go on, quotes do not
        watch.arrived(QUOTES, SECOND);
        every(SECOND, TRADES, SECOND, 10 * SECOND);

        // Then
        assertThat(watch.check(10 * SECOND)).isEmpty();
        assertThat(watch.check(10 * SECOND + 1))
                .containsExactly(
                        new SilenceWatch.Silent(QUOTES, Duration.ofSeconds(9).plusNanos(1_000), true, false));
        assertThat(watch.flowsSince(8 * SECOND)).isTrue();
    }

    @Test
    void aStreamThatNeverSpokeSaysSo() {
        // When
        every(SECOND, QUOTES, SECOND, 10 * SECOND);

        // Then
        assertThat(watch.check(10 * SECOND)).singleElement().satisfies(silent -> {
            assertThat(silent.stream()).isEqualTo(TRADES);
            assertThat(silent.everSpoke()).isFalse();
        });
    }

    @Test
    void newsThatAreUsuallyFarApartGetFourTimesTheirSpacing() {
        // Given: a trade every 5 s, which is no fault
        every(5 * SECOND, TRADES, 0, 100 * SECOND);
        every(SECOND, QUOTES, 0, 200 * SECOND);

        // When, Then
        assertThat(silentAt(119 * SECOND)).isEmpty();
        assertThat(silentAt(120 * SECOND + 1)).containsExactly(TRADES);
        assertThat(watch.usuallyFlows(TRADES)).isFalse();
        assertThat(watch.usuallyFlows(QUOTES)).isTrue();
    }

    @Test
    void whatWasBegunAgainHasFiveSecondsToHelp() {
        // Given
        every(SECOND, QUOTES, 0, 100 * SECOND);
        every(SECOND, TRADES, 0, 91 * SECOND);
        assertThat(silentAt(101 * SECOND)).containsExactly(TRADES);

        // When
        watch.cured(TRADES, 101 * SECOND);

        // Then
        assertThat(silentAt(106 * SECOND)).isEmpty();
        assertThat(watch.check(106 * SECOND + 1)).singleElement().matches(SilenceWatch.Silent::cured);
    }

    @Test
    void aQuietStreamIsAskedAboutLessOftenUpToEightySeconds() {
        // Given
        every(SECOND, QUOTES, 0, 600 * SECOND);
        long[] limits = {9, 18, 36, 72, 72};
        long now = 0;

        for (long limit : limits) {
            // When, Then
            assertThat(silentAt(now + limit * SECOND)).isEmpty();
            assertThat(silentAt(now + limit * SECOND + 1)).containsExactly(TRADES);
            now += limit * SECOND + 1;
            watch.quiet(TRADES, now);
        }
    }

    @Test
    void aStreamThatFlowsAgainHasItsLimitBack() {
        // Given: renewed twice
        watch.renewed(QUOTES, 10 * SECOND);
        watch.renewed(QUOTES, 30 * SECOND);

        // When
        every(SECOND / 10, QUOTES, 30 * SECOND, 32 * SECOND);
        every(SECOND, TRADES, 30 * SECOND, 60 * SECOND);

        // Then
        assertThat(silentAt(41 * SECOND)).isEmpty();
        assertThat(silentAt(41 * SECOND + 1)).containsExactly(QUOTES);
    }

    @Test
    void aStreamThatSpokeAndWasBegunAgainHasSpokenAllTheSame() {
        // Given
        watch.arrived(TRADES, SECOND);
        every(SECOND, QUOTES, SECOND, 30 * SECOND);
        watch.cured(TRADES, 11 * SECOND);

        // When
        List<SilenceWatch.Silent> silent = watch.check(17 * SECOND);

        // Then: its address is the right one
        assertThat(silent).singleElement().satisfies(one -> {
            assertThat(one.cured()).isTrue();
            assertThat(one.everSpoke()).isTrue();
        });
    }
}
