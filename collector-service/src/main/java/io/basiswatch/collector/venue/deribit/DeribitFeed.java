package io.basiswatch.collector.venue.deribit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.Pace;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.RestLimits;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Contract;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Deribit: trades, quotes, books and tickers of perpetuals, dated futures and dollar pairs, and the index prices.
 *
 * <p>Streams without authentication come every 100 ms. The venue asks from time to time whether we are there and closes
 * where no {@code public/test} comes back.
 *
 * @see <a href="https://docs.deribit.com/#subscriptions">Subscriptions</a>
 * @see <a href="https://docs.deribit.com/#public-set_heartbeat">public/set_heartbeat</a>
 */
@AutoService(VenueFeed.class)
public final class DeribitFeed implements VenueFeed {
    private static final Set<String> QUOTES = Set.of("USDT", "USDC", "USD");
    private static final String HERE = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"public/test\",\"params\":{}}";

    /** Heartbeats are shorter than any news. */
    private static final int LONGEST_HEARTBEAT = 200;

    /**
     * Credits come back at 20 ordinary requests a second, and 100 may be spent at once; {@code get_instruments} has a limit of
     * its own, 1 in 10 s and 5 at once, of which two are used each time.
     */
    private static final int REQUESTS = 100;

    private static final Duration REQUESTS_WINDOW = Duration.ofSeconds(10);
    private static final int INSTRUMENTS_WEIGHT = 40;

    /** A subscription costs 3,000 of the 10,000 credits that come back each second. */
    private static final Pace SAYS = new Pace(3, Duration.ofSeconds(1));

    @Override
    public Venue venue() {
        return DeribitInstruments.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new DeribitDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        String address = settings.restUrl() + "/api/v2/public/get_instruments?currency=any&expired=false&kind=";
        return List.of(address + "future", address + "spot");
    }

    @Override
    public Optional<String> reply(Frame frame) {
        if (frame.payload().length > LONGEST_HEARTBEAT) {
            return Optional.empty();
        }
        String text = new String(frame.payload(), ISO_8859_1);
        return text.contains("\"heartbeat\"") && text.contains("\"test_request\"")
                ? Optional.of(HERE)
                : Optional.empty();
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trades";
            case QUOTES -> "quote";
            case MARKS -> "ticker";
            case DEPTH -> "book";
        };
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        DeribitConnection market = new DeribitConnection("market");
        DeribitConnection dated = new DeribitConnection("dated");
        DeribitConnection stablecoins = new DeribitConnection("stablecoins");
        DeribitConnection books = new DeribitConnection("books");
        DeribitConnection datedBooks = new DeribitConnection("dated-books");
        for (InstrumentListed one : listed) {
            Instrument instrument = one.instrument();
            if (Stablecoins.isReference(instrument)) {
                stablecoins.add("quote." + one.symbol(), instrument, StreamKind.QUOTES);
            } else if (instrument.contract() instanceof Contract.Future) {
                dated.addContract(one);
                datedBooks.add(book(one));
            } else if (instrument.isPerpetual()) {
                market.addContract(one);
                books.add(book(one), instrument, StreamKind.DEPTH);
            } else if (QUOTES.contains(instrument.quote())) {
                market.addMarket(one);
                books.add(book(one), instrument, StreamKind.DEPTH);
            }
        }
        if (!dated.isEmpty()) {
            dated.add("instrument.state.future.any");
        }
        return List.of(market, dated, stablecoins, books, datedBooks).stream()
                .filter(connection -> !connection.isEmpty())
                .map(connection -> connection.subscription(settings))
                .toList();
    }

    private static String book(InstrumentListed listed) {
        return "book." + listed.symbol() + ".100ms";
    }

    @Override
    public List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        return listed.stream()
                .filter(one -> !Stablecoins.isReference(one.instrument()))
                .filter(one -> !one.instrument().isSpot()
                        || QUOTES.contains(one.instrument().quote()))
                .flatMap(one -> DeribitHistory.of(settings.restUrl(), one).stream())
                .toList();
    }

    @Override
    public Pace says() {
        return SAYS;
    }

    @Override
    public RestLimits limits() {
        return new RestLimits(REQUESTS, REQUESTS_WINDOW, DeribitFeed::weight, Optional.empty());
    }

    private static int weight(String address) {
        return address.contains("/get_instruments") ? INSTRUMENTS_WEIGHT : 1;
    }

    @Override
    public List<Offer> offers() {
        String ticker = "ticker.{instrument}.100ms";
        String instruments = "REST public/get_instruments";
        return List.of(
                new Offer(
                        Trade.class,
                        "trades.{instrument}.100ms, REST public/get_last_trades_by_instrument_and_time",
                        "block trades left out; missed ones by REST"),
                Offer.of(Quote.class, "quote.{instrument}"),
                new Offer(DepthProfile.class, "book.{instrument}.100ms", "every level; prev_change_id"),
                new Offer(MarkPrice.class, ticker, "of dated contracts too"),
                new Offer(IndexPrice.class, "deribit_price_index.{pair}", "from the ticker until it speaks"),
                new Offer(
                        FundingRate.class,
                        ticker + ", REST public/get_funding_rate_history",
                        "running: current_funding, a rate for 8 h; paid: interest_1h, each hour"),
                new Offer(
                        OpenInterest.class,
                        ticker,
                        "dollars of inverse contracts, else coins; the venue tells nothing of the past"),
                new Offer(
                        Candle.class,
                        "REST public/get_tradingview_chart_data",
                        "minutes, hours and days; what takers bought is not told"),
                new Offer(Liquidation.class, "trades.{instrument}.100ms", "each forced trade: liquidation T, M or MT"),
                new Offer(InstrumentListed.class, instruments, "since creation_timestamp"),
                Offer.of(InstrumentDelisted.class, "instrument.state.future.any, " + instruments));
    }
}
