package io.basiswatch.local.trial;

import io.basiswatch.indicator.EngineConfig;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.stream.ShardGate;
import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.fault.FaultyCircumstances;
import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is kept of the log of a soak: every trade, every book, every gap, as the indicators take them, through the gate that keeps
 * old epochs out. A trade that is in the log twice is counted once, by its id, as the engine does.
 */
final class SoakLedger {
    private static final String ASSET = "BTC";
    private static final long SLACK = 2_000_000;
    /** What came after the end of the comparison was traded all the same. */
    private static final long LATER = 300_000_000;

    private final SimulatedMarket market;
    private final FaultScript script;
    private final long start;
    /** What an engine of its own makes of it: takers' volume, which counts the trades that it is made of. */
    private final ValueLedger values = new ValueLedger();

    private final IndicatorEngine engine =
            new IndicatorEngine(Ledgers.computed(), EngineConfig.defaults(), ASSET::equals, values);
    private final ShardGate gate = new ShardGate();
    private long offset;
    private final Map<Instrument, Listing> listings = new HashMap<>();
    private final Map<Instrument, Set<String>> ids = new HashMap<>();
    private final TradeLedger trades = new TradeLedger();
    private final GapLedger gaps = new GapLedger();
    private final BookLedger books = new BookLedger();
    private final Spacing spacing = new Spacing();
    private long events;
    private long fenced;
    private long recognised;

    /**
     * What it came to.
     *
     * @param compared trades that venues made public in the time that is compared
     * @param events of the asset that readers take
     * @param fenced events that readers drop, because a newer owner has written
     * @param recognised trades that are in the log twice, and that readers know again by their id
     */
    record Reading(
            TradeLedger.Balance trades,
            long compared,
            long events,
            long fenced,
            long recognised,
            ValueLedger.Balance values,
            long profiles,
            long quotes,
            List<String> wrongBooks,
            long gaps,
            long filled) {
        boolean isRight() {
            return trades.isRight() && values.wrong().isEmpty() && wrongBooks.isEmpty();
        }
    }

    /**
     * @param market what the venues do, one that nobody else uses
     * @param start when the simulation began, microseconds since the epoch
     */
    SoakLedger(SimulatedMarket market, FaultScript script, long start) {
        this.market = market;
        this.script = script;
        this.start = start;
    }

    /** Takes a batch of the log; the records of one asset are in one partition, in order. */
    synchronized void take(EventBatch batch) {
        if (!batch.asset().equals(ASSET)) {
            return;
        }
        EventBatch counting = gate.take(offset++, batch);
        fenced += batch.events().size() - counting.events().size();
        for (MarketEvent event : counting.events()) {
            engine.accept(event);
            if (event instanceof InstrumentEvent news && news.asset().equals(ASSET)) {
                take(news);
            }
        }
    }

    private void take(InstrumentEvent news) {
        events++;
        gaps.take(news);
        spacing.take(news);
        switch (news) {
            case InstrumentListed listed -> list(listed);
            case Trade trade -> take(trade);
            case DepthProfile depth
            when listings.containsKey(depth.instrument()) ->
                books.take(depth, listings.get(depth.instrument()), market);
            case Quote quote
            when listings.containsKey(quote.instrument()) && isDue(quote) ->
                books.take(quote, listings.get(quote.instrument()), market);
            default -> {}
        }
    }

    /** One in ten is enough of what comes ten times a second. */
    private static boolean isDue(Quote quote) {
        return quote.receivedTime() % 10 == 0;
    }

    private void take(Trade trade) {
        if (ids.computeIfAbsent(trade.instrument(), key -> new HashSet<>()).add(trade.tradeId())) {
            trades.take(trade);
        } else {
            recognised++;
        }
    }

    private void list(InstrumentListed listed) {
        market.listings(listed.venue(), listed.receivedTime()).stream()
                .filter(listing -> listing.instrument().equals(listed.instrument()))
                .findFirst()
                .ifPresent(listing -> listings.put(listed.instrument(), listing));
    }

    synchronized int instruments() {
        return spacing.instruments();
    }

    synchronized long events() {
        return events;
    }

    /**
     * Strikes the balance; nothing may be taken afterwards.
     *
     * @param from the start of what is compared, microseconds since the epoch
     * @param to its end
     */
    synchronized Reading read(long from, long to) {
        List<SaidTrade> said = listings.values().stream()
                .filter(Ledgers::isCollected)
                .flatMap(listing -> {
                    String venue = listing.instrument().venue().id();
                    FaultyCircumstances printed = new FaultyCircumstances(script.of(venue), start);
                    return market.trades(listing, from, to + LATER).stream()
                            .map(trade -> Ledgers.said(listing, trade, printed.time(trade.time())));
                })
                .toList();
        engine.finish();
        Uncounted uncounted = new Uncounted(script, start);
        return new Reading(
                trades.balance(said, gaps, from, to, SLACK, uncounted),
                said.stream().filter(trade -> trade.time() < to).count(),
                events,
                fenced,
                recognised,
                values.balance(said, from, to, uncounted),
                books.profiles(),
                books.quotes(),
                List.copyOf(books.wrong()),
                gaps.told(),
                gaps.filled());
    }
}
