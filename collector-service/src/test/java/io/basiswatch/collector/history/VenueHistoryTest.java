package io.basiswatch.collector.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.FeedPolicy;
import io.basiswatch.collector.feed.LiveFeed;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.ReceiveClock;
import io.basiswatch.collector.feed.RestInTime;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Candle;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Venue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The history of Binance's linear market from nothing, in virtual time: the whole feed, a venue that cuts its pages. */
class VenueHistoryTest {
    private static final Venue USDM = Venue.of("binance-usdm");
    private static final Instrument BTC = Instrument.perpetual(USDM, "BTC", "USDT");
    private static final long START = Instant.parse("2026-11-22T12:34:56Z").toEpochMilli() * 1_000;
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    /** What the venue lets one address spend in a minute. */
    private static final int LIMIT = 2_400;

    private final Map<HistoryKey, Told> kept = new HashMap<>();
    private final List<InstrumentEvent> told = new ArrayList<>();
    private final List<RestInTime.Asked> asked = new ArrayList<>();
    private long now = START;
    private boolean held;
    private long logIsBehind;

    private final HistoryLedger ledger = new HistoryLedger() {
        @Override
        public Told told(HistoryKey key) {
            return kept.getOrDefault(key, Told.NOTHING);
        }

        @Override
        public void keep(HistoryKey key, Told range) {
            kept.put(key, range);
        }
    };

    /** A collector with its one feed, from its start to its end. */
    private final class Collecting {
        private final RestInTime network;
        private final VenueHistory history;
        private final HistoryTally tally;

        Collecting() {
            LongSupplier[] time = new LongSupplier[1];
            BinanceOfThePast venue = new BinanceOfThePast(() -> time[0].getAsLong() / 1_000);
            network = new RestInTime(now, venue::answer);
            time[0] = network::wall;
            InstantSource clock = () -> Instant.ofEpochSecond(0, network.wall() * 1_000);
            tally = new HistoryTally(USDM, clock, new SimpleMeterRegistry());
            history = new VenueHistory(
                    ledger, new VenueHistory.Outside(() -> held, () -> network.wall() - logIsBehind), tally);
            LiveFeed feed = new LiveFeed(
                    USDM,
                    new VenueSettings("wss://ws", "https://rest", Map.of()),
                    Set.of("BTC", "ETH")::contains,
                    policy(),
                    new LiveFeed.World(network, new ReceiveClock(network), new Random(1)),
                    outlets());
            feed.onPasts(history::listed);
            feed.start();
        }

        private LiveFeed.Outlets outlets() {
            return new LiveFeed.Outlets(
                    line -> {}, this::event, rejected -> {}, () -> false, new SimpleMeterRegistry());
        }

        private void event(MarketEvent event) {
            if (event instanceof InstrumentEvent news && news.stamp().origin() == Origin.BACKFILL) {
                told.add(news);
            }
        }

        /** Runs for so long and is gone then, without a word. */
        void run(Duration span) {
            network.run(span);
            now = network.wall();
            asked.addAll(network.asked);
        }
    }

    private static FeedPolicy policy() {
        Map<StreamKind, Duration> silence =
                Stream.of(StreamKind.values()).collect(Collectors.toMap(kind -> kind, kind -> Duration.ofHours(1)));
        Duration second = Duration.ofSeconds(1);
        return new FeedPolicy(
                silence, second, second.multipliedBy(30), second.multipliedBy(10), 1 << 26, Duration.ofHours(1));
    }

    private List<RestInTime.Asked> pages() {
        return asked.stream().filter(one -> one.url().contains("startTime=")).toList();
    }

    private long rowsOf(Instrument instrument, Duration length) {
        return told.stream()
                .filter(event -> event.instrument().equals(instrument))
                .filter(event -> event instanceof Candle candle
                        && candle.closeTime() - candle.openTime() == length.toNanos() / 1_000)
                .map(event -> ((Candle) event).openTime())
                .distinct()
                .count();
    }

