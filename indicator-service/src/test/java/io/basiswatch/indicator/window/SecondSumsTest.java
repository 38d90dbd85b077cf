package io.basiswatch.indicator.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecondSumsTest {
    private static final long SECOND = 1_000_000;

    private record Amount(long time, double amount) {}

    @Test
    void equalsAFullRecomputeOnRandomInputWithLateAmounts() {
        // Given amounts over twenty minutes, some up to two minutes late
        Random random = new Random(5);
        SecondSums sums = new SecondSums();
        List<Amount> all = new ArrayList<>();
        for (long now = 10_000 * SECOND; now < 11_200 * SECOND; now += random.nextInt(400_000)) {
            long time = now - (random.nextInt(10) == 0 ? random.nextInt(120) * SECOND : 0);
            Amount amount = new Amount(time, random.nextDouble() * (random.nextInt(50) == 0 ? 1e9 : 1));
            sums.add(amount.time, amount.amount);
            all.add(amount);

            // When a window is asked for at any time
            long to = now / SECOND * SECOND;
            long from = to - 60 * SECOND;
            List<Amount> inside = all.stream()
                    .filter(each -> each.time >= from && each.time < to)
                    .toList();
            double expected = inside.stream().mapToDouble(Amount::amount).sum();

            // Then it is what the amounts in it give, and nothing of what has left it remains
            assertThat(sums.sum(from, to)).isEqualTo(expected, within(Math.abs(expected) * 1e-12));
            assertThat(sums.count(from, to)).isEqualTo(inside.size());
        }
    }

    @Test
    void keepsNoTraceOfAHugeAmountThatHasLeftTheWindow() {
        // Given a huge amount, and small ones after it
        SecondSums sums = new SecondSums();
        sums.add(0, 1e17);
        for (int second = 1; second <= 60; second++) {
            sums.add(second * SECOND, 0.01);
        }

        // When the window has passed the huge one
        double sum = sums.sum(SECOND, 61 * SECOND);

        // Then only the small ones are there
        assertThat(sum).isEqualTo(0.6, within(1e-14));
    }

    @Test
    void forgetsTheSecondsThatAreCleared() {
        // Given an amount in each of three seconds
        SecondSums sums = new SecondSums();
        sums.add(0, 1);
        sums.add(SECOND, 2);
        sums.add(2 * SECOND, 4);

        // When the first two are cleared
        sums.clear(0, SECOND + 5);

        // Then the third remains
        assertThat(sums.sum(0, 3 * SECOND)).isEqualTo(4);
        assertThat(sums.count(0, 3 * SECOND)).isEqualTo(1);
    }
}
