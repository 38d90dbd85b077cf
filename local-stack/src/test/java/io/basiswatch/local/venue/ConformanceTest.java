package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.RestLimits;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Payment;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Candle;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each simulated venue is read by the collector's own decoder: every frame and every answer, and what comes out is what the market
 * did. Both sides were written from the venues' documentation, so that each checks the other.
 */
class ConformanceTest {
    private static final long SECOND = 1_000_000;
    private static final long START = Instant.parse("2026-11-22T11:59:30Z").getEpochSecond() * SECOND;
    /** How old the state of a book may be that is told. */
    private static final long AGE = 5 * SECOND;

    private static final Set<Class<?>> EXPECTED = Set.of(
            Trade.class,
            Quote.class,
            DepthProfile.class,
            MarkPrice.class,
            IndexPrice.class,
            FundingRate.class,
            OpenInterest.class);

    /** Venues that tell what is far from the best prices summed up: up to a third of a band may be missing at its end. */
    private static final Set<String> SUMMED_UP = Set.of("hyperliquid");

    private static final Map<String, Rehearsal> REHEARSED = new HashMap<>();

    static Stream<String> venues() {
        return KitVenue.names().stream();
    }

    /** A minute of a venue; all tests of it look at the same one. */
    private static Rehearsal rehearsed(String venue) {
        return REHEARSED.computeIfAbsent(venue, name -> {
            Rehearsal rehearsal = new Rehearsal(Venue.of(name), START);
            rehearsal.begin();
            rehearsal.pass(Duration.ofSeconds(10));
            rehearsal.askPolls();
            rehearsal.pass(Duration.ofSeconds(50));
            rehearsal.askPolls();
            return rehearsal;
        });
    }

    private static Map<Instrument, Listing> listings(Rehearsal rehearsal) {
        return rehearsal.market().listings(rehearsal.feed().venue(), START).stream()
                .collect(Collectors.toMap(Listing::instrument, listing -> listing));
    }

