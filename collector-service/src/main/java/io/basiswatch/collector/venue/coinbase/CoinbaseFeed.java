package io.basiswatch.collector.venue.coinbase;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Coinbase's spot market: trades and quotes of the dollar pairs, and quotes of the stablecoins.
 *
 * <p>Option {@code feed}: {@code advanced} (the default: its quotes carry quantities) or {@code exchange}. Advanced Trade
 * takes one channel per frame and closes a quiet socket, so heartbeats are asked for too.
 *
 * @see <a href="https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/websocket/websocket-overview">Advanced</a>
 * @see <a href="https://docs.cdp.coinbase.com/exchange/websocket-feed/overview">Exchange</a>
 */
@AutoService(VenueFeed.class)
public final class CoinbaseFeed implements VenueFeed {
    private static final Venue COINBASE = Venue.of("coinbase");

    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    @Override
    public Venue venue() {
        return COINBASE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new CoinbaseDecoder(COINBASE, assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        return List.of(settings.restUrl()
                + (isExchange(settings) ? "/products" : "/api/v3/brokerage/market/products?product_type=SPOT"));
    }

    private static boolean isExchange(VenueSettings settings) {
        String feed = settings.option("feed", "advanced");
        return switch (feed) {
            case "advanced" -> false;
            case "exchange" -> true;
            default -> throw new IllegalArgumentException("coinbase knows no feed '" + feed + "'");
        };
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        List<InstrumentListed> pairs = listed.stream()
                .filter(one -> one.instrument().quote().equals("USD"))
                .filter(one -> !Stablecoins.isReference(one.instrument()))
                .toList();
        List<InstrumentListed> stablecoins = listed.stream()
                .filter(one -> Stablecoins.isReference(one.instrument()))
                .toList();
        List<Subscription> all = new ArrayList<>();
        connection("market", settings, pairs, List.of(StreamKind.QUOTES, StreamKind.TRADES), all);
        connection("stablecoins", settings, stablecoins, List.of(StreamKind.QUOTES), all);
        return all;
    }

    private void connection(
            String name,
            VenueSettings settings,
            List<InstrumentListed> listed,
            List<StreamKind> kinds,
            List<Subscription> all) {
        if (listed.isEmpty()) {
            return;
        }
        Set<MarketStream> streams = new HashSet<>();
        listed.forEach(one -> kinds.forEach(kind -> streams.add(new MarketStream(one.instrument(), kind))));
        String products = String.join(
                ",",
                listed.stream().map(one -> '"' + one.symbol() + '"').sorted().toList());
        List<String> greetings = isExchange(settings) ? exchange(products, kinds) : advanced(products, kinds);
        all.add(new Subscription(name, List.of(settings.wsUrl()), greetings, streams, LIFETIME));
    }

    private List<String> exchange(String products, List<StreamKind> kinds) {
        String channels = String.join(
                ",",
                kinds.stream()
                        .map(kind -> kind == StreamKind.TRADES ? "\"matches\"" : "\"ticker\"")
                        .toList());
        return List.of("{\"type\":\"subscribe\",\"product_ids\":[" + products + "],\"channels\":[" + channels
                + ",\"heartbeat\"]}");
    }

    private List<String> advanced(String products, List<StreamKind> kinds) {
        List<String> greetings = new ArrayList<>();
        greetings.add("{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}");
        kinds.forEach(kind -> greetings.add(
                "{\"type\":\"subscribe\",\"product_ids\":[" + products + "],\"channel\":\"" + word(kind) + "\"}"));
        return greetings;
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "market_trades";
            case QUOTES -> "ticker";
            case MARKS -> "mark";
            case DEPTH -> "level2";
        };
    }
}
