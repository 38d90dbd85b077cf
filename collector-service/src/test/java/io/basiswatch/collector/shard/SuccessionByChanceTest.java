package io.basiswatch.collector.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Minutes in which a shard's seat goes round between three collectors that are killed, frozen, cut off from the venue and slow to
 * write, by chance: each trade is in what readers take of the log, or within a gap that they are told of.
 */
class SuccessionByChanceTest {
    static final List<Integer> SEEDS = IntStream.rangeClosed(1, 200).boxed().toList();

    private static final int TENTHS = 1_800;
    private static final int CALM = 600;
    private static final int SESSION = 60;

    private final Room room = new Room("binance-spot");
    private final List<Room.Collector> collectors = new ArrayList<>();
    private final TreeMap<Integer, List<Runnable>> later = new TreeMap<>();
    private final TreeMap<Integer, Long> printed = new TreeMap<>();
    private Random random;
    private int owner;
    private int now;
    private int number;

    private void in(int tenths, Runnable task) {
        later.computeIfAbsent(now + tenths, none -> new ArrayList<>()).add(task);
    }

    private void pass() {
        room.pass(1);
        now++;
        room.quote();
        if (random.nextInt(25) == 0) {
            room.trade(++number);
            printed.put(number, room.micros());
        }
        List<Runnable> due = later.remove(now);
        if (due != null) {
            due.forEach(Runnable::run);
        }
    }

    private Room.Collector owner() {
        return collectors.get(owner);
    }

    /** The seat goes to another one that is awake. */
    private void moves(boolean isTaken) {
        Room.Collector before = owner();
        int next = (owner + 1 + random.nextInt(2)) % 3;
        next = collectors.get(next).asleep ? (3 - owner - next) : next;
        if (collectors.get(next).asleep || isTaken && before.asleep) {
            return;
        }
        if (isTaken) {
            before.taken(1);
        }
        owner = next;
        Room.Collector after = owner();
        int at = owner;
        in(1 + random.nextInt(8), () -> {
            if (owner == at && !after.asleep) {
                after.given(1);
            }
        });
    }

    private void happens() {
        int which = random.nextInt(6);
        Room.Collector one = owner();
        switch (which) {
            case 0 -> moves(true);
            case 1 -> {
                moves(true);
                in(random.nextInt(12), () -> moves(true));
            }
            case 2 -> dies(one, owner);
            case 3 -> sleeps(one, owner);
            case 4 ->
                collectors.stream()
                        .filter(each -> !each.asleep)
                        .forEach(each -> each.feeds.values().forEach(feed -> feed.loses(random.nextInt(10_000_000))));
            default -> {
                one.isLogSlow = true;
                in(1 + random.nextInt(40), () -> {
                    one.isLogSlow = false;
                    if (!one.asleep) {
                        one.writes();
                    }
                });
            }
        }
    }

    /** Killed; the group notices after a while, and another of that name begins later. */
    private void dies(Room.Collector one, int seat) {
        if (one.asleep) {
            return;
        }
        one.asleep = true;
        in(SESSION, () -> {
            if (owner == seat) {
                moves(false);
            }
        });
        in(SESSION + 30, () -> {
            collectors.set(seat, room.collector(one.name));
            keeps(seat);
        });
    }

    /** Frozen for longer than the group waits; it notices as soon as it goes on. */
    private void sleeps(Room.Collector one, int seat) {
        if (one.asleep) {
            return;
        }
        one.asleep = true;
        in(SESSION, () -> {
            if (owner == seat) {
                moves(false);
            }
        });
        in(SESSION + 1 + random.nextInt(60), () -> {
            one.asleep = false;
            one.desk.lost();
            one.writes();
            keeps(seat);
        });
    }

    /** Nobody else was there to take the seat. */
    private void keeps(int seat) {
        if (owner == seat) {
            owner().given(1);
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void noTradeIsMissingWithoutAGap(int seed) {
        // Given
        random = new Random(seed);
        room.connecting = () -> random.nextInt(3_000_000);
        List.of("one", "two", "three").forEach(name -> collectors.add(room.collector(name)));
        owner().given(0, 1);

        // When
        for (int i = 0; i < TENTHS; i++) {
            pass();
            if (i > 100 && random.nextInt(60) == 0) {
                happens();
            }
        }
        for (int i = 0; i < CALM; i++) {
            pass();
        }
        collectors.forEach(Room.Collector::writes);

        // Then
        List<MarketEvent> read = read();
        Set<Integer> had = new HashSet<>();
        read.stream()
                .filter(Trade.class::isInstance)
                .forEach(trade -> had.add(Integer.parseInt(((Trade) trade).tradeId())));
        List<FeedGap> gaps = Crowd.gaps(read).stream()
                .filter(gap -> gap.scope() == FeedGap.Scope.TRADES)
                .toList();
        IntPredicate isTold = trade -> gaps.stream()
                .anyMatch(gap -> gap.from() <= printed.get(trade) && printed.get(trade) <= gap.receivedTime());
        assertThat(printed.headMap(number - 3).keySet().stream()
                        .filter(trade -> !had.contains(trade) && !isTold.test(trade)))
                .as("missing without a gap, of %d; had %d", number, had.size())
                .isEmpty();
        assertThat(had).hasSizeGreaterThan(number / 3);
    }

    /** As readers do: nothing of an epoch after one that is newer. */
    private List<MarketEvent> read() {
        long newest = 0;
        List<MarketEvent> taken = new ArrayList<>();
        for (Room.Written one : room.log) {
            if (one.epoch() >= newest) {
                newest = one.epoch();
                taken.add(one.event());
            }
        }
        return taken;
    }
}
