package io.basiswatch.indicator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.EventBatch;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Shard;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Two replicas that lose their streams at random: what is made of both is whole exactly where one of them is. A seed that fails
 * is named; {@code -Dtwins.seeds=5000} tries more.
 */
class TwinsTest {
    private static final int SEEDS = Integer.getInteger("twins.seeds", 200);
    private static final Instrument BTC = Instrument.parse("okx:BTC-USDT-PERP");
    private static final long START = 1_800_000_000_000_000L;
    private static final long SECOND = 1_000_000;
    private static final long LENGTH = 300 * SECOND;
    private static final long STEP = SECOND / 5;

    /** From when to when a replica was cut off. */
    private record Loss(long from, long to) {
        boolean holds(long time) {
            return time >= from && time < to;
        }
    }

    /** An event as it stands in the log. */
    private record Logged(long at, int replica, MarketEvent event) {}

    private record Truth(List<MarketEvent> counting, List<List<Loss>> losses) {
        boolean isLostByBoth(long time) {
            return losses.stream().allMatch(all -> all.stream().anyMatch(loss -> loss.holds(time)));
        }

        Set<Long> quoted() {
            return counting.stream()
                    .filter(Quote.class::isInstance)
                    .map(MarketEvent::eventTime)
                    .collect(Collectors.toSet());
        }

        List<FeedGap> gaps() {
            return counting.stream()
                    .filter(FeedGap.class::isInstance)
                    .map(FeedGap.class::cast)
                    .toList();
        }
    }

    private static Truth run(long seed) {
        Random random = new Random(seed);
        List<List<Loss>> losses = losses(random);
        List<Logged> log = new ArrayList<>();
        for (int replica = 0; replica < 2; replica++) {
            tell(replica, losses.get(replica), random, log);
        }
        log.sort(Comparator.comparingLong(Logged::at));
        ShardGate gate = new ShardGate();
        List<MarketEvent> counting = new ArrayList<>();
        long offset = 0;
        for (Logged each : log) {
            Shard shard = new Shard(each.replica() == 0 ? "okx" : "okx+2", 5, false);
            counting.addAll(gate.take(offset++, new EventBatch("BTC", "c", shard, List.of(each.event())))
                    .events());
        }
        return new Truth(counting, losses);
    }

    /** Losses of both, by turns apart from each other and at the same time. */
    private static List<List<Loss>> losses(Random random) {
        List<List<Loss>> losses = List.of(new ArrayList<>(), new ArrayList<>());
        long time = START + 10 * SECOND;
        while (time < START + LENGTH - 60 * SECOND) {
            long length = (3 + random.nextInt(20)) * SECOND;
            int first = random.nextInt(2);
            losses.get(first).add(new Loss(time, time + length));
            if (random.nextInt(3) == 0) {
                losses.get(1 - first).add(new Loss(time + length / 3, time + length + 2 * SECOND));
            }
            time += length + (5 + random.nextInt(15)) * SECOND;
        }
        return losses;
    }

    /** What one replica writes: nothing while it is cut off, and a gap before and after. */
    private static void tell(int replica, List<Loss> losses, Random random, List<Logged> log) {
        long last = 0;
        boolean isCut = false;
        for (long time = START; time < START + LENGTH; time += STEP) {
            long now = time;
            boolean cuts = losses.stream().anyMatch(loss -> loss.holds(now));
            long received = time + 20_000 + random.nextInt(30_000);
            if (cuts != isCut) {
                FeedGap gap = new FeedGap(BTC, stamp(received, received), "all", last, "lost", FeedGap.Scope.QUOTES);
                log.add(new Logged(received, replica, gap));
                isCut = cuts;
            }
            if (!cuts) {
                Quote quote = new Quote(BTC, stamp(time, received + 1), 99, 1, 101, 1);
                log.add(new Logged(received + 1, replica, quote));
                String id = Long.toString(time);
                log.add(new Logged(
                        received + 2, replica, new Trade(BTC, stamp(time, received + 2), id, 100, 1, 100, Side.BUY)));
                last = received;
            }
        }
    }

    private static Stamp stamp(long happened, long received) {
        return new Stamp(happened, received, Stamp.NO_SEQUENCE, Origin.LIVE);
    }

    @Test
    void whatOneOfThemHasSeenCountsOnceAndInOrder() {
        for (long seed = 0; seed < SEEDS; seed++) {
            // When
            Truth truth = run(seed);

            // Then each quote that one of them told is there, later than the one before it
            Set<Long> quoted = truth.quoted();
            for (long time = START; time < START + LENGTH; time += STEP) {
                assertThat(quoted.contains(time))
                        .as("seed %d, quote of %d", seed, time)
                        .isEqualTo(!truth.isLostByBoth(time));
            }
            List<Long> times = truth.counting().stream()
                    .filter(Quote.class::isInstance)
                    .map(MarketEvent::eventTime)
                    .toList();
            assertThat(times).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aGapIsToldWhereBothWereCutOffAndNowhereElse() {
        for (long seed = 0; seed < SEEDS; seed++) {
            // When
            Truth truth = run(seed);

            // Then each gap lies where both were cut off, or ends such a time
            for (FeedGap gap : truth.gaps()) {
                long time = gap.receivedTime();
                assertThat(truth.isLostByBoth(time) || truth.isLostByBoth(time - SECOND))
                        .as("seed %d, gap at %d", seed, time - START)
                        .isTrue();
            }

            // And each time in which both were cut off has one at its beginning
            for (long time = START; time < START + LENGTH; time += STEP) {
                long begin = time;
                if (truth.isLostByBoth(begin) && !truth.isLostByBoth(begin - STEP)) {
                    assertThat(truth.gaps())
                            .as("seed %d, both lost at %d", seed, begin - START)
                            .anyMatch(gap -> Math.abs(gap.receivedTime() - begin) < SECOND);
                }
            }
        }
    }
}
