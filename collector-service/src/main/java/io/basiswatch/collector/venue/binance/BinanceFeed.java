package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the three markets of Binance have in common: streams are named in the address, and nothing need be sent. */
abstract sealed class BinanceFeed implements VenueFeed permits BinanceSpotFeed, BinanceUsdmFeed, BinanceCoinmFeed {
    /** The venue closes after 24 hours. */
    private static final Duration LIFETIME = Duration.ofHours(23);

    /** A connection may carry 1024 streams; fewer keep the address short. */
    private static final int STREAMS_PER_CONNECTION = 150;

    private final Market market;

    BinanceFeed(Market market) {
        this.market = market;
    }

    @Override
    public final Venue venue() {
        return market.venue();
    }

    @Override
    public final Decoder decoder(Predicate<String> assets) {
        return new BinanceDecoder(market, assets);
    }

    @Override
    public final List<String> metadata(VenueSettings settings) {
        return List.of(settings.restUrl() + market.metadataPath());
    }

    @Override
    public final String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trade";
            case QUOTES -> "bookTicker";
            case MARKS -> "markPrice";
            case DEPTH -> "depth";
        };
    }

    static boolean isDated(InstrumentListed listed) {
        return listed.instrument().contract() instanceof Contract.Future;
    }

    /** One stream of one instrument: its name in the address, and what it brings. */
    record Named(String name, MarketStream stream) {
        static Named quotes(InstrumentListed listed) {
            return of(listed, "@bookTicker", listed.instrument(), StreamKind.QUOTES);
        }

        static Named trades(InstrumentListed listed) {
            return of(listed, "@trade", listed.instrument(), StreamKind.TRADES);
        }

        static Named marks(InstrumentListed listed) {
            return of(listed, "@markPrice@1s", listed.instrument(), StreamKind.MARKS);
        }

        /** By pair: {@code btcusd@indexPrice@1s}. */
        static Named index(InstrumentListed listed) {
            Instrument of = listed.instrument();
            Instrument index = Instrument.of(of.venue(), of.base(), of.quote(), Contract.INDEX);
            String pair = (of.base() + of.quote()).toLowerCase(Locale.ROOT);
            return new Named(pair + "@indexPrice@1s", new MarketStream(index, StreamKind.MARKS));
        }

        private static Named of(InstrumentListed listed, String suffix, Instrument instrument, StreamKind kind) {
            return new Named(listed.symbol().toLowerCase(Locale.ROOT) + suffix, new MarketStream(instrument, kind));
        }
    }

    /** Connections for {@code streams}, which can all be had at any one of {@code paths} below the venue's address. */
    static List<Subscription> connections(
            String name, VenueSettings settings, List<String> paths, List<Named> streams) {
        List<Named> distinct = List.copyOf(new LinkedHashSet<>(streams));
        List<Subscription> made = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += STREAMS_PER_CONNECTION) {
            List<Named> part = distinct.subList(from, Math.min(from + STREAMS_PER_CONNECTION, distinct.size()));
            String names = String.join("/", part.stream().map(Named::name).toList());
            made.add(new Subscription(
                    made.isEmpty() ? name : name + '-' + (made.size() + 1),
                    paths.stream()
                            .map(path -> settings.wsUrl() + path + "/stream?streams=" + names)
                            .toList(),
                    List.of(),
                    Set.copyOf(part.stream().map(Named::stream).toList()),
                    LIFETIME));
        }
        return made;
    }

    @SafeVarargs
    static List<Named> each(List<InstrumentListed> listed, Function<InstrumentListed, Named>... streams) {
        List<Named> named = new ArrayList<>();
        for (InstrumentListed one : listed) {
            for (Function<InstrumentListed, Named> stream : streams) {
                named.add(stream.apply(one));
            }
        }
        return named;
    }
}
