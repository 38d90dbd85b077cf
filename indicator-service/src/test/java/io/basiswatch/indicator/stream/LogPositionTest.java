package io.basiswatch.indicator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.ClockTick;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogPositionTest {
    private static EventBatch batch(long... times) {
        List<MarketEvent> events = new ArrayList<>();
        for (long time : times) {
            events.add(new ClockTick("BTC", new Stamp(time, time, Stamp.NO_SEQUENCE, Origin.LIVE)));
        }
        return new EventBatch("BTC", "c", events);
    }

    @Test
    void isNeverLaterThanTheFirstRecordThatIsNeeded() {
        // Given records whose times run forward, with jumps back
        Random random = new Random(1);
        LogPosition position = new LogPosition();
        List<Long> latest = new ArrayList<>();
        long now = 10_000_000;
        for (int offset = 0; offset < 2_000; offset++) {
            now += random.nextInt(50_000);
            long time = now - (random.nextInt(10) == 0 ? random.nextInt(2_000_000) : 0);
            position.read(offset, batch(time, time - 5));
            latest.add(time);

            // When it is asked for a time a while ago
            long asked = now - 3_000_000;
            long found = position.offset(asked);

            // Then nothing from that time on lies before the answer, and the answer is at most a step early
            for (int before = 0; before < found; before++) {
                assertThat(latest.get(before)).isLessThan(asked);
            }
            if (found <= offset) {
                long newest = latest.subList((int) found, offset + 1).stream()
                        .mapToLong(each -> each)
                        .max()
                        .orElseThrow();
                assertThat(newest).isGreaterThanOrEqualTo(asked - 100_000);
            }
        }
    }

    @Test
    void isTheNextRecordWhereNothingReadIsNeeded() {
        LogPosition position = new LogPosition();
        position.read(41, batch(1_000_000));

        assertThat(position.offset(9_000_000)).isEqualTo(42);
    }
}
