package io.basiswatch.collector.venue.binance;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.InstrumentListed;
import java.util.ArrayList;
import java.util.List;

/**
 * Binance's inverse futures, perpetual and dated.
 *
 * <p>Whether the venue still serves streams without a path is reported both ways since April 2026, so each class of
 * streams has alternatives. Dated contracts have connections of their own: they are thin, and their silences should not
 * cut the perpetuals. Their books go with their quotes, whose silence shows a mute address.
 *
 * @see <a href="https://developers.binance.com/docs/derivatives/coin-margined-futures/websocket-market-streams">Streams</a>
 */
@AutoService(VenueFeed.class)
public final class BinanceCoinmFeed extends BinanceFeed {
    public BinanceCoinmFeed() {
        super(Market.COINM);
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        List<InstrumentListed> perpetuals =
                listed.stream().filter(one -> !isDated(one)).toList();
        List<InstrumentListed> dated =
                listed.stream().filter(BinanceFeed::isDated).toList();
        List<String> market = settings.alternatives("quote-paths", ",/public");
        List<String> marks = settings.alternatives("mark-paths", ",/market");
        List<Subscription> all = new ArrayList<>();
        all.addAll(connections("market", settings, market, each(perpetuals, Named::quotes, Named::trades)));
        all.addAll(connections("dated", settings, market, each(dated, Named::quotes, Named::trades, Named::depth)));
        all.addAll(connections("depth", settings, market, each(perpetuals, Named::depth)));
        all.addAll(
                connections("marks", settings, marks, each(listed, Named::marks, Named::index, Named::liquidations)));
        return all;
    }
}
