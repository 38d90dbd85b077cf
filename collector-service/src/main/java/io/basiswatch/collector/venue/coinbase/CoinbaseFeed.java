package io.basiswatch.collector.venue.coinbase;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.Pace;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.RestLimits;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Candle;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Coinbase: its dollar pairs, the quotes of the stablecoins, and the perpetuals of its international exchange.
 *
 * <p>Option {@code feed}: {@code advanced} (the default: its quotes carry quantities) or {@code exchange}. Option {@code
 * perpetuals}: {@code on} (the default) or {@code off}, for places where the venue does not list them; the Exchange feed
 * has none.
 *
 * @see <a href="https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/websocket/websocket-overview">Advanced</a>
 * @see <a href="https://docs.cdp.coinbase.com/exchange/websocket-feed/overview">Exchange</a>
 */
@AutoService(VenueFeed.class)
public final class CoinbaseFeed implements VenueFeed {
    /** What the address of a poll ends with; it lists nothing, and is another question than the metadata's. */
    static final String POLLED = "&limit=500";

    private static final Venue COINBASE = Venue.of("coinbase");
    private static final String ADVANCED_PRODUCTS = "/api/v3/brokerage/market/products?product_type=";
    private static final String PERPETUALS = ADVANCED_PRODUCTS + "FUTURE&contract_expiry_type=PERPETUAL";
    private static final Duration POLL_EVERY = Duration.ofMinutes(1);

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
        if (kind(settings) == FeedKind.EXCHANGE) {
            return List.of(settings.restUrl() + "/products");
        }
        String spot = settings.restUrl() + ADVANCED_PRODUCTS + "SPOT";
        return hasPerpetuals(settings) ? List.of(spot, settings.restUrl() + PERPETUALS) : List.of(spot);
    }

    private static FeedKind kind(VenueSettings settings) {
        String feed = settings.option("feed", "advanced");
        return switch (feed) {
            case "advanced" -> FeedKind.ADVANCED;
            case "exchange" -> FeedKind.EXCHANGE;
            default -> throw new IllegalArgumentException("coinbase knows no feed '" + feed + "'");
        };
    }

    private static boolean hasPerpetuals(VenueSettings settings) {
        String option = settings.option("perpetuals", "on");
        return switch (option) {
            case "on" -> kind(settings) == FeedKind.ADVANCED;
            case "off" -> false;
            default -> throw new IllegalArgumentException("coinbase's perpetuals are on or off, not '" + option + "'");
        };
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        List<InstrumentListed> pairs =
                listed.stream().filter(CoinbaseFeed::isDollarPair).toList();
        List<InstrumentListed> stablecoins = listed.stream()
                .filter(one -> Stablecoins.isReference(one.instrument()))
                .toList();
        List<InstrumentListed> perpetuals =
                listed.stream().filter(one -> one.instrument().isPerpetual()).toList();
        List<InstrumentListed> deep = new ArrayList<>(pairs);
        deep.addAll(perpetuals);
        List<StreamKind> market = List.of(StreamKind.QUOTES, StreamKind.TRADES);
        CoinbaseSockets sockets = new CoinbaseSockets(kind(settings), settings.wsUrl());
        return sockets.open("market", pairs, market)
                .open("stablecoins", stablecoins, List.of(StreamKind.QUOTES))
                .open("perpetuals", perpetuals, market, List.of(StreamKind.TRADES))
                .openBooks(deep)
                .subscriptions();
    }

    private static boolean isDollarPair(InstrumentListed one) {
        return one.instrument().isSpot()
                && one.instrument().quote().equals("USD")
                && !Stablecoins.isReference(one.instrument());
    }

    @Override
    public List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        List<InstrumentListed> followed = listed.stream()
                .filter(one -> isDollarPair(one)
                        || Stablecoins.isReference(one.instrument())
                        || one.instrument().isPerpetual())
                .toList();
        return new CoinbasePast(kind(settings), settings.restUrl())
                .of(followed, one -> !Stablecoins.isReference(one.instrument()));
    }

    /** Eight sockets a second and address, of which the venue counts all of one's machines together. */
    @Override
    public Pace connects() {
        return new Pace(4, Duration.ofSeconds(1));
    }

    /** Eight messages a second, counted by address and not by socket; a few sockets begin at once. */
    @Override
    public Pace says() {
        return new Pace(2, Duration.ofSeconds(1));
    }

    /** Ten questions a second and address; two are left for somebody else. */
    @Override
    public RestLimits limits() {
        return RestLimits.requests(8, Duration.ofSeconds(1));
    }

    @Override
    public List<Poll> polls(VenueSettings settings, List<InstrumentListed> listed) {
        boolean any = listed.stream().anyMatch(one -> one.instrument().isPerpetual());
        return any ? List.of(new Poll(settings.restUrl() + PERPETUALS + POLLED, POLL_EVERY)) : List.of();
    }

    @Override
    public List<Offer> offers() {
        return List.of(
                new Offer(
                        Trade.class,
                        "market_trades, match, REST trades",
                        "the side sent is the maker's, and is turned round; afterwards a hundred of a second"),
                new Offer(Candle.class, "REST candles", "without the takers' part"),
                new Offer(Quote.class, "ticker", "with quantities over Advanced Trade"),
                new Offer(DepthProfile.class, "level2 (l2_data), level2_batch", "the whole book"),
                new Offer(FundingRate.class, "REST products", "perpetuals, asked every minute; no history"),
                new Offer(OpenInterest.class, "REST products", "perpetuals, asked every minute; no history"),
                Offer.of(InstrumentListed.class, "REST products"),
                Offer.of(InstrumentDelisted.class, "REST products"));
    }

    @Override
    public String word(StreamKind kind) {
        return CoinbaseSockets.word(kind);
    }
}
