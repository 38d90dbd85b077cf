package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** The small parts of a feed's life: waits, states, intervals. */
class FeedPiecesTest {
    private static final long SECOND = 1_000_000;

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    }

    @Test
    void waitsAreRandomBelowABoundThatDoublesUpToTheCap() {
        // Given
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(32), random());

        // When
        long[] longest = new long[8];
        for (int failures = 0; failures < longest.length; failures++) {
            for (int i = 0; i < 2000; i++) {
                longest[failures] =
                        Math.max(longest[failures], backoff.delay(failures).toMillis());
            }
        }

        // Then
        assertThat(longest[0]).isBetween(900L, 1000L);
        assertThat(longest[3]).isBetween(7_000L, 8_000L);
        assertThat(longest[7]).isBetween(30_000L, 32_000L);
    }

    @Test
    void onlyDataThatLastEndARowOfFailures() {
        // Given
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(32), random());
        ConnectionState.BackingOff twice = new ConnectionState.Idle()
                .connect()
                .failed(backoff)
                .retry()
                .connected(0)
                .broughtData(1)
                .lost(backoff, 9 * SECOND);

        // When
        ConnectionState.BackingOff afterData =
                twice.retry().connected(0).broughtData(1).lost(backoff, 10 * SECOND + 1);

        // Then
        assertThat(twice.failures()).isEqualTo(2);
        assertThat(afterData.failures()).isZero();
        assertThat(afterData.delay()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void fundingIntervalsAreMeasuredOnlyBetweenPaymentsThatFollowOneAnother() {
        // Given
        long hour = 3600 * SECOND;
        FundingIntervals intervals = new FundingIntervals();

        // When, Then
        assertThat(intervals.measure(8 * hour, 8 * hour - 1)).isEmpty();
        assertThat(intervals.measure(16 * hour + 2000, 8 * hour + 1)).contains(Duration.ofHours(8));
        assertThat(intervals.measure(16 * hour, 9 * hour)).contains(Duration.ofHours(8));
        assertThat(intervals.measure(48 * hour, 40 * hour))
                .as("after a silence of a day")
                .contains(Duration.ofHours(8));
    }

    @Test
    void allThirteenVenuesHaveNamesAndThoseWithAFeedAreFound() {
        assertThat(VenueFeeds.names()).hasSize(13).doesNotHaveDuplicates();
        assertThat(VenueFeeds.names())
                .containsAll(VenueFeeds.all().stream().map(VenueFeed::venue).toList());
        assertThat(VenueFeeds.all()).extracting(feed -> feed.venue().id()).contains("binance-spot", "coinbase");
        assertThat(VenueFeeds.of(Venue.of("nasdaq"))).isEmpty();
    }

    @Test
    void aPolicyWithoutALimitForAKindIsRefused() {
        assertThatThrownBy(
                        () -> new FeedPolicy(Map.of(), Duration.ZERO, Duration.ZERO, Duration.ZERO, 1, Duration.ZERO))
                .hasMessageContaining("no limit of silence");
    }
}
