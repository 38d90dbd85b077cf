package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.Marks;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Contract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What Binance's three markets answer over REST; histories are in {@link BinanceHistory}. */
final class BinanceAnswers {
    private static final int BAD_REQUEST = 400;
    private static final int USUAL_LEVELS = 500;
    private static final long NEVER = 4_133_404_800_000L;

    private final BinanceDialect dialect;
    private final BinanceMarket market;
    private final SimulatedMarket simulated;
    private final Circumstances circumstances;
    private final BinanceHistory history;

    BinanceAnswers(
            BinanceDialect dialect, BinanceMarket market, SimulatedMarket simulated, Circumstances circumstances) {
        this.dialect = dialect;
        this.market = market;
        this.simulated = simulated;
        this.circumstances = circumstances;
        this.history = new BinanceHistory(market, simulated, circumstances);
    }

    static Answer refused(int code, String words) {
        String body = "{\"code\":" + code + ",\"msg\":\"" + words + "\"}";
        return new Answer(BAD_REQUEST, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    Answer answer(Question question) {
        String path = question.path();
        String word = path.substring(path.lastIndexOf('/') + 1);
        if (!path.equals(market.restBase() + '/' + word) && !path.equals("/futures/data/" + word)) {
            return Answer.unknown("{\"code\":-5000,\"msg\":\"Path " + path + " is not found.\"}");
        }
        return switch (word) {
            case "ping" -> Answer.of("{}");
            case "time" -> Answer.of("{\"serverTime\":" + millis(question.now()) + '}');
            case "exchangeInfo" -> Answer.of(exchangeInfo(question.now()));
            default -> ofSymbol(question, word);
        };
    }

    private long millis(long time) {
        return Printed.millis(circumstances.time(time));
    }

    private Answer ofSymbol(Question question, String word) {
        Map<String, Listing> known = dialect.known(question.now());
        String name = Query.parameter(question.query(), "symbol").orElse("");
        Optional<Listing> listing = name.isEmpty() ? ofPair(question, known) : Optional.ofNullable(known.get(name));
        if (listing.isEmpty()) {
            return refused(-1121, "Invalid symbol.");
        }
        String symbol = BinanceNames.symbol(market, listing.get());
        return switch (word) {
            case "depth" -> depth(listing.get(), question);
            case "openInterest" -> openInterest(listing.get(), symbol, question.now());
            case "premiumIndex" -> premium(listing.get(), symbol, question.now());
            default -> history.answer(listing.get(), symbol, word, question);
        };
    }

    /** Some figures of COIN-M are asked for by pair and kind of contract. */
    private static Optional<Listing> ofPair(Question question, Map<String, Listing> known) {
        String pair = Query.parameter(question.query(), "pair").orElse("");
        return known.values().stream()
                .filter(listing -> listing.instrument().isPerpetual()
                        && BinanceNames.pair(listing).equals(pair))
                .findFirst();
    }

    private String exchangeInfo(long now) {
        Map<String, Listing> known = dialect.known(now);
        return known.entrySet().stream()
                .map(one -> terms(one.getKey(), one.getValue(), known, now))
                .collect(Collectors.joining(
                        ",",
                        "{\"timezone\":\"UTC\",\"serverTime\":" + millis(now)
                                + ",\"rateLimits\":[{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\","
                                + "\"intervalNum\":1,\"limit\":" + dialect.limit()
                                + "}],\"exchangeFilters\":[],\"symbols\":[",
                        "]}"));
    }

    private String terms(String symbol, Listing listing, Map<String, Listing> known, long now) {
        String base = listing.instrument().base();
        String quote = listing.instrument().quote();
        boolean trading = dialect.isTrading(listing, now);
        String filters = ",\"filters\":[{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"" + listing.price(1)
                + "\"},{\"filterType\":\"LOT_SIZE\",\"stepSize\":\"" + listing.quantity(1) + "\"}]}";
        String common =
                "{\"symbol\":\"" + symbol + "\",\"baseAsset\":\"" + base + "\",\"quoteAsset\":\"" + quote + "\",";
        if (market == BinanceMarket.SPOT) {
            return common + "\"status\":\"" + (trading ? "TRADING" : "BREAK")
                    + "\",\"baseAssetPrecision\":8,\"quotePrecision\":8,\"isSpotTradingAllowed\":true,"
                    + "\"permissions\":[\"SPOT\"]" + filters;
        }
        String status = market == BinanceMarket.COIN_M ? "contractStatus" : "status";
        String size = market == BinanceMarket.COIN_M ? "\"contractSize\":" + (int) listing.contractSize() + ',' : "";
        return common + "\"pair\":\"" + BinanceNames.pair(listing) + "\",\"contractType\":\""
                + contractType(listing, known, now) + "\",\"deliveryDate\":" + delivery(listing) + ",\"onboardDate\":"
                + Printed.millis(listing.listed()) + ",\"" + status + "\":\"" + (trading ? "TRADING" : "SETTLING")
                + "\"," + size + "\"marginAsset\":\"" + listing.instrument().settlement() + '"' + filters;
    }

    private static long delivery(Listing listing) {
        return listing.instrument().contract() instanceof Contract.Future(Instant expiry)
                ? expiry.toEpochMilli()
                : NEVER;
    }

    private String contractType(Listing listing, Map<String, Listing> known, long now) {
        if (listing.instrument().isPerpetual()) {
            return "PERPETUAL";
        }
        long before = known.values().stream()
                .filter(other -> BinanceNames.pair(other).equals(BinanceNames.pair(listing)))
                .filter(other -> dialect.isTrading(other, now) && delivery(other) < delivery(listing))
                .count();
        return before == 0 ? "CURRENT_QUARTER" : "NEXT_QUARTER";
    }

    /** A book of the last step that was said, or of an earlier one where the question is about that. */
    private Answer depth(Listing listing, Question question) {
        int levels = (int) Query.number(question.query(), "limit").orElse(USUAL_LEVELS);
        long step = Math.min(question.now(), dialect.said());
        SimulatedBook book = simulated.book(listing, step);
        boolean newest =
                Math.floorDiv(step, SimulatedMarket.STEP) == Math.floorDiv(dialect.said(), SimulatedMarket.STEP);
        long update = newest ? dialect.lastUpdate(listing) : dialect.update(listing, book.step());
        String times = market == BinanceMarket.SPOT
                ? ""
                : ",\"E\":" + millis(question.now()) + ",\"T\":" + millis(book.time());
        return Answer.of("{\"lastUpdateId\":" + update + times + ",\"bids\":"
                + BinanceFrames.levels(listing, book.bids(), levels) + ",\"asks\":"
                + BinanceFrames.levels(listing, book.asks(), levels) + '}');
    }

    private Answer openInterest(Listing listing, String symbol, long now) {
        String more = market == BinanceMarket.COIN_M
                ? ",\"pair\":\"" + BinanceNames.pair(listing) + "\",\"contractType\":\""
                        + contractType(listing, dialect.known(now), now) + '"'
                : "";
        long lots = simulated.marks(listing, now).openInterest();
        return Answer.of("{\"symbol\":\"" + symbol + "\",\"openInterest\":\"" + listing.quantity(lots) + "\",\"time\":"
                + millis(now) + more + '}');
    }

    private Answer premium(Listing listing, String symbol, long now) {
        Marks marks = simulated.marks(listing, now);
        String row = "{\"symbol\":\"" + symbol + "\",\"markPrice\":\"" + Printed.decimal(marks.mark(), 8)
                + "\",\"indexPrice\":\"" + Printed.decimal(marks.index(), 8) + "\",\"lastFundingRate\":\""
                + marks.funding()
                        .map(funding -> Printed.decimal(funding.rate(), 8))
                        .orElse("")
                + "\",\"nextFundingTime\":"
                + marks.funding().map(funding -> Printed.millis(funding.next())).orElse(0L) + ",\"time\":"
                + millis(now) + '}';
        return Answer.of(market == BinanceMarket.COIN_M ? Printed.array(List.of(row)) : row);
    }
}
