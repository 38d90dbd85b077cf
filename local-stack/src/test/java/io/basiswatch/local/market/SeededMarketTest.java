package io.basiswatch.local.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.model.Contract;
import io.basiswatch.model.Side;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeededMarketTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long NOW = micros("2026-11-22T12:00:00Z");
    private static final List<String> VENUES = List.of(
            "binance-spot",
            "binance-usdm",
            "binance-coinm",
            "okx",
            "bybit",
            "deribit",
            "coinbase",
            "kraken-spot",
            "kraken-futures",
            "bitmex",
            "bitfinex",
            "bitstamp",
            "hyperliquid");

    private final SimulatedMarket market = SeededMarket.of(7);

    private static long micros(String time) {
        return Instant.parse(time).getEpochSecond() * SECOND;
    }

    static Stream<Listing> listings() {
        SimulatedMarket market = SeededMarket.of(7);
        return VENUES.stream().flatMap(venue -> market.listings(Venue.of(venue), NOW).stream());
    }

    private Listing listing(String venue, String name) {
        return market.listings(Venue.of(venue), NOW).stream()
                .filter(listing -> listing.instrument().toString().equals(venue + ':' + name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anythingAskedInAnyOrderHasTheSameAnswer() {
        // Given
        Listing listing = listing("binance-usdm", "BTC-USDT-PERP");
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            times.add(NOW - i * 7 * HOUR - i * 1_300_000L);
        }
        List<Object> inOrder =
                times.stream().map(time -> answers(market, listing, time)).toList();
        // When
        SimulatedMarket again = SeededMarket.of(7);
        again.listings(Venue.of("binance-usdm"), NOW);
        List<Integer> shuffled = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            shuffled.add(i);
        }
        Collections.shuffle(shuffled, new Random(1));
        // Then
        shuffled.forEach(i -> assertThat(answers(again, listing, times.get(i))).isEqualTo(inOrder.get(i)));
    }

    private static Object answers(SimulatedMarket market, Listing listing, long time) {
        return List.of(
                market.trades(listing, time, time + 10 * SECOND),
                market.book(listing, time),
                market.marks(listing, time),
                market.candle(listing, time - Math.floorMod(time, HOUR), Duration.ofHours(1)),
                market.longShare(listing, time));
    }

    @ParameterizedTest
    @MethodSource("listings")
    void idsOfTradesFollowEachOtherAndTellTheirTime(Listing listing) {
        // When
        market.listings(listing.instrument().venue(), NOW);
        List<SimulatedTrade> trades = market.trades(listing, NOW - 5 * MINUTE, NOW);
        // Then
        assertThat(trades).hasSizeGreaterThan(4);
        for (int i = 1; i < trades.size(); i++) {
            assertThat(trades.get(i).id()).isEqualTo(trades.get(i - 1).id() + 1);
            assertThat(trades.get(i).time())
                    .isGreaterThanOrEqualTo(trades.get(i - 1).time());
        }
        assertThat(market.tradesById(listing, trades.get(2).id(), 2, NOW)).isEqualTo(trades.subList(2, 4));
        assertThat(market.tradesById(listing, trades.getLast().id() + 1, 10, NOW - 1))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("listings")
    void candlesAreTheSumsOfTheirTrades(Listing listing) {
        // Given
        market.listings(listing.instrument().venue(), NOW);
        long open = NOW - NOW % HOUR - 3 * HOUR;
        // When
        SimulatedCandle minute = market.candle(listing, open + 7 * MINUTE, Duration.ofMinutes(1));
        SimulatedCandle hour = market.candle(listing, open, Duration.ofHours(1));
        // Then
        assertSumOf(market.trades(listing, open + 7 * MINUTE, open + 8 * MINUTE), minute);
        assertThat(minute.notional())
                .isCloseTo(
                        paid(listing, market.trades(listing, open + 7 * MINUTE, open + 8 * MINUTE)),
                        within(minute.notional() * 1e-12));
        List<SimulatedTrade> trades = market.trades(listing, open, open + HOUR);
        assertSumOf(trades, hour);
        assertThat(hour.notional()).isCloseTo(paid(listing, trades), within(hour.notional() * 0.002));
    }

    private static double paid(Listing listing, List<SimulatedTrade> trades) {
        double units = listing.contractSize() * listing.lot().doubleValue();
        return trades.stream()
                .mapToDouble(trade -> trade.lots()
                        * units
                        * (listing.instrument().isInverse()
                                ? 1
                                : trade.ticks() * listing.tick().doubleValue()))
                .sum();
    }

    private static void assertSumOf(List<SimulatedTrade> trades, SimulatedCandle candle) {
        assertThat(candle.open()).isEqualTo(trades.getFirst().ticks());
        assertThat(candle.close()).isEqualTo(trades.getLast().ticks());
        assertThat(candle.high())
                .isEqualTo(
                        trades.stream().mapToLong(SimulatedTrade::ticks).max().orElseThrow());
        assertThat(candle.low())
                .isEqualTo(
                        trades.stream().mapToLong(SimulatedTrade::ticks).min().orElseThrow());
        assertThat(candle.lots())
                .isEqualTo(trades.stream().mapToLong(SimulatedTrade::lots).sum());
        assertThat(candle.takerBuyLots())
                .isEqualTo(trades.stream()
                        .filter(trade -> trade.aggressor() == Side.BUY)
                        .mapToLong(SimulatedTrade::lots)
                        .sum());
        assertThat(candle.trades()).isEqualTo(trades.size());
        assertThat(candle.lots()).isGreaterThan(candle.takerBuyLots());
    }

    @Test
    void daysAreTheSumsOfTheirHours() {
        // Given
        Listing listing = listing("coinbase", "BTC-USD");
        long open = NOW - NOW % DAY - 900 * DAY;
        // When
        SimulatedCandle day = market.candle(listing, open, Duration.ofDays(1));
        List<SimulatedCandle> hours = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            hours.add(market.candle(listing, open + i * HOUR, Duration.ofHours(1)));
        }
        // Then
        assertThat(day.open()).isEqualTo(hours.getFirst().open());
        assertThat(day.close()).isEqualTo(hours.getLast().close());
        assertThat(day.high())
                .isEqualTo(hours.stream().mapToLong(SimulatedCandle::high).max().orElseThrow());
        assertThat(day.low())
                .isEqualTo(hours.stream().mapToLong(SimulatedCandle::low).min().orElseThrow());
        assertThat(day.lots())
                .isEqualTo(hours.stream().mapToLong(SimulatedCandle::lots).sum());
        assertThat(day.takerBuyLots())
                .isEqualTo(
                        hours.stream().mapToLong(SimulatedCandle::takerBuyLots).sum());
        assertThat(day.notional())
                .isCloseTo(hours.stream().mapToDouble(SimulatedCandle::notional).sum(), within(day.notional() * 0.01));
    }

    @ParameterizedTest
    @MethodSource("listings")
    void booksAreNeverCrossedAndTakersTradeAtTheirBestPrices(Listing listing) {
        // Given
        market.listings(listing.instrument().venue(), NOW);
        SimulatedBook before = market.book(listing, NOW);
        for (long time = NOW; time < NOW + 5 * SECOND; time += SimulatedMarket.STEP) {
            // When
            SimulatedBook book = market.book(listing, time);
            SimulatedBook changes = market.changes(before, book);
            // Then
            assertThat(book.bids()).hasSizeBetween(50, 400);
            assertThat(book.asks()).hasSizeBetween(50, 400);
            assertThat(book.bids().getFirst().ticks())
                    .isLessThan(book.asks().getFirst().ticks())
                    .isPositive();
            assertThat(book.bids()).isSortedAccordingTo((one, other) -> Long.compare(other.ticks(), one.ticks()));
            assertThat(book.asks()).isSortedAccordingTo((one, other) -> Long.compare(one.ticks(), other.ticks()));
            assertThat(book.bids()).allMatch(level -> level.lots() > 0 && level.ticks() > 0);
            assertThat(changes.bids().size() + changes.asks().size()).isLessThan(60);
            for (SimulatedTrade trade : market.trades(listing, time, time + SimulatedMarket.STEP)) {
                SimulatedBook then = market.book(listing, trade.time() - Math.floorMod(trade.time(), SECOND));
                if (then.time() == trade.time() - Math.floorMod(trade.time(), SECOND)) {
                    assertThat(trade.ticks())
                            .isEqualTo(
                                    trade.aggressor() == Side.BUY
                                            ? then.asks().getFirst().ticks()
                                            : then.bids().getFirst().ticks());
                }
            }
            before = book;
        }
    }

    @Test
    void changesMakeOneBookIntoTheOther() {
        // Given
        Listing listing = listing("kraken-spot", "ETH-USD");
        SimulatedBook before = market.book(listing, NOW);
        SimulatedBook now = market.book(listing, NOW + 90 * SECOND);
        // When
        SimulatedBook changes = market.changes(before, now);
        // Then
        Map<Long, Long> levels = new java.util.TreeMap<>();
        before.asks().forEach(level -> levels.put(level.ticks(), level.lots()));
        changes.asks().forEach(level -> levels.put(level.ticks(), level.lots()));
        levels.values().removeIf(lots -> lots == 0);
        assertThat(levels.entrySet().stream().map(level -> new SimulatedBook.Level(level.getKey(), level.getValue())))
                .containsExactlyElementsOf(now.asks());
        assertThat(market.changes(now, now).bids()).isEmpty();
    }

    @Test
    void datedFuturesMeetTheirIndexAtExpiry() {
        // Given
        Listing listing = market.listings(Venue.of("deribit"), NOW).stream()
                .filter(one -> one.instrument().contract() instanceof Contract.Future)
                .findFirst()
                .orElseThrow();
        long expiry = expiry(listing) * SECOND;
        // When
        Marks far = market.marks(listing, NOW - 30 * DAY);
        Marks near = market.marks(listing, expiry - HOUR);
        Marks then = market.marks(listing, expiry);
        // Then
        assertThat(Math.abs(far.mark() / far.index() - 1)).isGreaterThan(0.0005);
        assertThat(near.mark() / near.index() - 1).isCloseTo(0, within(0.00005));
        assertThat(then.mark() / then.index() - 1).isCloseTo(0, within(0.00001));
        assertThat(market.listings(Venue.of("deribit"), expiry - 1)).contains(listing);
        assertThat(market.listings(Venue.of("deribit"), expiry)).doesNotContain(listing);
    }

    private static long expiry(Listing listing) {
        return ((Contract.Future) listing.instrument().contract()).expiry().getEpochSecond();
    }

    @Test
    void datedFuturesExpireWhenTheVenuesSay() {
        // Then
        assertThat(futures("binance-usdm")).containsExactly("2026-12-25T08:00:00Z", "2027-03-26T08:00:00Z");
        assertThat(futures("bitmex")).containsExactly("2026-12-25T12:00:00Z", "2027-03-26T12:00:00Z");
        assertThat(futures("okx"))
                .containsExactly(
                        "2026-11-27T08:00:00Z", "2026-12-04T08:00:00Z", "2026-12-25T08:00:00Z", "2027-03-26T08:00:00Z");
        assertThat(futures("deribit"))
                .containsExactly(
                        "2026-11-27T08:00:00Z", "2026-12-25T08:00:00Z", "2027-03-26T08:00:00Z", "2027-06-25T08:00:00Z");
        ZoneId london = ZoneId.of("Europe/London");
        assertThat(market.listings(Venue.of("kraken-futures"), NOW).stream()
                        .filter(one ->
                                one.instrument().isInverse() && one.instrument().contract() instanceof Contract.Future)
                        .map(one -> Instant.ofEpochSecond(expiry(one))
                                .atZone(london)
                                .getHour()))
                .isNotEmpty()
                .allMatch(hour -> hour == 16);
    }

    private Stream<String> futures(String venue) {
        return market.listings(Venue.of(venue), NOW).stream()
                .filter(one -> one.instrument().contract() instanceof Contract.Future)
                .map(one -> Instant.ofEpochSecond(expiry(one)).toString())
                .distinct()
                .sorted();
    }

    @Test
    void fundingIsPaidByTheDearerSide() {
        // Given
        Listing listing = listing("bitmex", "BTC-USD-PERP");
        // When
        List<Payment> payments = market.payments(listing, NOW - 30 * DAY, NOW);
        // Then
        assertThat(payments).hasSize(90);
        assertThat(payments).anyMatch(payment -> payment.rate() > 0);
        for (Payment payment : payments) {
            Marks marks = market.marks(listing, payment.time());
            assertThat(payment.time() % DAY / HOUR).isIn(4L, 12L, 20L);
            assertThat(Math.signum(payment.rate())).isEqualTo(Math.signum(marks.mark() - marks.index()));
            assertThat(marks.funding().orElseThrow().rate()).isEqualTo(payment.rate());
            assertThat(marks.funding().orElseThrow().next()).isEqualTo(payment.time() + 8 * HOUR);
        }
    }

    @Test
    void thePriceGoesThroughWhatIsKnown() {
        // When
        SimulatedMarket anchored = SeededMarket.of(9, 1, NOW, Map.of("BTC", 87_654.0, "ETH", 2_999.0));
        // Then
        assertThat(anchored.index("BTC", "USD", NOW)).isCloseTo(87_654, within(1e-6));
        assertThat(anchored.index("ETH", "USD", NOW)).isCloseTo(2_999, within(1e-6));
        assertThat(anchored.index("USDC", "USD", NOW)).isCloseTo(1, within(0.002));
    }

    @Test
    void aFollowedPriceIsFollowedFromThenOn() {
        // Given
        SimulatedMarket following = SeededMarket.following(
                9, 1, NOW, Map.of("BTC", 90_000.0, "ETH", 2_680.0), "ETH", time -> 2_680 + (time - NOW) / 1e7);
        Listing listing = following.listings(Venue.of("coinbase"), NOW).stream()
                .filter(one -> one.instrument().asset().equals("ETH"))
                .findFirst()
                .orElseThrow();
        // When
        SimulatedCandle candle = following.candle(listing, NOW, Duration.ofMinutes(1));
        SimulatedCandle hour = following.candle(listing, NOW, Duration.ofHours(1));
        // Then
        assertThat(following.index("ETH", "USD", NOW + 100 * SECOND)).isCloseTo(2_690, within(1e-6));
        assertThat(hour.high())
                .isEqualTo(following.trades(listing, NOW, NOW + HOUR).stream()
                        .mapToLong(SimulatedTrade::ticks)
                        .max()
                        .orElseThrow());
        assertThat(candle.low()).isGreaterThanOrEqualTo(hour.low());
    }
}
