package io.basiswatch.collector.venue.binance;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.InstrumentListed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Binance's spot market: trades, quotes and books of the dollar pairs, and the quotes of USDC-USDT.
 *
 * @see <a href="https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams">Web socket streams</a>
 */
@AutoService(VenueFeed.class)
public final class BinanceSpotFeed extends BinanceFeed {
    private static final Set<String> QUOTES = Set.of("USDT", "USDC", "USD");

    public BinanceSpotFeed() {
        super(Market.SPOT);
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        List<InstrumentListed> pairs = listed.stream()
                .filter(one -> QUOTES.contains(one.instrument().quote()))
                .filter(one -> !Stablecoins.isReference(one.instrument()))
                .toList();
        List<InstrumentListed> stablecoins = listed.stream()
                .filter(one -> Stablecoins.isReference(one.instrument()))
                .toList();
        List<String> paths = settings.alternatives("paths", "");
        List<Subscription> all =
                new ArrayList<>(connections("market", settings, paths, each(pairs, Named::quotes, Named::trades)));
        all.addAll(connections("depth", settings, paths, each(pairs, Named::depth)));
        all.addAll(connections("stablecoins", settings, paths, each(stablecoins, Named::quotes)));
        return all;
    }
}
