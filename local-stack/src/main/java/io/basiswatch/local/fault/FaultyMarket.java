package io.basiswatch.local.fault;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.Payment;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A market in which contracts are settled before their time and perpetuals change when they pay. Everything else is that of the
 * market behind it.
 */
public final class FaultyMarket implements SimulatedMarket {
    private static final long HOUR = 3_600_000_000L;

    private final SimulatedMarket market;
    private final FaultScript script;
    private final long start;

    /**
     * @param script the faults of all venues
     * @param start when the run begins, microseconds since the epoch
     */
    public FaultyMarket(SimulatedMarket market, FaultScript script, long start) {
        this.market = market;
        this.script = new FaultScript(script.faults().stream()
                .filter(fault -> fault.kind() == Kind.SETTLE || fault.kind() == Kind.FUNDING_INTERVAL)
                .toList());
        this.start = start;
    }

    @Override
    public List<Listing> listings(Venue venue, long time) {
        return market.listings(venue, time).stream()
                .filter(listing -> time < settled(listing))
                .toList();
    }

    /** When a listing is settled by a fault; never, mostly. */
    private long settled(Listing listing) {
        if (script.faults().isEmpty()) {
            return Long.MAX_VALUE;
        }
        return script.of(listing.instrument().venue().id()).faults().stream()
                .filter(fault -> fault.kind() == Kind.SETTLE && isAbout(fault, listing))
                .mapToLong(this::begin)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private long begin(Fault fault) {
        return start + Active.micros(fault.at());
    }

    /** Of the venue's dated contracts the n-th, counted round; venues without any settle nothing. */
    private boolean isAbout(Fault fault, Listing listing) {
        if (!fault.stream().startsWith("#")) {
            return fault.stream().equals(listing.instrument().toString());
        }
        List<Listing> dated = market.listings(listing.instrument().venue(), start).stream()
                .filter(one -> one.instrument().contract() instanceof Contract.Future)
                .toList();
        int place = Integer.parseInt(fault.stream().substring(1));
        return !dated.isEmpty() && dated.get(place % dated.size()).equals(listing);
    }

    @Override
    public List<SimulatedTrade> trades(Listing listing, long from, long to) {
        return market.trades(listing, from, Math.max(from, Math.min(to, settled(listing))));
    }

    @Override
    public List<SimulatedTrade> tradesById(Listing listing, long firstId, int many, long now) {
        return market.tradesById(listing, firstId, many, Math.min(now, settled(listing)));
    }

    @Override
    public Marks marks(Listing listing, long time) {
        Marks marks = market.marks(listing, time);
        return new Marks(
                marks.mark(),
                marks.index(),
                marks.openInterest(),
                marks.funding().map(funding -> changed(listing, funding, time)));
    }

    private Marks.Funding changed(Listing listing, Marks.Funding funding, long time) {
        Optional<Fault> change = script.of(listing.instrument().venue().id()).faults().stream()
                .filter(fault -> fault.kind() == Kind.FUNDING_INTERVAL && time >= begin(fault))
                .reduce((earlier, later) -> later);
        if (change.isEmpty()) {
            return funding;
        }
        long hours = change.get().amount();
        return new Marks.Funding(
                funding.rate() * hours / funding.intervalHours(), (time / (hours * HOUR) + 1) * hours * HOUR, (int)
                        hours);
    }

    @Override
    public SimulatedBook book(Listing listing, long time) {
        return market.book(listing, time);
    }

    @Override
    public SimulatedBook changes(SimulatedBook before, SimulatedBook now) {
        return market.changes(before, now);
    }

    @Override
    public double index(String base, String quote, long time) {
        return market.index(base, quote, time);
    }

    @Override
    public List<Payment> payments(Listing listing, long from, long to) {
        return market.payments(listing, from, to);
    }

    @Override
    public SimulatedCandle candle(Listing listing, long openTime, Duration interval) {
        return market.candle(listing, openTime, interval);
    }

    @Override
    public double longShare(Listing listing, long time) {
        return market.longShare(listing, time);
    }
}
