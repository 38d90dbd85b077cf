package io.basiswatch.collector.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.PastWalk;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hours of one pair; times are hours since the epoch. */
class StretchTest {
    private static final long HOUR = 3_600_000_000L;
    private static final long SECOND = 1_000_000;
    private static final long NOW = 500_000;
    private static final Instrument BTC = Instrument.spot(Venue.of("binance-spot"), "BTC", "USDT");

    private static Stretch hours(Told told) {
        Past past = new Past(
                BTC,
                Past.Kind.HOURS,
                Duration.ofHours(1),
                1_000,
                Past.Holds.OLDEST,
                Duration.ofDays(999),
                (from, to, edge) -> "");
        Stretch stretch = new Stretch(past, told);
        stretch.begin(NOW * HOUR + 20 * SECOND);
        return stretch;
    }

    /** One that has been followed for an hour, of which everything is told. */
    private static Stretch followed() {
        Stretch stretch = hours(told(NOW - 2_880, NOW - 1));
        stretch.begin((NOW - 1) * HOUR + 20 * SECOND);
        passes(stretch, NOW * HOUR + 20 * SECOND);
        stretch.asks();
        stretch.told((NOW - 1) * HOUR, NOW * HOUR);
        return stretch;
    }

    /** Time passes while trades come. */
    private static boolean passes(Stretch stretch, long now) {
        return stretch.passed(now, now - SECOND);
    }

    private static FeedGap gap(long from, long noticed) {
        Stamp stamp = new Stamp(noticed, noticed, Stamp.NO_SEQUENCE, Origin.LIVE);
        return new FeedGap(BTC, stamp, "trade", from, "connection lost", FeedGap.Scope.TRADES);
    }

    private static Told told(long from, long to) {
        return new Told(from * HOUR, to * HOUR);
    }

    private static Optional<Stretch.Missing> range(long from, long to, PastWalk.Direction direction) {
        return Optional.of(new Stretch.Missing(from * HOUR, to * HOUR, direction));
    }

    @Test
    void aHoleIsFilledBeforeItGoesFurtherBack() {
        // Given
        Stretch stretch = hours(told(NOW - 1_000, NOW - 10));
        long now = NOW * HOUR + 20 * SECOND;

        // When
        Optional<Stretch.Missing> hole = stretch.missing(now);
        stretch.asks();
        stretch.told((NOW - 10) * HOUR, NOW * HOUR);

        // Then
        assertThat(hole).isEqualTo(range(NOW - 10, NOW, PastWalk.Direction.OLDEST_FIRST));
        assertThat(stretch.missing(now))
                .isEqualTo(range(NOW - 120 * 24 + 1, NOW - 1_000, PastWalk.Direction.NEWEST_FIRST));
    }

    @Test
    void anHourThatOurStreamsBroughtWholeIsNotAskedFor() {
        // Given
        Stretch stretch = followed();

        // When
        boolean grew = passes(stretch, (NOW + 1) * HOUR + 20 * SECOND);

        // Then
        assertThat(grew).isTrue();
        assertThat(stretch.told()).isEqualTo(told(NOW - 2_880, NOW + 1));
        assertThat(stretch.missing((NOW + 1) * HOUR + 20 * SECOND)).isEmpty();
    }

    @Test
    void anHourWithAGapIsAskedForOnceItIsOver() {
        // Given
        Stretch stretch = followed();
        stretch.broken(gap(NOW * HOUR + 60 * SECOND, NOW * HOUR + 90 * SECOND));

        // When
        Optional<Stretch.Missing> during = stretch.missing(NOW * HOUR + HOUR / 2);
        passes(stretch, (NOW + 1) * HOUR + 20 * SECOND);

        // Then
        assertThat(during).isEmpty();
        assertThat(stretch.missing((NOW + 1) * HOUR + 20 * SECOND))
                .isEqualTo(range(NOW, NOW + 1, PastWalk.Direction.OLDEST_FIRST));
    }

    @Test
    void anHourWhoseGapWasFilledTradeByTradeIsNotAskedForButThatOfAnotherGapIs() {
        // Given
        Stretch filled = followed();
        Stretch begun = followed();
        long lost = NOW * HOUR + 60 * SECOND;

        // When: the second one has begun within the hour, so that its start is missing as well
        begun.broken(gap(0, NOW * HOUR + 30 * SECOND));
        for (Stretch stretch : new Stretch[] {filled, begun}) {
            stretch.broken(gap(lost, lost + SECOND));
            stretch.mended(lost - SECOND);
            passes(stretch, (NOW + 1) * HOUR + 20 * SECOND);
        }

        // Then
        assertThat(filled.missing((NOW + 1) * HOUR + 20 * SECOND)).isEmpty();
        assertThat(begun.missing((NOW + 1) * HOUR + 20 * SECOND)).isPresent();
    }

    @Test
    void aVenueWhosePagesGoBackOnlyKeepsWhatWasToldBefore() {
        // Given
        Stretch stretch = hours(told(NOW - 2_880, NOW - 10));
        stretch.asks();

        // When: from the newest page back until it touches what was known
        stretch.told((NOW - 4) * HOUR, NOW * HOUR);
        Told before = stretch.told();
        stretch.told((NOW - 11) * HOUR, (NOW - 4) * HOUR);

        // Then
        assertThat(before).isEqualTo(told(NOW - 2_880, NOW - 10));
        assertThat(stretch.told()).isEqualTo(told(NOW - 2_880, NOW));
    }

    @Test
    void afterAFailureItRestsLongerEachTime() {
        // Given
        Stretch stretch = hours(Told.NOTHING);
        long now = NOW * HOUR + 20 * SECOND;

        // When
        stretch.failed(now);

        // Then
        assertThat(stretch.missing(now + 59 * SECOND)).isEmpty();
        assertThat(stretch.missing(now + 60 * SECOND)).isPresent();
        stretch.failed(now + 60 * SECOND);
        assertThat(stretch.missing(now + 170 * SECOND)).isEmpty();
    }

    @Test
    void hoursAreAskedForAsLongAsNothingComesAfterALoss() {
        // Given
        Stretch stretch = followed();
        long lost = NOW * HOUR + HOUR / 2;
        stretch.broken(gap(lost, lost + SECOND));

        // When: nothing has come since
        for (long hour = NOW + 1; hour <= NOW + 3; hour++) {
            stretch.passed(hour * HOUR + 20 * SECOND, lost);
            stretch.asks();
            stretch.told((hour - 1) * HOUR, hour * HOUR);
        }
        stretch.passed((NOW + 4) * HOUR + 20 * SECOND, lost);

        // Then
        assertThat(stretch.missing((NOW + 4) * HOUR + 20 * SECOND))
                .isEqualTo(range(NOW + 3, NOW + 4, PastWalk.Direction.OLDEST_FIRST));
    }
}
