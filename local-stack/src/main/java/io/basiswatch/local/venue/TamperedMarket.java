package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.Payment;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A market as a venue's faults make it: contracts that are settled before their time, funding that is paid at another interval
 * from some moment on.
 */
final class TamperedMarket implements SimulatedMarket {
    private final SimulatedMarket market;
    private final List<Fault> faults;
    private final long start;

    TamperedMarket(SimulatedMarket market, List<Fault> faults, long start) {
        this.market = market;
        this.faults = faults;
        this.start = start;
    }

    @Override
    public List<Listing> listings(Venue venue, long time) {
        List<Listing> listings = market.listings(venue, time);
        for (Fault fault : faults) {
            if (fault.kind() == FaultKind.SETTLE && time >= start + fault.at()) {
                listings = listings.stream().filter(listing -> !isSettled(listing, fault)).toList();
            }
        }
        return listings;
    }

    private static boolean isSettled(Listing listing, Fault fault) {
        return listing.instrument().toString().equals(fault.text("instrument", ""));
    }

    private boolean isSettled(Listing listing, long time) {
        return faults.stream()
                .anyMatch(fault ->
                        fault.kind() == FaultKind.SETTLE && time >= start + fault.at() && isSettled(listing, fault));
    }

    @Override
    public List<SimulatedTrade> trades(Listing listing, long from, long to) {
        return isSettled(listing, to - 1) ? List.of() : market.trades(listing, from, to);
    }

    @Override
    public List<SimulatedTrade> tradesById(Listing listing, long firstId, int many, long now) {
        return market.tradesById(listing, firstId, many, now);
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
    public Marks marks(Listing listing, long time) {
        Marks marks = market.marks(listing, time);
        return new Marks(
                marks.mark(), marks.index(), marks.openInterest(), marks.funding().map(funding -> funding(funding, time)));
    }

    private Optional<Fault> interval(long time) {
        return faults.stream()
                .filter(fault -> fault.kind() == FaultKind.FUNDING && time >= start + fault.at())
                .reduce((one, later) -> later);
    }

    private Marks.Funding funding(Marks.Funding funding, long time) {
        return interval(time)
                .map(fault -> {
                    int hours = (int) fault.number("hours", 4);
                    long every = TimeUnit.HOURS.toMicros(hours);
                    return new Marks.Funding(
                            funding.rate() * hours / funding.intervalHours(),
                            Math.floorDiv(time, every) * every + every,
                            hours);
                })
                .orElse(funding);
    }

    @Override
    public List<Payment> payments(Listing listing, long from, long to) {
        Optional<Fault> changed = interval(to - 1);
        if (changed.isEmpty()) {
            return market.payments(listing, from, to);
        }
        long then = Math.clamp(start + changed.get().at(), from, to);
        List<Payment> payments = new ArrayList<>(market.payments(listing, from, then));
        long every = TimeUnit.HOURS.toMicros(changed.get().number("hours", 4));
        for (long time = Math.ceilDiv(then, every) * every; time < to; time += every) {
            long paid = time;
            marks(listing, time - 1)
                    .funding()
                    .ifPresent(funding -> payments.add(new Payment(paid, funding.rate(), funding.intervalHours())));
        }
        return payments;
    }

    @Override
    public double index(String base, String quote, long time) {
        return market.index(base, quote, time);
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