    private <T> List<T> of(Class<T> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void assertAllIsTold() {
        assertThat(rowsOf(BTC, Duration.ofDays(1))).isEqualTo(5 * 366 - 1);
        assertThat(rowsOf(BTC, Duration.ofHours(1))).isBetween(120 * 24L - 2, 120 * 24L + 2);
        assertThat(rowsOf(BTC, Duration.ofMinutes(1))).isBetween(2 * 1_440L - 5, 2 * 1_440L + 120);
        assertThat(of(FundingRate.class).stream()
                        .filter(rate -> rate.instrument().equals(BTC))
                        .map(FundingRate::fundingTime)
                        .distinct())
                .hasSizeBetween(120 * 3 - 1, 120 * 3 + 1);
        assertThat(of(FundingRate.class))
                .allSatisfy(rate -> assertThat(rate.interval()).contains(Duration.ofHours(8)));
        assertThat(of(OpenInterest.class).stream()
                        .filter(open -> open.instrument().equals(BTC))
                        .map(OpenInterest::eventTime)
                        .distinct())
                .hasSizeBetween(30 * 24 - 3, 30 * 24 + 1);
    }

    /** Weight that was spent in any minute, as the venue counts. */
    private int mostInAMinute() {
        var limits = VenueFeeds.of(USDM).orElseThrow().limits();
        TreeMap<Long, Integer> spent = new TreeMap<>();
        asked.forEach(one -> spent.merge(one.time(), limits.weight().applyAsInt(one.url()), Integer::sum));
        return spent.keySet().stream()
                .mapToInt(end -> spent.subMap(end - 60 * SECOND, false, end, true).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .max()
                .orElse(0);
    }

    @Test
    void fromNothingToEverythingWithinTheVenuesLimit() {
        // When
        Collecting collecting = new Collecting();
        collecting.run(Duration.ofSeconds(12));

        // Then
        assertAllIsTold();
        assertThat(pages()).hasSize(2 * (2 + 3 + 3 + 3 + 2));
        assertThat(mostInAMinute()).isLessThan(LIMIT * 8 / 10);
        assertThat(collecting.tally.progress().pagesLeft()).isZero();
        assertThat(collecting.tally.progress().complete()).isEqualTo(10);
        assertThat(of(Candle.class).stream()
                        .map(candle -> List.of(candle.instrument(), candle.openTime(), candle.closeTime())))
                .doesNotHaveDuplicates();
        System.out.printf(
                "binance-usdm from nothing: %d pages, %d rows, at most %d of %d in a minute, done after %d s%n",
                pages().size(),
                told.size(),
                mostInAMinute(),
                LIMIT,
                (pages().getLast().time() - START) / SECOND);
    }

    @Test
    void theDaysOfAllInstrumentsComeFirst() {
        // When
        new Collecting().run(Duration.ofMinutes(2));

        // Then
        List<String> firstFour = pages().subList(0, 4).stream()
                .map(one -> BinanceOfThePast.parameter(one.url(), "interval"))
                .toList();
        assertThat(firstFour).containsOnly("1d");
        assertThat(of(Candle.class).getFirst().closeTime()).isLessThanOrEqualTo(START);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCollectorThatIsKilledAtAnyPageIsFollowedByOneThatGoesOnThere(long seed) {
        // Given
        Random random = new Random(seed);
        logIsBehind = random.nextLong(3 * SECOND);
        int lives = 1 + random.nextInt(6);

        // When
        for (int life = 0; life < lives; life++) {
            new Collecting().run(Duration.ofMillis(200 + random.nextInt(6_000)));
        }
        new Collecting().run(Duration.ofMinutes(3));

        // Then
        assertAllIsTold();
        int whole = 2 * (2 + 3 + 3 + 3 + 2);
        // What each life had told and not seen in the log yet is told again, and a minute may have passed meanwhile.
        long perLife = 2 + logIsBehind / (80_000 / 2) + 10;
        assertThat(pages().size()).as("seed %d", seed).isBetween(whole, (int) (whole + lives * perLife));
        assertThat(mostInAMinute()).as("seed %d", seed).isLessThan(LIMIT);
    }

    @Test
    void nothingIsAskedForWhileTheLogIsBehind() {
        // Given
        held = true;

        // When
        new Collecting().run(Duration.ofMinutes(1));

        // Then
        assertThat(pages()).isEmpty();
    }

    @Test
    void whatWasToldIsKeptOnlyOnceItIsInTheLog() {
        // Given
        logIsBehind = DAY;

        // When
        new Collecting().run(Duration.ofMinutes(1));

        // Then
        assertThat(told).isNotEmpty();
        assertThat(kept).isEmpty();
    }

    @Test
    void aCollectorThatWasAwayFetchesTheHoleAndNothingElse() {
        // Given
        new Collecting().run(Duration.ofMinutes(2));
        asked.clear();
        told.clear();

        // When
        now += DAY + 3_600 * SECOND;
        new Collecting().run(Duration.ofSeconds(12));

        // Then: a day, 25 hours, 25 hours of minutes, payments and open interest of both
        assertThat(rowsOf(BTC, Duration.ofDays(1))).isEqualTo(1);
        assertThat(rowsOf(BTC, Duration.ofHours(1))).isEqualTo(25);
        assertThat(rowsOf(BTC, Duration.ofMinutes(1))).isBetween(25 * 60L, 25 * 60L + 5);
        assertThat(pages()).hasSize(2 * (1 + 1 + 2 + 1 + 1));
        assertThat(kept.get(new HistoryKey(BTC, Past.Kind.MINUTES)).to()).isGreaterThan(now - 300 * SECOND);
    }
}
