package io.basiswatch.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many waits with one timer; time is what the test says. */
class TimerWheelTest {
    private static final long TICK = Duration.ofMillis(250).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void heartbeatsOfAllAreSpreadAndNobodyWaitsTooLong() {
        // Given a thousand that wait 15 s, give or take 2, again and again for an hour
        TimerWheel<Integer> wheel = new TimerWheel<>(TICK, 512, 0);
        Random random = new Random(11);
        Map<Integer, Long> lastBeat = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            wheel.add(i, 13 * SECOND + random.nextLong(4 * SECOND));
            lastBeat.put(i, 0L);
        }
        // When
        long longest = 0;
        int most = 0;
        for (long now = TICK; now < 3_600 * SECOND; now += TICK) {
            List<Integer> due = wheel.advance(now);
            for (int each : due) {
                longest = Math.max(longest, now - lastBeat.put(each, now));
                wheel.add(each, 13 * SECOND + random.nextLong(4 * SECOND));
            }
            if (now > 300 * SECOND) {
                most = Math.max(most, due.size());
            }
        }
        // Then
        assertThat(longest).isLessThan(18 * SECOND);
        assertThat(most).isLessThan(60);
        assertThat(wheel.size()).isEqualTo(1_000);
    }

    @Test
    void whoeverIsDueComesOnceAndInOrder() {
        // Given
        TimerWheel<String> wheel = new TimerWheel<>(TICK, 16, 100 * TICK);
        wheel.add("third", 3 * TICK);
        wheel.add("first", 0);
        wheel.add("second", TICK + 1);
        // Then
        assertThat(wheel.advance(100 * TICK)).isEmpty();
        assertThat(wheel.advance(101 * TICK)).containsExactly("first");
        assertThat(wheel.advance(103 * TICK)).containsExactly("second", "third");
        assertThat(wheel.advance(200 * TICK)).isEmpty();
    }

    @Test
    void whoeverLeavesIsForgotten() {
        // Given
        TimerWheel<String> wheel = new TimerWheel<>(TICK, 16, 0);
        int slot = wheel.add("gone", 3 * TICK);
        // When
        wheel.remove("gone", slot);
        // Then
        assertThat(wheel.size()).isZero();
        assertThat(wheel.advance(20 * TICK)).isEmpty();
    }

    @Test
    void afterALongPauseAllComeOnceAndTheWheelGoesOn() {
        // Given
        TimerWheel<Integer> wheel = new TimerWheel<>(TICK, 16, 0);
        for (int i = 0; i < 100; i++) {
            wheel.add(i, (i % 20) * TICK);
        }
        // When a process was stopped for an hour
        List<Integer> due = new ArrayList<>(wheel.advance(3_600 * SECOND));
        // Then
        assertThat(due).hasSize(100).doesNotHaveDuplicates();
        wheel.add(7, 2 * TICK);
        assertThat(wheel.advance(3_600 * SECOND + TICK)).isEmpty();
        assertThat(wheel.advance(3_600 * SECOND + 2 * TICK)).containsExactly(7);
    }
}
