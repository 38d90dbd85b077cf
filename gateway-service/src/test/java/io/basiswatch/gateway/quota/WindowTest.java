package io.basiswatch.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.LocalRedis;
import io.basiswatch.gateway.testing.RedisWire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a window admits, and that Redis does the same sums. */
class WindowTest {
    private static final long START = 1_723_161_600_000L;
    private static final int QUOTA = 6_000;

    private static Ask one(int quota) {
        return new Ask("key:a", quota, 1, Map.of());
    }

    @Test
    void noSixtySecondsAdmitMoreThanTheQuotaAndOneSlotsShare() {
        // Given: bursts of any size at any time, the worst of them at the edges of slots
        Random random = new Random(9);
        Window window = new Window();
        Deque<Long> admitted = new ArrayDeque<>();
        long now = START;
        int most = 0;
        for (int burst = 0; burst < 500; burst++) {
            now += random.nextInt(3) == 0 ? random.nextInt(2_000) : random.nextInt(30_000);
            // When
            int size = random.nextInt(QUOTA);
            for (int i = 0; i < size; i++) {
                if (window.lease(one(QUOTA), now).granted() == 1) {
                    admitted.add(now);
                }
            }
            while (!admitted.isEmpty() && admitted.peek() <= now - 60_000) {
                admitted.poll();
            }
            most = Math.max(most, admitted.size());
        }
        // Then
        assertThat(most).isBetween(QUOTA, (int) Window.capacity(QUOTA));
        assertThat(Window.capacity(QUOTA)).isLessThan((long) (QUOTA * 1.005));
    }

    @Test
    void whoSendsExactlyTheQuotaAtAnEvenPaceIsNeverRefused() {
        Window window = new Window();
        for (int i = 0; i < 10 * QUOTA; i++) {
            assertThat(window.lease(one(QUOTA), START + i * 60_000L / QUOTA).granted())
                    .isEqualTo(1);
        }
    }

    @Test
    void thereIsMoreExactlyWhenTheRefusalSays() {
        // Given
        Window window = new Window();
        for (int i = 0; i < Window.capacity(QUOTA); i++) {
            window.lease(one(QUOTA), START + 100);
        }
        Lease refusal = window.lease(one(QUOTA), START + 30_000);
        assertThat(refusal.granted()).isZero();
        // When
        long then = START + 30_000 + refusal.moreMillis();
        // Then
        assertThat(window.lease(one(QUOTA), then - 1).granted()).isZero();
        assertThat(window.lease(one(QUOTA), then).granted()).isEqualTo(1);
    }

    @Test
    void whatIsReturnedCanBeHadAgain() {
        // Given
        Window window = new Window();
        Lease lease = window.lease(new Ask("key:a", 100, 5, Map.of()), START);
        assertThat(lease.granted()).isEqualTo(5);
        // When
        Lease next = window.lease(new Ask("key:a", 100, 0, Map.of(lease.slot(), 3)), START + 1_000);
        // Then
        assertThat(next.left()).isEqualTo(98);
        assertThat(window.lease(new Ask("key:a", 100, 0, Map.of(lease.slot(), 50, 7L, 4)), START + 2_000)
                        .left())
                .isEqualTo(100);
    }

    @Test
    void theScriptAnswersWhatThisClassAnswers() {
        // Given: the script with the clock as its last argument
        String script = Scripts.LEASE.replace("redis.call('TIME')", "{math.floor(table.remove(ARGV) / 1000), 0}");
        assertThat(script).isNotEqualTo(Scripts.LEASE);
        Random random = new Random(11);
        try (LocalRedis redis = new LocalRedis();
                RedisWire wire = redis.wire()) {
            for (int round = 0; round < 20; round++) {
                Window window = new Window();
                int quota = random.nextInt(round % 2 == 0 ? 20 : 2_000);
                long now = START;
                Map<Long, Integer> had = new HashMap<>();
                for (int i = 0; i < 150; i++) {
                    now += 1_000L * random.nextInt(random.nextInt(10) == 0 ? 70 : 3);
                    Map<Long, Integer> returned = new HashMap<>();
                    had.forEach((slot, count) -> {
                        if (random.nextInt(5) == 0) {
                            returned.put(slot, random.nextInt(count + 1));
                        }
                    });
                    had.keySet().removeAll(returned.keySet());
                    Ask ask = new Ask("key:" + round, quota, random.nextInt(1 + quota / 4), returned);
                    // When
                    Lease here = window.lease(ask, now);
                    List<Object> there = answer(wire, script, ask, now);
                    // Then
                    assertThat(there)
                            .as("round %d step %d", round, i)
                            .containsExactly(
                                    (long) here.granted(),
                                    here.left(),
                                    here.slot(),
                                    here.validMillis(),
                                    here.moreMillis());
                    had.merge(here.slot(), here.granted(), Integer::sum);
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> answer(RedisWire wire, String script, Ask ask, long now) {
        List<Object> words = new ArrayList<>(
                List.of("EVAL", script, "1", RedisWindows.PREFIX + ask.subject(), ask.quota(), ask.want()));
        ask.returned().forEach((slot, count) -> {
            words.add(slot);
            words.add(count);
        });
        words.add(now);
        return (List<Object>) wire.send(words.toArray());
    }
}
