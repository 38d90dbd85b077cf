package io.basiswatch.local.market;

import io.basiswatch.model.Contract;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A market made from a seed: thirteen venues, BTC and ETH and the stablecoins, years back and without end. The same seed gives
 * the same market, whatever is asked first.
 *
 * <p>It remembers what was asked last so that neighbours cost little; not thread-safe.
 */
public final class SeededMarket implements SimulatedMarket {
    private static final double DOLLARS = 1_000_000;
    /** Trades in a minute must be a whole number a second, or have a whole number of seconds each. */
    private static final int[] SLOTS = {1, 2, 3, 4, 6, 12, 20, 30, 60, 120, 300, 600};

    /** Since when perpetuals and pairs are listed: 2020. */
    private static final long LISTED = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond() * Tape.SECOND;

    private final long seed;
    private final double pace;
    private final Prices prices;
    private final Map<Listing, Traded> traded = new HashMap<>();
    private final Map<Venue, Listed> listed = new HashMap<>();

    /** What a venue lists from one moment, inclusive, to another, exclusive. */
    private record Listed(long from, long to, List<Listing> listings) {}

    private SeededMarket(long seed, double pace, Prices prices) {
        this.seed = seed;
        this.pace = pace;
        this.prices = prices;
    }

    /** A calm market: BTC at 90,000 and ETH at 3,000 dollars on 1 November 2026. */
    public static SeededMarket of(long seed) {
        long then = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond() * Tape.SECOND;
        return of(seed, 1, then, Map.of("BTC", 90_000.0, "ETH", 3_000.0));
    }

    /**
     * A market that goes through given prices.
     *
     * @param pace how much busier than calm it is: 1 to 3 trades a second and ten changes of a book at 1
     * @param time when the prices hold, microseconds since the epoch
     * @param dollars the prices, by asset
     */
    public static SeededMarket of(long seed, double pace, long time, Map<String, Double> dollars) {
        return new SeededMarket(seed, pace, new Prices(seed, anchors(time, dollars)));
    }

    /** As {@link #of(long, double, long, Map)}; one asset's price comes from elsewhere from {@code time} on. */
    public static SeededMarket following(
            long seed, double pace, long time, Map<String, Double> dollars, String asset, LongToDoubleFunction price) {
        Map<String, Prices.Anchor> anchors = new HashMap<>(anchors(time, dollars));
        anchors.computeIfPresent(
                asset,
                (name, anchor) -> new Prices.Anchor(
                        anchor.second(),
                        anchor.price(),
                        Optional.of(second -> Math.log(price.applyAsDouble(second * Tape.SECOND)))));
        return new SeededMarket(seed, pace, new Prices(seed, anchors));
    }

    private static Map<String, Prices.Anchor> anchors(long time, Map<String, Double> dollars) {
        return dollars.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        price -> new Prices.Anchor(
                                Math.floorDiv(time, Tape.SECOND), price.getValue(), Optional.empty())));
    }

    @Override
    public List<Listing> listings(Venue venue, long time) {
        Listed known = listed.get(venue);
        if (known == null || time < known.from || time >= known.to) {
            known = list(venue, time);
            listed.put(venue, known);
        }
        return known.listings;
    }

    private Listed list(Venue venue, long time) {
        List<Listing> listings = new ArrayList<>();
        long until = Long.MAX_VALUE;
        for (Offering offering : Offerings.of(venue)) {
            switch (offering.kind()) {
                case SPOT -> listings.add(list(offering, offering.listing(venue, Contract.SPOT, LISTED)));
                case PERPETUAL -> listings.add(list(offering, offering.listing(venue, Contract.PERPETUAL, LISTED)));
                case DATED -> {
                    Map<Instant, Instant> dates = offering.expiries().after(at(time));
                    for (Map.Entry<Instant, Instant> date : dates.entrySet()) {
                        Contract contract = new Contract.Future(date.getKey());
                        listings.add(list(offering, offering.listing(venue, contract, micros(date.getValue()))));
                        until = Math.min(until, micros(date.getKey()));
                    }
                }
            }
        }
        return new Listed(time, until, List.copyOf(listings));
    }

    private Listing list(Offering offering, Listing listing) {
        traded.computeIfAbsent(listing, made -> {
            double tick = listing.tick().doubleValue();
            double price = prices.usual(listing.instrument().base());
            Terms terms = new Terms(
                    listing,
                    slots(offering.slots()),
                    offering.millions() * DOLLARS,
                    bookEvery(offering.slots()),
                    Math.max(1, Math.round(price / tick / 50_000)),
                    price);
            return new Traded(terms, offering.fundingHours(), prices, seed);
        });
        return listing;
    }

    private int slots(int calm) {
        int wanted = (int) Math.max(1, Math.round(calm * pace));
        int slots = SLOTS[0];
        for (int possible : SLOTS) {
            slots = possible <= wanted ? possible : slots;
        }
        return slots;
    }

    /** Ten changes a second of busy books, and one of thin ones. */
    private int bookEvery(int calmSlots) {
        return (int) Math.clamp(Math.round((calmSlots >= 60 ? 1 : calmSlots >= 30 ? 2 : 10) / pace), 1, 100);
    }

    private static Instant at(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, Tape.SECOND));
    }

    private static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond());
    }

    private Traded traded(Listing listing) {
        Traded known = traded.get(listing);
        if (known == null) {
            throw new IllegalArgumentException("never listed: " + listing.instrument());
        }
        return known;
    }

    @Override
    public List<SimulatedTrade> trades(Listing listing, long from, long to) {
        Tape tape = traded(listing).tape();
        List<SimulatedTrade> trades = new ArrayList<>();
        for (long minute = Math.floorDiv(from, Tape.MINUTE); minute * Tape.MINUTE < to; minute++) {
            for (SimulatedTrade trade : tape.minute(minute)) {
                if (trade.time() >= from && trade.time() < to) {
                    trades.add(trade);
                }
            }
        }
        return trades;
    }

    @Override
    public List<SimulatedTrade> tradesById(Listing listing, long firstId, int many, long now) {
        Tape tape = traded(listing).tape();
        List<SimulatedTrade> trades = new ArrayList<>();
        long minute = tape.minuteOf(Math.max(1, firstId));
        while (trades.size() < many && minute * Tape.MINUTE <= now) {
            for (SimulatedTrade trade : tape.minute(minute++)) {
                if (trade.id() >= firstId && trade.time() <= now && trades.size() < many) {
                    trades.add(trade);
                }
            }
        }
        return trades;
    }

    @Override
    public SimulatedBook book(Listing listing, long time) {
        return traded(listing).ladder().at(Math.floorDiv(time, STEP));
    }

    @Override
    public SimulatedBook changes(SimulatedBook before, SimulatedBook now) {
        return Changes.between(before, now);
    }

    @Override
    public Marks marks(Listing listing, long time) {
        return traded(listing).marks(time);
    }

    @Override
    public double index(String base, String quote, long time) {
        return Math.exp(prices.log(base, quote, Math.floorDiv(time, Tape.SECOND)));
    }

    @Override
    public List<Payment> payments(Listing listing, long from, long to) {
        return traded(listing).payments(from, to);
    }

    @Override
    public SimulatedCandle candle(Listing listing, long openTime, Duration interval) {
        return traded(listing).candles().candle(openTime, interval);
    }

    @Override
    public double longShare(Listing listing, long time) {
        return traded(listing).longShare(time);
    }
}
