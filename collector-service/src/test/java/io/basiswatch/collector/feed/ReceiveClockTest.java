package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Venue;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiveClockTest {
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long START = 1_786_000_000 * SECOND;

    private final Hands hands = new Hands();
    private final ReceiveClock clock = new ReceiveClock(hands);

    /** Time that a test moves. */
    private static final class Hands implements TimeSource {
        private long wall = START;
        private long monotonic = 5;

        @Override
        public long wall() {
            return wall;
        }

        @Override
        public long monotonic() {
            return monotonic;
        }
    }

    /** Lets time pass in tenths of a second, as frames come; returns the last stamp, less the start. */
    private long pass(long micros) {
        long stamp = 0;
        for (long passed = 0; passed < micros; passed += SECOND / 10) {
            hands.wall += SECOND / 10;
            hands.monotonic += SECOND / 10;
            long next = clock.next();
            assertThat(next).isGreaterThan(stamp);
            stamp = next;
        }
        return stamp - START;
    }

    @Test
    void stampsStrictlyIncreaseWhereTimeStandsStill() {
        // When
        List<Long> stamps = IntStream.range(0, 3).mapToObj(i -> clock.next()).toList();

        // Then
        assertThat(stamps).containsExactly(START, START + 1, START + 2);
    }

    @Test
    void anHourForwardsOrBackMovesNoStamp() {
        for (long jump : List.of(HOUR, -HOUR)) {
            // Given
            Hands own = hands;
            long before = pass(10 * SECOND);

            // When
            own.wall += jump;
            long after = pass(60 * SECOND);

            // Then
            assertThat(after - before).isEqualTo(60 * SECOND);
            own.wall -= jump;
            pass(SECOND);
        }
        assertThat(clock.steps()).isEqualTo(2);
    }

    @Test
    void aWallClockThatDriftsIsFollowedByAThousandthOfTheTime() {
        // When: half a second off at once, which is no step
        hands.wall += SECOND / 2;
        long after = pass(100 * SECOND);

        // Then
        assertThat(after).isEqualTo(100 * SECOND + SECOND / 10);
        assertThat(clock.steps()).isZero();
        assertThat(pass(900 * SECOND)).isEqualTo(1_000 * SECOND + SECOND / 2);
    }

    @Test
    void aStepForwardsIsFollowedOnceTheVenuesAgreeWithIt() {
        // Given: the machine slept for an hour, so the venues' times are an hour ahead of ours
        hands.wall += HOUR;
        clock.heard(Venue.of("okx"), OptionalLong.of(-HOUR + 40_000));
        clock.heard(Venue.of("bybit"), OptionalLong.of(-HOUR + 90_000));
        clock.heard(Venue.of("broken"), OptionalLong.of(5 * HOUR));

        // When, Then
        assertThat(pass(SECOND)).isEqualTo(HOUR + SECOND);
        assertThat(clock.steps()).isEqualTo(1);
    }

    @Test
    void aStepThatTheVenuesDoNotAgreeWithIsNotFollowed() {
        // Given
        hands.wall += HOUR;
        clock.heard(Venue.of("okx"), OptionalLong.of(40_000));
        clock.heard(Venue.of("bybit"), OptionalLong.empty());

        // When, Then
        assertThat(pass(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void aStepBackThatTheVenuesAgreeWithIsFollowedAtHalfSpeed() {
        // Given: we started ten seconds ahead of everybody
        hands.wall -= 10 * SECOND;
        clock.heard(Venue.of("okx"), OptionalLong.of(10 * SECOND + 40_000));

        // When, Then: no stamp goes back
        assertThat(pass(10 * SECOND)).isEqualTo(5 * SECOND);
        assertThat(pass(30 * SECOND)).isLessThan(30 * SECOND + SECOND);
    }
}
