package io.basiswatch.benchmarks.catalogue;

import io.basiswatch.benchmarks.catalogue.MadeInstrument.Price;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A market that was made up: all instruments of {@link Listing} for each asset, each kind of event at random times at its rate.
 * It never ends, comes in the order of receive time, and is the same whenever it is made.
 */
final class MadeMarket {
    private static final double SECOND = 1e6;
    private static final int LEAST_LATENCY = 2_000;
    private static final int MOST_LATENCY = 60_000;
    private static final long SEED = 92;

    private final Random random = new Random(SEED);
    private final PriorityQueue<Source> sources = new PriorityQueue<>(
            Comparator.comparingLong((Source source) -> source.next).thenComparingInt(source -> source.number));
    private final long start;

    /** What tells one kind of event of one instrument. */
    private static final class Source {
        private final Function<Stamp, MarketEvent> event;
        private final double perSecond;
        private final int number;
        private long next;

        Source(Function<Stamp, MarketEvent> event, double perSecond, int number, long next) {
            this.event = event;
            this.perSecond = perSecond;
            this.number = number;
            this.next = next;
        }
    }

    /**
     * @param assets how many have all instruments
     * @param pace how many times the captured rates quotes and trades come
     * @param start where the first event is, microseconds since the epoch
     */
    MadeMarket(int assets, double pace, long start) {
        this.start = start;
        IntStream.range(0, assets).forEach(i -> list("X" + i, 40 + random.nextInt(90_000), Listing.ALL, pace));
        list("USDT", 0.9998, Listing.STABLECOINS, 1);
        add(stamp -> new ClockTick("USDT", stamp), 1);
    }

    private void list(String asset, double price, List<Listing> listings, double pace) {
        Price common = new Price(price);
        for (Listing listing : listings) {
            Instrument instrument = listing.of(asset, Instant.EPOCH.plus(start, ChronoUnit.MICROS));
            double basis = Math.max(0, listing.expiry()) * 2e-4 + random.nextGaussian() * 1e-4;
            MadeInstrument made = new MadeInstrument(instrument, common, basis, random);
            addOnce(stamp -> new InstrumentListed(instrument, stamp, instrument.toString(), 1));
            add(made::quote, pace * listing.quotes());
            add(made::trade, pace * listing.trades());
            add(made::depth, Listing.DEPTHS);
            add(made::mark, listing.marks());
            add(made::index, listing.marks());
            add(made::interest, listing.interests());
            if (listing.isPerpetual()) {
                add(made::funding, listing.marks());
                add(made::liquidation, Listing.LIQUIDATIONS);
            }
        }
    }

    private void add(Function<Stamp, MarketEvent> event, double perSecond) {
        if (perSecond > 0) {
            sources.add(new Source(event, perSecond, sources.size(), start + wait(perSecond)));
        }
    }

    private void addOnce(Function<Stamp, MarketEvent> event) {
        sources.add(new Source(event, 0, sources.size(), start));
    }

    private long wait(double perSecond) {
        return Math.round(-Math.log(1 - random.nextDouble()) * SECOND / perSecond);
    }

    /** The next event. */
    MarketEvent next() {
        Source source = sources.remove();
        long latency = LEAST_LATENCY + random.nextInt(MOST_LATENCY - LEAST_LATENCY);
        MarketEvent event =
                source.event.apply(new Stamp(source.next - latency, source.next, Stamp.NO_SEQUENCE, Origin.LIVE));
        if (source.perSecond > 0) {
            source.next += wait(source.perSecond);
            sources.add(source);
        }
        return event;
    }

    /** The next {@code count} events. */
    List<MarketEvent> next(int count) {
        List<MarketEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(next());
        }
        return events;
    }
}
