package io.basiswatch.indicator;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All states, by indicator and asset, and the routes from instruments to them. */
final class StateTable {
    private record Followed(String indicator, Resolution resolution) {}

    /** An indicator and its states by asset. */
    record Row(Indicator indicator, Map<String, Indicator.State> states) {}

    /** Where the events of an instrument go, by kind, and which of its trades have been seen. */
    record Route(Indicator.Feed[][] byKind, Indicator.Feed[] all, RecentIds trades) {
        /** The feeds that read what a gap of this scope leaves unknown. */
        Indicator.Feed[] touchedBy(FeedGap.Scope scope) {
            return switch (scope) {
                case ALL -> all;
                case TRADES -> readers(Trade.class);
                case QUOTES -> readers(Quote.class);
                case MARKS -> readers(MarkPrice.class, IndexPrice.class, FundingRate.class);
                case DEPTH -> readers(DepthProfile.class);
            };
        }

        @SafeVarargs
        private Indicator.Feed[] readers(Class<? extends InstrumentEvent>... kinds) {
            Set<Indicator.Feed> readers = new LinkedHashSet<>();
            for (Class<? extends InstrumentEvent> kind : kinds) {
                readers.addAll(List.of(byKind[EventOrder.kind(kind)]));
            }
            return readers.toArray(NOBODY);
        }
    }

    private static final Indicator.Feed[] NOBODY = {};

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Row> byId = new HashMap<>();
    private final Map<Instrument, Route> routes = new HashMap<>();
    private final Map<Followed, List<Row>> followers = new HashMap<>();

    StateTable(List<Indicator> indicators) {
        for (Indicator indicator : Indicators.inOrder(indicators)) {
            Row row = new Row(indicator, new TreeMap<>());
            rows.add(row);
            byId.put(indicator.definition().id(), row);
            for (LookBack lookBack : indicator.looksBackOn()) {
                followers
                        .computeIfAbsent(
                                new Followed(lookBack.indicator(), lookBack.resolution()), key -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    /** Tells {@code value} to the states that look back on it; these are started if need be. */
    void tell(ClosedValue value) {
        Series series = value.series();
        for (Row row : followers.getOrDefault(new Followed(series.indicator(), value.resolution()), List.of())) {
            state(row, series.asset()).closed(value);
        }
    }

    /** In the order of evaluation. */
    List<Row> rows() {
        return rows;
    }

    boolean knows(String indicator) {
        return byId.containsKey(indicator);
    }

    Indicator indicator(String id) {
        return byId.get(id).indicator();
    }

    /** The state of an indicator for an asset, started if need be, with those of the indicators built on it. */
    Indicator.State state(String indicator, String asset) {
        return state(byId.get(indicator), asset);
    }

    private Indicator.State state(Row row, String asset) {
        Indicator.State known = row.states().get(asset);
        if (known != null) {
            return known;
        }
        Indicator.State started = row.indicator().start(asset);
        row.states().put(asset, started);
        String id = row.indicator().definition().id();
        rows.stream().filter(above -> above.indicator().builtOn().contains(id)).forEach(above -> state(above, asset));
        return started;
    }

    Route route(Instrument instrument) {
        Route known = routes.get(instrument);
        if (known == null) {
            known = resolve(instrument);
            routes.put(instrument, known);
        }
        return known;
    }

    private Route resolve(Instrument instrument) {
        List<List<Indicator.Feed>> byKind = new ArrayList<>();
        for (int kind = 0; kind < EventOrder.KINDS; kind++) {
            byKind.add(new ArrayList<>());
        }
        List<Indicator.Feed> all = new ArrayList<>();
        for (Row row : rows) {
            if (!row.indicator().inputs().isEmpty() && row.indicator().reads(instrument)) {
                Indicator.Feed feed = state(row, instrument.asset()).feed(instrument);
                all.add(feed);
                for (Class<? extends InstrumentEvent> type : row.indicator().inputs()) {
                    byKind.get(EventOrder.kind(type)).add(feed);
                }
            }
        }
        Indicator.Feed[][] table =
                byKind.stream().map(feeds -> feeds.toArray(NOBODY)).toArray(Indicator.Feed[][]::new);
        return new Route(table, all.toArray(NOBODY), new RecentIds());
    }
}
