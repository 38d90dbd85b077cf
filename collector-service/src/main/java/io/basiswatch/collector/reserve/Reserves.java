package io.basiswatch.collector.reserve;

import io.basiswatch.model.ExchangeReserve;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Tells the log what exchanges hold: reads its source now and then, and says the newest figure of each venue and asset every
 * 20 s, because nobody uses what is older than a minute in the log. How old a figure is stands in its own time.
 *
 * <p>A source that cannot be read, or a row that is broken, changes nothing of what is known otherwise. Lives on the
 * collector's ticks, on its event loop.
 */
public final class Reserves {
    private static final Logger LOG = Logger.getLogger(Reserves.class);
    private static final long SECOND = 1_000_000;
    private static final long AGAIN = 20 * SECOND;
    private static final int SHOWN = 5;

    private final ReserveSource source;
    private final long every;
    private final Predicate<String> assets;
    private final Consumer<MarketEvent> out;
    private Map<Key, ReserveRow> known = Map.of();
    private final Map<Key, Long> said = new LinkedHashMap<>();
    private long now;
    private long nextReading;
    private boolean reading;

    /** Whose reserve of what. */
    private record Key(String asset, String entity) {
        static Key of(ReserveRow row) {
            return new Key(row.asset(), row.entity());
        }
    }

    /**
     * @param every how often the source is read
     * @param assets those of interest; rows of others are passed over
     * @param out takes the events
     */
    public Reserves(ReserveSource source, Duration every, Predicate<String> assets, Consumer<MarketEvent> out) {
        this.source = source;
        this.every = every.toMillis() * 1_000;
        this.assets = assets;
        this.out = out;
    }

    /** A second has passed; {@code stamp} is its receive time. */
    public void tick(long stamp) {
        now = stamp;
        if (!reading && stamp >= nextReading) {
            reading = true;
            nextReading = stamp + every;
            source.read().onComplete(this::read);
        }
        known.forEach((key, row) -> {
            if (stamp - said.getOrDefault(key, 0L) >= AGAIN) {
                said.put(key, stamp);
                Stamp at = new Stamp(row.time(), stamp, Stamp.NO_SEQUENCE, Origin.LIVE);
                out.accept(new ExchangeReserve(row.asset(), at, row.entity(), row.amount()));
            }
        });
    }

    private void read(AsyncResult<byte[]> answer) {
        reading = false;
        if (answer.failed()) {
            LOG.warnf(
                    "reserves: %s cannot be read: %s",
                    source.name(), answer.cause().getMessage());
            return;
        }
        ReserveTable table = ReserveTable.read(answer.result());
        complain(table.complaints());
        Map<Key, ReserveRow> newest = newest(table.rows());
        if (newest.isEmpty()) {
            LOG.warnf("reserves: %s tells nothing of the assets that are followed", source.name());
            return;
        }
        newest.forEach((key, row) -> {
            if (!row.equals(known.get(key))) {
                said.remove(key);
            }
        });
        known = newest;
        said.keySet().retainAll(known.keySet());
    }

    /** Of each venue and asset the row of the latest time, and of two of one time the later one; none of the future. */
    private Map<Key, ReserveRow> newest(List<ReserveRow> rows) {
        Map<Key, ReserveRow> newest = new LinkedHashMap<>();
        for (ReserveRow row : rows) {
            if (assets.test(row.asset()) && row.time() <= now) {
                newest.merge(Key.of(row), row, (one, other) -> other.time() >= one.time() ? other : one);
            }
        }
        return newest;
    }

    private void complain(List<String> complaints) {
        complaints.stream()
                .limit(SHOWN)
                .forEach(complaint -> LOG.warnf("reserves: %s, %s; this row is left out", source.name(), complaint));
        if (complaints.size() > SHOWN) {
            LOG.warnf("reserves: %s, %d more rows are left out", source.name(), complaints.size() - SHOWN);
        }
    }
}
