package io.basiswatch.local.trial;

import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.indicator.EngineConfig;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.local.fault.Fault;
import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.fault.FaultyCircumstances;
import io.basiswatch.local.fault.FaultyVenue;
import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** All that is kept of a run to be held against what the venues said, and the engine that computes on what came out. */
final class Ledgers {
    private static final long SECOND = 1_000_000;
    /** Until then feeds are starting, and nothing is held against them. */
    private static final long BEGUN = 30 * SECOND;
    /** By how much a venue's time and ours may differ where a gap begins or ends: the network's latency. */
    private static final long SLACK = SECOND;
    /** What is on its way at the end cannot have come, and what is missing cannot have been noticed. */
    private static final long UNDER_WAY = 45 * SECOND;

    private static final Set<String> COMPUTED = Set.of("taker_buy_volume_usd", "stablecoin_rate");

    private final Map<String, FaultyVenue> venues;
    private final FaultScript script;
    private final SimulatedMarket market;
    private final long start;
    private final long end;
    private final Map<Instrument, Listing> listings = new HashMap<>();
    private final TradeLedger trades = new TradeLedger();
    private final GapLedger gaps = new GapLedger();
    private final StreamTimes streams = new StreamTimes();
    private final ValueLedger values = new ValueLedger();
    private final BookLedger books;
    private final IndicatorEngine engine =
            new IndicatorEngine(computed(), EngineConfig.defaults(), asset -> true, values);

    /**
     * @param venues with their faults
     * @param script these faults
     * @param market what happens at the venues
     * @param start when the run begins, microseconds since the epoch
     * @param end when it is over
     */
    Ledgers(Map<String, FaultyVenue> venues, FaultScript script, SimulatedMarket market, long start, long end) {
        this.venues = venues;
        this.script = script;
        this.market = market;
        this.start = start;
        this.end = end;
        this.books = new BookLedger(new BeyondChecksum(script, start));
    }

    /** The indicators that are held against what was traded, and what they need. */
    static List<Indicator> computed() {
        return Indicators.all().stream()
                .filter(one -> COMPUTED.contains(one.definition().id()))
                .toList();
    }

    /** A second has passed. */
    void tick(long stamp) {
        engine.accept(new ClockTick("BTC", new Stamp(stamp, stamp, Stamp.NO_SEQUENCE, Origin.LIVE)));
    }

    /** Something came out of a feed. */
    void take(MarketEvent event) {
        engine.accept(event);
        if (!(event instanceof InstrumentEvent news)) {
            return;
        }
        if (news instanceof InstrumentListed) {
            list(news.instrument(), news.receivedTime());
        }
        gaps.take(news);
        streams.take(news);
        switch (news) {
            case Trade trade -> trades.take(trade);
            case DepthProfile depth when isListed(depth) -> books.take(depth, listing(depth), market);
            case Quote quote when isListed(quote) -> books.take(quote, listing(quote), market);
            default -> {}
        }
    }

    private void list(Instrument instrument, long time) {
        market.listings(instrument.venue(), time).stream()
                .filter(listing -> listing.instrument().equals(instrument))
                .findFirst()
                .ifPresent(listing -> listings.put(instrument, listing));
    }

    private boolean isListed(InstrumentEvent event) {
        return listings.containsKey(event.instrument());
    }

    private Listing listing(InstrumentEvent event) {
        return listings.get(event.instrument());
    }

    Verdict verdict(long seed) {
        engine.finish();
        List<SaidTrade> said = listings.values().stream()
                .filter(Ledgers::isCollected)
                .filter(listing -> listing.instrument().base().equals(VirtualRun.ASSET))
                .flatMap(this::said)
                .toList();
        return new Verdict(
                seed,
                trades.balance(said, gaps, start + BEGUN, end - UNDER_WAY, SLACK, new Uncounted(script, start)),
                values.balance(said, start + 2 * BEGUN, end - 2 * BEGUN, new Uncounted(script, start)),
                books.profiles(),
                books.quotes(),
                books.unguarded(),
                books.wrong(),
                gaps.told(),
                gaps.filled(),
                script.faults().stream().map(this::outcome).toList());
    }

    /** Of stablecoins only the prices are collected, and at Coinbase the pairs of dollars. */
    static boolean isCollected(Listing listing) {
        return isCollected(listing.instrument());
    }

    static boolean isCollected(Instrument of) {
        boolean isDollarPair = of.quote().equals("USD") || !of.isSpot();
        return !Stablecoins.isReference(of) && (isDollarPair || !of.venue().id().equals("coinbase"));
    }

    /** What was made public since the feeds had begun. */
    private Stream<SaidTrade> said(Listing listing) {
        String venue = listing.instrument().venue().id();
        FaultyCircumstances printed = new FaultyCircumstances(script.of(venue), start);
        return market.trades(listing, start + BEGUN, end).stream()
                .map(trade -> said(listing, trade, printed.time(trade.time())));
    }

    static SaidTrade said(Listing listing, SimulatedTrade trade, long printed) {
        double price = Double.parseDouble(listing.price(trade.ticks()));
        double units = Double.parseDouble(listing.quantity(trade.lots())) * listing.contractSize();
        double base = listing.instrument().isInverse() ? units / price : units;
        return new SaidTrade(listing.instrument(), printed, price, base, trade.aggressor());
    }

    private FaultOutcome outcome(Fault fault) {
        long begin = start + VirtualTime.micros(fault.at());
        long over = start + VirtualTime.micros(fault.end());
        OptionalLong felt = felt(fault, begin);
        return new FaultOutcome(
                fault,
                felt,
                felt.isPresent()
                        ? streams.noticed(fault.venue(), felt.getAsLong(), over + BEGUN)
                        : OptionalLong.empty(),
                streams.healed(fault.venue(), begin, over, 20 * SECOND));
    }

    /** When it first did something to a client; for what a venue does to itself, when it began. */
    private OptionalLong felt(Fault fault, long begin) {
        Map<Fault, Long> felt = venues.get(fault.venue()).felt();
        return switch (fault.kind()) {
            case RESTART, SKEW, SETTLE, FUNDING_INTERVAL -> OptionalLong.of(begin);
            default -> felt.containsKey(fault) ? OptionalLong.of(felt.get(fault)) : OptionalLong.empty();
        };
    }
}
