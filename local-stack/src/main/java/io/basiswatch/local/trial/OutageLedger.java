package io.basiswatch.local.trial;

import io.basiswatch.indicator.EngineConfig;
import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.ValueSink;
import io.basiswatch.indicator.stream.ShardGate;
import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The log of a run, taken as the indicators take it, held against what the venues made public; and an engine on it that is never
 * disturbed.
 */
final class OutageLedger {
    static final String ASSET = "BTC";
    private static final long SLACK = 1_000_000;
    /** One quote in this many is looked up: there are ten a second of each market. */
    private static final long LOOKED_AT = 10;

    private final SimulatedMarket market;
    private final ShardGate gate = new ShardGate();
    private final Map<Instrument, Listing> listings = new HashMap<>();
    private final Map<Instrument, Set<String>> ids = new HashMap<>();
    private final TradeLedger trades = new TradeLedger();
    private final GapLedger gaps = new GapLedger();
    private final BookLedger books = new BookLedger();
    private final ValueLedger minutes = new ValueLedger();
    private final Recomputed recomputed = new Recomputed();
    private final IndicatorEngine engine =
            new IndicatorEngine(Indicators.all(), EngineConfig.defaults(), ASSET::equals, both(minutes, recomputed));
    private final List<Long> gapTimes = new ArrayList<>();
    private final List<Long> recognised = new ArrayList<>();
    private final List<Wrong> wrongBooks = new ArrayList<>();
    private long fenced;

    /** A book or a best price that nobody had, and when it was received. */
    private record Wrong(long time, String what) {}

    /**
     * What one phase has shown.
     *
     * @param trades those of venues against those of the log
     * @param minutes of takers' volume that claim to be whole, against the venues
     * @param repeated trades that are twice in the log, and known again by their id
     * @param wrongBooks books and best prices that never were
     * @param gaps how many were told
     */
    record Reading(
            TradeLedger.Balance trades,
            ValueLedger.Balance minutes,
            long repeated,
            List<String> wrongBooks,
            long gaps) {}

    /**
     * @param market what the venues do, one that nobody else uses
     */
    OutageLedger(SimulatedMarket market) {
        this.market = market;
    }

    private static ValueSink both(ValueSink one, ValueSink other) {
        return (asset, instant, values) -> {
            one.publish(asset, instant, values);
            other.publish(asset, instant, values);
        };
    }

    /** A record of the partition in which the asset is. */
    synchronized void take(long offset, EventBatch batch) {
        EventBatch counting = gate.take(offset, batch);
        fenced += batch.events().size() - counting.events().size();
        engine.accept(counting);
        for (MarketEvent event : counting.events()) {
            if (event instanceof InstrumentEvent news && news.asset().equals(ASSET)) {
                take(news);
            }
        }
    }

    private void take(InstrumentEvent news) {
        gaps.take(news);
        int wrong = books.wrong().size();
        switch (news) {
            case FeedGap gap -> gapTimes.add(gap.receivedTime());
            case InstrumentListed listed -> list(listed);
            case Trade trade -> take(trade);
            case DepthProfile depth
            when listings.containsKey(depth.instrument()) ->
                books.take(depth, listings.get(depth.instrument()), market);
            case Quote quote
            when listings.containsKey(quote.instrument()) && quote.receivedTime() % LOOKED_AT == 0 ->
                books.take(quote, listings.get(quote.instrument()), market);
            default -> {}
        }
        books.wrong().stream().skip(wrong).forEach(what -> wrongBooks.add(new Wrong(news.receivedTime(), what)));
    }

    private void take(Trade trade) {
        if (ids.computeIfAbsent(trade.instrument(), key -> new HashSet<>()).add(trade.tradeId())) {
            trades.take(trade);
        } else {
            recognised.add(trade.eventTime());
        }
    }

    private void list(InstrumentListed listed) {
        market.listings(listed.venue(), listed.receivedTime()).stream()
                .filter(listing -> listing.instrument().equals(listed.instrument()))
                .findFirst()
                .ifPresent(listing -> listings.put(listed.instrument(), listing));
    }

    /** How many markets are known. */
    synchronized int markets() {
        return listings.size();
    }

    /** Events of owners that had lost their shard. */
    synchronized long fenced() {
        return fenced;
    }

    Recomputed recomputed() {
        return recomputed;
    }

    /** When the first gap was told that was told after {@code time}. */
    synchronized OptionalLong gapSince(long time) {
        return gapTimes.stream()
                .mapToLong(Long::longValue)
                .filter(told -> told >= time)
                .min();
    }

    /**
     * Strikes the balance of a part of the run.
     *
     * @param until up to when the log has been read: trades that came behind the part are no invention
     */
    synchronized Reading read(Phase phase, long until) {
        List<SaidTrade> said = listings.values().stream()
                .filter(Ledgers::isCollected)
                .flatMap(listing -> market.trades(listing, phase.from(), until).stream()
                        .map(trade -> Ledgers.said(listing, trade, trade.time())))
                .toList();
        Uncounted none = new Uncounted(FaultScript.NONE, phase.from());
        return new Reading(
                trades.balance(said, gaps, phase.from(), phase.to(), SLACK, none),
                minutes.balance(said, ceilMinute(phase.from()), phase.to(), none),
                recognised.stream().filter(phase::holds).count(),
                wrongBooks.stream()
                        .filter(wrong -> phase.holds(wrong.time()))
                        .map(Wrong::what)
                        .toList(),
                gapTimes.stream().filter(phase::holds).count());
    }

    private static long ceilMinute(long time) {
        long minute = 60_000_000;
        return -Math.floorDiv(-time, minute) * minute;
    }
}