    private static <E extends InstrumentEvent> List<E> events(Rehearsal rehearsal, Class<E> kind) {
        return rehearsal.events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("venues")
    void everyFrameAndEveryAnswerCanBeRead(String venue) {
        // When
        Rehearsal rehearsal = rehearsed(venue);
        // Then
        assertThat(rehearsal.unread()).isEmpty();
        assertThat(rehearsal.listed())
                .extracting(listed -> listed.instrument())
                .hasSameElementsAs(listings(rehearsal).keySet());
        Set<Class<?>> offered =
                rehearsal.feed().offers().stream().map(Offer::event).collect(Collectors.toSet());
        assertThat(EXPECTED.stream().filter(offered::contains))
                .allSatisfy(kind -> assertThat(rehearsal.events()).hasAtLeastOneElementOfType(kind));
    }

    @ParameterizedTest
    @MethodSource("venues")
    void theVenuesRulesAreKept(String venue) {
        // When
        Usage usage = rehearsed(venue).usage();
        // Then
        assertThat(usage.violations()).isEmpty();
        assertThat(usage.mostWeight()).isLessThanOrEqualTo(usage.limit());
    }

    @ParameterizedTest
    @MethodSource("venues")
    void eachTradeComesOutOnce(String venue) {
        // Given
        Rehearsal rehearsal = rehearsed(venue);
        long from = rehearsal.begun();
        long to = rehearsal.now() - 5 * SECOND;
        Map<Instrument, List<Trade>> told = events(rehearsal, Trade.class).stream()
                .filter(trade -> trade.eventTime() >= from && trade.eventTime() < to)
                .collect(Collectors.groupingBy(Trade::instrument));
        // Then
        assertThat(told).isNotEmpty();
        told.forEach((instrument, trades) -> {
            Listing listing = listings(rehearsal).get(instrument);
            assertThat(trades.stream().map(ConformanceTest::print))
                    .as(instrument.toString())
                    .containsExactlyInAnyOrderElementsOf(rehearsal.market().trades(listing, from, to).stream()
                            .map(new Expected(listing)::print)
                            .toList());
            assertThat(trades).extracting(Trade::tradeId).doesNotHaveDuplicates();
        });
        assertThat(rehearsal.subscribed(StreamKind.TRADES))
                .extracting(MarketStream::instrument)
                .isSubsetOf(told.keySet());
    }

    private static Expected.Print print(Trade trade) {
        return new Expected.Print(
                trade.eventTime() / 1_000, trade.price(), Expected.rounded(trade.quantity()), trade.aggressor());
    }

    @ParameterizedTest
    @MethodSource("venues")
    void quotesAreTheBestPricesOfTheMarketsBook(String venue) {
        // Given
        Rehearsal rehearsal = rehearsed(venue);
        // Then
        for (Quote quote : events(rehearsal, Quote.class)) {
            Expected expected = new Expected(listings(rehearsal).get(quote.instrument()));
            assertThat(anyState(
                            rehearsal,
                            expected.listing(),
                            quote.stamp(),
                            book -> isTopOf(quote, book, before(rehearsal, expected.listing(), book), expected)))
                    .as(quote.toString())
                    .isTrue();
        }
    }

    private static SimulatedBook before(Rehearsal rehearsal, Listing listing, SimulatedBook book) {
        return rehearsal.market().book(listing, book.time() - SimulatedMarket.STEP);
    }

    /** Where a book is told level by level, one side may be that of the step before. */
    private static boolean isTopOf(Quote quote, SimulatedBook book, SimulatedBook before, Expected expected) {
        boolean bid = isBid(quote, book, expected);
        boolean ask = isAsk(quote, book, expected);
        return bid && ask || bid && isAsk(quote, before, expected) || ask && isBid(quote, before, expected);
    }

    private static boolean isBid(Quote quote, SimulatedBook book, Expected expected) {
        SimulatedBook.Level bid = book.bids().getFirst();
        return quote.bidPrice() == expected.price(bid.ticks())
                && isClose(quote.bidQuantity(), expected.quantity(bid.lots(), bid.ticks()));
    }

    private static boolean isAsk(Quote quote, SimulatedBook book, Expected expected) {
        SimulatedBook.Level ask = book.asks().getFirst();
        return quote.askPrice() == expected.price(ask.ticks())
                && isClose(quote.askQuantity(), expected.quantity(ask.lots(), ask.ticks()));
    }

    private static boolean anyState(
            Rehearsal rehearsal, Listing listing, Stamp stamp, Predicate<SimulatedBook> matches) {
        for (long time = stamp.receivedTime(); time >= stamp.receivedTime() - AGE; time -= SimulatedMarket.STEP) {
            if (matches.test(rehearsal.market().book(listing, time))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
    }

    @ParameterizedTest
    @MethodSource("venues")
    void depthProfilesAreThoseOfTheMarketsBook(String venue) {
        // Given
        Rehearsal rehearsal = rehearsed(venue);
        // Then
        for (DepthProfile profile : events(rehearsal, DepthProfile.class)) {
            Expected expected = new Expected(listings(rehearsal).get(profile.instrument()));
            assertThat(anyState(rehearsal, expected.listing(), profile.stamp(), book -> isOf(profile, book, expected)))
                    .as(profile.toString())
                    .isTrue();
        }
    }

    private static boolean isOf(DepthProfile profile, SimulatedBook book, Expected expected) {
        double mid = expected.mid(book);
        return isClose(profile.mid(), mid)
                && profile.bands().stream()
                        .allMatch(band -> isOf(profile, band.bidNotional(), book.bids(), band.percent(), expected, mid)
                                && isOf(profile, band.askNotional(), book.asks(), band.percent(), expected, mid));
    }

    private static boolean isOf(
            DepthProfile profile,
            double told,
            List<SimulatedBook.Level> side,
            double percent,
            Expected expected,
            double mid) {
        double made = expected.within(side, mid, percent);
        return SUMMED_UP.contains(profile.instrument().venue().id())
                ? told <= made * 1.25 && told >= expected.within(side, mid, percent * 2 / 3) * 0.8
                : isClose(told, made);
    }

    @ParameterizedTest
    @MethodSource("venues")
    void marksAreThoseOfTheMarket(String venue) {
        // Given
        Rehearsal rehearsal = rehearsed(venue);
        Map<Instrument, Listing> listings = listings(rehearsal);
        // Then
        for (MarkPrice mark : events(rehearsal, MarkPrice.class)) {
            assertThat(mark.price())
                    .as(mark.toString())
                    .isCloseTo(
                            rehearsal
                                    .market()
                                    .marks(listings.get(mark.instrument()), mark.receivedTime())
                                    .mark(),
                            within(mark.price() * 0.002));
        }
        for (IndexPrice index : events(rehearsal, IndexPrice.class)) {
            assertThat(index.price())
                    .as(index.toString())
                    .isCloseTo(
                            rehearsal
                                    .market()
                                    .index(
                                            index.instrument().base(),
                                            index.instrument().quote(),
                                            index.receivedTime()),
                            within(index.price() * 0.002));
        }
        for (OpenInterest open : events(rehearsal, OpenInterest.class)) {
            Listing listing = listings.get(open.instrument());
            double price =
                    rehearsal.market().marks(listing, open.receivedTime()).mark();
            long lots = rehearsal.market().marks(listing, open.receivedTime()).openInterest();
            double units = Double.parseDouble(listing.quantity(lots)) * listing.contractSize();
            assertThat(open.quantity())
                    .as(open.toString())
                    .isCloseTo(open.instrument().isInverse() ? units / price : units, within(open.quantity() * 0.002));
        }
    }

    @ParameterizedTest
    @MethodSource("venues")
    void fundingIsThatOfTheMarket(String venue) {
        // Given
        Rehearsal rehearsal = rehearsed(venue);
        // Then
        for (FundingRate rate : events(rehearsal, FundingRate.class)) {
            Listing listing = listings(rehearsal).get(rate.instrument());
            if (rate.kind() == FundingRate.Kind.SETTLED) {
                assertPaid(rehearsal, listing, rate);
            } else {
                assertThat(Math.signum(rate.rate()))
                        .as(rate.toString())
                        .isEqualTo(Math.signum(rehearsal
                                .market()
                                .marks(listing, rate.receivedTime())
                                .funding()
                                .orElseThrow()
                                .rate()));
            }
        }
    }

    private static void assertPaid(Rehearsal rehearsal, Listing listing, FundingRate rate) {
        List<Payment> payments =
                rehearsal.market().payments(listing, rate.fundingTime() - SECOND, rate.fundingTime() + SECOND);
        assertThat(payments).as(rate.toString()).hasSize(1);
        assertThat(rate.rate())
                .as(rate.toString())
                .isCloseTo(payments.getFirst().rate(), within(1e-8));
    }

    @ParameterizedTest
    @MethodSource("venues")
    void thePastIsThatOfTheMarket(String venue) {
        // Given
        Rehearsal rehearsal = new Rehearsal(Venue.of(venue), START);
        rehearsal.begin();
        rehearsal.pass(Duration.ofSeconds(3));
        int before = rehearsal.events().size();
        List<Past> pasts = rehearsal.past();
        // When
        for (Past past : pasts) {
            long step = Math.max(past.step().toNanos() / 1_000, 60 * SECOND);
            long to = rehearsal.now() - rehearsal.now() % step;
            rehearsal.ask(past, to - Math.min(past.rows(), 20) * step, to);
            rehearsal.pass(leastWait(rehearsal.feed().limits()));
        }
        // Then
        assertThat(rehearsal.unread()).isEmpty();
        List<Candle> candles = events(rehearsal, Candle.class);
        candles.forEach(candle -> assertCandle(rehearsal, candle));
        if (pasts.stream().anyMatch(past -> past.kind() == Past.Kind.DAYS)) {
            assertThat(candles).isNotEmpty();
            assertThat(rehearsal.events()).hasSizeGreaterThan(before);
        }
        events(rehearsal, FundingRate.class).stream()
                .filter(rate -> rate.kind() == FundingRate.Kind.SETTLED)
                .forEach(rate -> assertPaid(rehearsal, listings(rehearsal).get(rate.instrument()), rate));
        for (Trade trade : events(rehearsal, Trade.class)) {
            Expected expected = new Expected(listings(rehearsal).get(trade.instrument()));
            assertThat(rehearsal
                            .market()
                            .trades(expected.listing(), trade.eventTime() - SECOND, trade.eventTime() + SECOND)
                            .stream()
                            .map(expected::print))
                    .anyMatch(print -> isTold(print, print(trade)));
        }
    }

    /** BitMEX opens a candle with the close of the one before; the decoder puts that where this one was traded. */
    private static long opened(Rehearsal rehearsal, Listing listing, SimulatedCandle made, Candle candle) {
        long length = candle.closeTime() - candle.openTime();
        return listing.instrument().venue().id().equals("bitmex")
                ? Math.clamp(
                        rehearsal
                                .market()
                                .candle(listing, candle.openTime() - length, Duration.ofNanos(length * 1_000))
                                .close(),
                        made.low(),
                        made.high())
                : made.open();
    }

    /** What the venue wants between two questions, in whole steps. */
    private static Duration leastWait(RestLimits limits) {
        return Duration.ofMillis(limits.window().toMillis() / limits.capacity() / 100 * 100);
    }

    /** Some venues cut the times of what they tell afterwards to whole seconds. */
    private static boolean isTold(Expected.Print made, Expected.Print told) {
        boolean isCut = told.millis() % 1_000 == 0;
        return made.equals(told)
                || isCut
                        && made.millis() / 1_000 == told.millis() / 1_000
                        && made.price() == told.price()
                        && made.quantity() == told.quantity()
                        && made.aggressor() == told.aggressor();
    }

    private static void assertCandle(Rehearsal rehearsal, Candle candle) {
        Listing listing = listings(rehearsal).get(candle.instrument());
        Expected expected = new Expected(listing);
        SimulatedCandle made = rehearsal
                .market()
                .candle(listing, candle.openTime(), Duration.ofNanos((candle.closeTime() - candle.openTime()) * 1_000));
        assertThat(candle.closeTime()).isLessThanOrEqualTo(rehearsal.now());
        assertThat(List.of(candle.open(), candle.high(), candle.low(), candle.close()))
                .as(candle.toString())
                .isEqualTo(Stream.of(opened(rehearsal, listing, made, candle), made.high(), made.low(), made.close())
                        .map(expected::price)
                        .toList());
        long middle = (made.high() + made.low()) / 2;
        assertThat(candle.volume())
                .as(candle.toString())
                .isCloseTo(expected.quantity(made.lots(), middle), within(candle.volume() * 0.05));
        candle.takerBuyVolume()
                .ifPresent(bought -> assertThat(bought)
                        .isCloseTo(expected.quantity(made.takerBuyLots(), middle), within(bought * 0.05)));
        candle.notional()
                .ifPresent(notional -> assertThat(notional).isCloseTo(made.notional(), within(notional * 0.05)));
    }
}
