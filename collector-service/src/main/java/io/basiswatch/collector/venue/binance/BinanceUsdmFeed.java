package io.basiswatch.collector.venue.binance;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.InstrumentListed;
import java.util.ArrayList;
import java.util.List;

/**
 * Binance's linear futures.
 *
 * <p>Since April 2026 quotes and depth are served below {@code /public}, mark prices and liquidations below
 * {@code /market}, and the address without either acknowledges and stays mute; of {@code trade},
 * which the venue does not document, both are reported, so the second is tried when the first is silent.
 *
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams">Streams</a>
 */
@AutoService(VenueFeed.class)
public final class BinanceUsdmFeed extends BinanceFeed {
    public BinanceUsdmFeed() {
        super(Market.USDM);
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        List<InstrumentListed> perpetuals =
                listed.stream().filter(one -> !isDated(one)).toList();
        List<InstrumentListed> dated =
                listed.stream().filter(BinanceFeed::isDated).toList();
        List<String> quotes = settings.alternatives("quote-paths", "/public");
        List<String> trades = settings.alternatives("trade-paths", "/public,/market");
        List<String> marks = settings.alternatives("mark-paths", "/market");
        List<Subscription> all = new ArrayList<>();
        all.addAll(connections("quotes", settings, quotes, each(perpetuals, Named::quotes)));
        all.addAll(connections("trades", settings, trades, each(perpetuals, Named::trades)));
        all.addAll(connections("dated-quotes", settings, quotes, each(dated, Named::quotes, Named::depth)));
        all.addAll(connections("dated-trades", settings, trades, each(dated, Named::trades)));
        all.addAll(connections("depth", settings, quotes, each(perpetuals, Named::depth)));
        all.addAll(connections("marks", settings, marks, each(listed, Named::marks, Named::liquidations)));
        return all;
    }
}
