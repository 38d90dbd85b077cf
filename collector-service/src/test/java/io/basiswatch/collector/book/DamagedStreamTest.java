package io.basiswatch.collector.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real streams, damaged at random: changes are dropped, swapped and repeated, snapshots come late, early, stale and twice.
 * Whatever happens, a book that says it is live equals the undamaged book at the same update, and it comes back to life.
 */
class DamagedStreamTest {
    private static final Path CAPTURES = Path.of("src", "test", "resources", "captures");
    private static final long NO = Stamp.NO_SEQUENCE;

    private static List<BookUpdate> spot;
    private static List<BookUpdate> futures;

    /** How a stream is numbered, and how its snapshots come. */
    private record Scenario(String name, SyncRule rule, long seed) {
        @Override
        public String toString() {
            return name + ", seed " + seed;
        }
    }

    @BeforeAll
    static void readCaptures() throws IOException {
        spot = changes("binance-spot/hftbacktest-ethusdt-20240808-first2000.gz", SyncRule.SEQUENCE);
        futures = changes(
                "binance-coinm/hftbacktest-ethusd_perp-20240808-first2000.gz", SyncRule.PREVIOUS_ID_SNAPSHOT_APART);
    }

    private static List<BookUpdate> changes(String file, SyncRule rule) throws IOException {
        CaptureBooks books = new BinanceBooks(rule, file.contains("usdt") ? "ETHUSDT" : "ETHUSD_PERP");
        books.read(CAPTURES.resolve(file));
        return books.changes;
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(1L, 2L, 3L, 4L, 5L)
                .flatMap(seed -> Stream.of(
                        new Scenario("first and last, snapshot apart", SyncRule.SEQUENCE, seed),
                        new Scenario("previous, snapshot apart", SyncRule.PREVIOUS_ID_SNAPSHOT_APART, seed),
                        new Scenario("previous with resets and signs of life", SyncRule.PREVIOUS_ID, seed),
                        new Scenario("consecutive", SyncRule.CONSECUTIVE, seed),
                        new Scenario("consecutive from one", SyncRule.CONSECUTIVE_FROM_ONE, seed)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void servesTheUndamagedBookOrNone(Scenario scenario) {
        // Given
        List<BookUpdate> stream = numbered(scenario.rule());
        Reference reference = new Reference(stream);
        Damage damage = new Damage(scenario, stream, reference);

        // When, Then: every step compares
        damage.run();
        assertThat(damage.breaks).isGreaterThan(1);
        assertThat(damage.revivals).isGreaterThan(1);
        assertThat(damage.liveSteps).isGreaterThan(stream.size() / 4);
        assertThat(damage.assembler.isLive()).isTrue();
        assertThat(damage.assembler.last()).isEqualTo(stream.getLast().last());
    }

    /** The same changes with the numbers that a venue of this rule would give them. */
    private static List<BookUpdate> numbered(SyncRule rule) {
        if (rule == SyncRule.SEQUENCE) {
            return spot;
        }
        if (rule == SyncRule.PREVIOUS_ID_SNAPSHOT_APART) {
            return futures;
        }
        List<BookUpdate> numbered = new ArrayList<>();
        long previous = NO;
        for (int i = 0; i < futures.size(); i++) {
            boolean signOfLife = rule == SyncRule.PREVIOUS_ID && i % 13 == 12;
            long last = rule == SyncRule.PREVIOUS_ID ? 1_000_000_000L - i / 100 * 1_000_000L + i * 10L : i + 2L;
            BookUpdate change = new BookUpdate().delta(i, NO, signOfLife ? previous : last, previous);
            if (!signOfLife) {
                copy(futures.get(i).bids(), change.bids());
                copy(futures.get(i).asks(), change.asks());
                previous = last;
            }
            numbered.add(change);
        }
        return numbered;
    }

    private static void copy(LevelRows source, LevelRows target) {
        for (int row = 0; row < source.size(); row++) {
            target.add(source.price(row), source.quantity(row));
        }
    }

    /** What the book is after each change of the undamaged stream. */
    private static final class Reference {
        final List<BookUpdate> snapshots = new ArrayList<>();
        final Map<Long, Integer> fingerprints = new HashMap<>();

        Reference(List<BookUpdate> stream) {
            OrderBook book = new OrderBook(Reach.WHOLE);
            for (BookUpdate change : stream) {
                book.apply(change);
                BookUpdate snapshot = new BookUpdate().snapshot(0, change.last());
                for (int rank = 0; rank < book.bids().size(); rank++) {
                    snapshot.bid(book.bids().price(rank), book.bids().quantity(rank));
                }
                for (int rank = 0; rank < book.asks().size(); rank++) {
                    snapshot.ask(book.asks().price(rank), book.asks().quantity(rank));
                }
                snapshots.add(snapshot);
                fingerprints.put(change.last(), fingerprint(book));
            }
        }

        static int fingerprint(OrderBook book) {
            return 31 * fingerprint(book.bids()) + fingerprint(book.asks());
        }

        private static int fingerprint(BookSide side) {
            double[] quantities = new double[side.size()];
            Arrays.setAll(quantities, side::quantity);
            return 31 * Arrays.hashCode(side.prices()) + Arrays.hashCode(quantities);
        }
    }

    /** The venue and the network between it and the assembler. */
    private static final class Damage {
        private static final int QUIET_END = 60;

        final BookAssembler assembler;
        int breaks;
        int revivals;
        int liveSteps;
        private final RandomGenerator random;
        private final Scenario scenario;
        private final List<BookUpdate> stream;
        private final Reference reference;
        private final Deque<Integer> answersAt = new ArrayDeque<>();

        Damage(Scenario scenario, List<BookUpdate> stream, Reference reference) {
            this.scenario = scenario;
            this.stream = stream;
            this.reference = reference;
            this.assembler = new BookAssembler(scenario.rule(), Reach.WHOLE);
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(scenario.seed());
        }

        void run() {
            answersAt.add(3);
            for (int at = 0; at < stream.size(); at++) {
                int fate = at < stream.size() - QUIET_END ? random.nextInt(40) : 40;
                if (fate == 0) {
                    continue;
                }
                if (fate == 1 && at + 1 < stream.size()) {
                    send(stream.get(at + 1), at);
                    send(stream.get(at), at);
                    at++;
                } else {
                    send(stream.get(at), at);
                }
                if (fate == 2) {
                    send(stream.get(at), at);
                }
                while (!answersAt.isEmpty() && answersAt.peek() <= at) {
                    answersAt.remove();
                    answer(at, fate);
                }
            }
        }

        /** By REST the answer may be a little older than now or come twice; in a stream it is the state of now. */
        private void answer(int at, int fate) {
            boolean isApart = scenario.rule().isSnapshotApart();
            int age = isApart && at < stream.size() - QUIET_END ? random.nextInt(12) : 0;
            send(reference.snapshots.get(Math.max(0, at - age)), at);
            if (isApart && fate == 3) {
                send(reference.snapshots.get(Math.max(0, at - age)), at);
            }
        }

        private void send(BookUpdate update, int at) {
            Effect effect = assembler.accept(update);
            if (effect == Effect.BROKEN) {
                breaks++;
            }
            if (effect == Effect.SYNCHRONISED) {
                revivals++;
            }
            if (effect.wantsSnapshot() && answersAt.isEmpty()) {
                answersAt.add(at + 1 + random.nextInt(8));
            }
            assembler.book().ifPresent(book -> {
                liveSteps++;
                assertThat(Reference.fingerprint(book))
                        .as("%s: %s after %s", scenario, assembler, update)
                        .isEqualTo(reference.fingerprints.get(assembler.last()));
            });
        }
    }
}
