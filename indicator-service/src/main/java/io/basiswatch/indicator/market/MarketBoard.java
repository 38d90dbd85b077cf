package io.basiswatch.indicator.market;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What was heard of each market of one partition of the log, beside the engine and without a part in any value. It has no clock:
 * its now is the highest receive time that it has seen.
 */
public final class MarketBoard {
    /** How often news are told, in the time of the data: often enough for whoever calls a market stale after ten seconds. */
    private static final long EVERY_MICROS = 5_000_000;

    private static final long MICROS_PER_MILLI = 1_000;

    private final Predicate<String> ours;
    private final Map<Instrument, HeardMarket> heard = new HashMap<>();
    private final Set<Instrument> gone = new HashSet<>();
    private long now;
    private long told;

    /** Of the assets {@code ours}; a partition also gets what all assets need. */
    public MarketBoard(Predicate<String> ours) {
        this.ours = ours;
    }

    /** Takes the events of one record, in the order of the log. O(1) for each. */
    public void take(List<MarketEvent> events) {
        for (MarketEvent event : events) {
            if (event.stamp().origin() != Origin.BACKFILL) {
                now = Math.max(now, event.receivedTime());
                if (event instanceof InstrumentEvent about) {
                    take(about);
                }
            }
        }
    }

    private void take(InstrumentEvent event) {
        Instrument instrument = event.instrument();
        HeardMarket known = heard.get(instrument);
        if (known != null && !(event instanceof InstrumentDelisted)) {
            known.take(event);
        } else if (ours.test(instrument.asset())) {
            change(instrument, event);
        }
    }

    /** One that is new, or is one no longer. */
    private void change(Instrument instrument, InstrumentEvent event) {
        if (event instanceof InstrumentDelisted) {
            heard.remove(instrument);
            gone.add(instrument);
        } else {
            gone.remove(instrument);
            heard.computeIfAbsent(instrument, key -> new HeardMarket()).take(event);
        }
    }

    /** What is known of all markets, by asset; empty while the last time is not long enough ago. */
    public List<MarketNews> news() {
        if (now < told + EVERY_MICROS) {
            return List.of();
        }
        told = now;
        Map<String, Map<String, String>> byAsset = new TreeMap<>();
        heard.forEach((instrument, market) -> byAsset.computeIfAbsent(instrument.asset(), asset -> new HashMap<>())
                .put(instrument.toString(), market.json()));
        Map<String, Set<String>> goneOf = new HashMap<>();
        gone.forEach(instrument -> {
            goneOf.computeIfAbsent(instrument.asset(), asset -> new HashSet<>()).add(instrument.toString());
            byAsset.computeIfAbsent(instrument.asset(), asset -> new HashMap<>());
        });
        gone.clear();
        List<MarketNews> news = new ArrayList<>();
        byAsset.forEach((asset, markets) ->
                news.add(new MarketNews(asset, now / MICROS_PER_MILLI, markets, goneOf.getOrDefault(asset, Set.of()))));
        return news;
    }
}
