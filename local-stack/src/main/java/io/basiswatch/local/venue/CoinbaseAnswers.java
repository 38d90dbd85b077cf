package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What Advanced Trade answers without an account: products, candles of at most 350 to a question, and the newest trades. */
final class CoinbaseAnswers {
    private static final String PRODUCTS = "/api/v3/brokerage/market/products";
    private static final int BAD_REQUEST = 400;
    private static final int MOST_CANDLES = 350;
    private static final int MOST_TRADES = 100;
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final Map<String, Duration> GRANULARITIES = Map.of(
            "ONE_MINUTE", Duration.ofMinutes(1),
            "ONE_HOUR", Duration.ofHours(1),
            "ONE_DAY", Duration.ofDays(1));

    private final Venue venue;
    private final SimulatedMarket market;
    private final CoinbaseFrames frames;
    private final MarketWalk steps;

    CoinbaseAnswers(Venue venue, SimulatedMarket market, CoinbaseFrames frames, MarketWalk steps) {
        this.venue = venue;
        this.market = market;
        this.frames = frames;
        this.steps = steps;
    }

    Answer answer(Question question) {
        if (question.path().equals(PRODUCTS)) {
            return Answer.of(products(question));
        }
        String[] asked = question.path().startsWith(PRODUCTS + '/')
                ? question.path().substring(PRODUCTS.length() + 1).split("/")
                : new String[0];
        Optional<Listing> listing =
                asked.length == 2 ? steps.find(asked[0], CoinbaseFrames::product, question.now()) : Optional.empty();
        if (listing.isEmpty()) {
            return Answer.unknown("{\"error\":\"NOT_FOUND\",\"message\":\"Product not supported\"}");
        }
        return switch (asked[1]) {
            case "candles" -> candles(listing.get(), question);
            case "ticker" -> trades(listing.get(), question);
            default -> Answer.unknown("{\"error\":\"NOT_FOUND\",\"message\":\"Not found\"}");
        };
    }

    private static Answer refused(String words) {
        return new Answer(
                BAD_REQUEST,
                Map.of(),
                ("{\"error\":\"INVALID_ARGUMENT\",\"message\":\"" + words + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private String products(Question question) {
        boolean spot =
                Query.parameter(question.query(), "product_type").orElse("SPOT").equals("SPOT");
        List<String> products = market.listings(venue, question.now()).stream()
                .filter(listing -> listing.instrument().isSpot() == spot)
                .map(listing -> product(listing, question.now()))
                .toList();
        return "{\"products\":[" + String.join(",", products) + "],\"num_products\":" + products.size() + '}';
    }

    private String product(Listing listing, long now) {
        SimulatedBook book = market.book(listing, now);
        boolean spot = listing.instrument().isSpot();
        return "{\"product_id\":\"" + CoinbaseFrames.product(listing) + "\",\"price\":\""
                + listing.price(book.bids().getFirst().ticks()) + "\",\"base_increment\":\"" + listing.quantity(1)
                + "\",\"price_increment\":\"" + listing.price(1) + "\",\"base_currency_id\":\""
                + (spot ? listing.instrument().base() : "") + "\",\"quote_currency_id\":\""
                + listing.instrument().quote() + "\",\"is_disabled\":false,\"status\":\"" + (spot ? "online" : "")
                + "\",\"trading_disabled\":false,\"product_type\":\"" + (spot ? "SPOT" : "FUTURE")
                + "\",\"alias\":\"\",\"new_at\":\"" + KrakenSpotFrames.instant(listing.listed()) + '"'
                + (spot ? "" : details(listing, now)) + '}';
    }

    private String details(Listing listing, long now) {
        Marks marks = market.marks(listing, now);
        String funding = marks.funding()
                .map(running -> ",\"funding_rate\":\"" + Printed.decimal(running.rate(), 12) + "\",\"funding_time\":\""
                        + KrakenSpotFrames.instant(running.next()) + '"')
                .orElse("");
        return ",\"future_product_details\":{\"contract_size\":\"" + Math.round(listing.contractSize())
                + "\",\"contract_root_unit\":\"" + listing.instrument().base()
                + "\",\"contract_expiry_type\":\"PERPETUAL\",\"perpetual_details\":{\"open_interest\":\""
                + listing.quantity(marks.openInterest()) + '"' + funding + "}}";
    }

    /** Both ends are starts of candles, in seconds; the newest first, and of those that had no trade none. */
    private Answer candles(Listing listing, Question question) {
        Duration length = GRANULARITIES.get(
                Query.parameter(question.query(), "granularity").orElse(""));
        long start = Query.number(question.query(), "start").orElse(0) * SECOND;
        long end = Query.number(question.query(), "end").orElse(0) * SECOND;
        if (length == null || start >= end) {
            return refused("start and end argument is invalid");
        }
        long step = length.toSeconds() * SECOND;
        if ((end - start) / step >= MOST_CANDLES) {
            return refused("number of candles requested should be less than " + MOST_CANDLES);
        }
        List<SimulatedCandle> candles = new ArrayList<>();
        for (long open = Math.ceilDiv(Math.max(start, listing.listed()), step) * step;
                open <= Math.min(end, question.now());
                open += step) {
            candles.add(market.candle(listing, open, length));
        }
        return Answer.of(candles.reversed().stream()
                .filter(candle -> candle.trades() > 0)
                .map(candle -> row(listing, candle))
                .collect(Collectors.joining(",", "{\"candles\":[", "]}")));
    }

    private static String row(Listing listing, SimulatedCandle candle) {
        return "{\"start\":\"" + candle.openTime() / SECOND + "\",\"low\":\"" + listing.price(candle.low())
                + "\",\"high\":\"" + listing.price(candle.high()) + "\",\"open\":\"" + listing.price(candle.open())
                + "\",\"close\":\"" + listing.price(candle.close()) + "\",\"volume\":\""
                + listing.quantity(candle.lots()) + "\"}";
    }

    /** The newest hundred between two seconds, both inclusive; no limit makes it more. */
    private Answer trades(Listing listing, Question question) {
        int limit = (int) Query.number(question.query(), "limit").orElse(MOST_TRADES);
        long start = Query.number(question.query(), "start").orElse(0) * SECOND;
        long end = Query.number(question.query(), "end").orElse(Long.MAX_VALUE / SECOND - 1);
        long before = Math.min(question.now(), (end + 1) * SECOND);
        List<SimulatedTrade> trades = steps.newest(listing, Math.clamp(limit, 1, MOST_TRADES), before);
        SimulatedBook book = market.book(listing, question.now());
        return Answer.of(trades.reversed().stream()
                .filter(trade -> trade.time() >= start)
                .map(trade -> frames.trade(listing, trade, ",\"bid\":\"\",\"ask\":\"\",\"exchange\":\"coinbase\""))
                .collect(Collectors.joining(
                        ",",
                        "{\"trades\":[",
                        "],\"best_bid\":\""
                                + listing.price(book.bids().getFirst().ticks()) + "\",\"best_ask\":\""
                                + listing.price(book.asks().getFirst().ticks()) + "\"}")));
    }
}
