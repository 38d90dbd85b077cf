package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Side;
import io.basiswatch.model.Venue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What Kraken's spot market answers over REST: pairs, the last 720 candles, and trades since a time. Errors come with 200. */
final class KrakenSpotAnswers {
    private static final String API = "/0/public/";
    private static final int CANDLES = 720;
    private static final int USUAL_TRADES = 1_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

    private final Venue venue;
    private final SimulatedMarket market;
    private final Circumstances circumstances;
    private final MarketWalk steps;

    KrakenSpotAnswers(Venue venue, SimulatedMarket market, Circumstances circumstances, MarketWalk steps) {
        this.venue = venue;
        this.market = market;
        this.circumstances = circumstances;
        this.steps = steps;
    }

    Answer answer(Question question) {
        return switch (question.path()) {
            case API + "AssetPairs" -> Answer.of(pairs(question.now()));
            case API + "OHLC" -> ofPair(question, listing -> candles(listing, question));
            case API + "Trades" -> ofPair(question, listing -> trades(listing, question));
            default -> refused("EGeneral:Unknown method");
        };
    }

    private static Answer refused(String words) {
        return Answer.of("{\"error\":[\"" + words + "\"]}");
    }

    private Answer ofPair(Question question, Function<Listing, String> answer) {
        Optional<Listing> listing = Query.parameter(question.query(), "pair")
                .flatMap(pair -> steps.find(pair, KrakenSpotFrames::pair, question.now()));
        return listing.map(one -> Answer.of(
                        "{\"error\":[],\"result\":{\"" + KrakenSpotFrames.pair(one) + "\":" + answer.apply(one) + "}}"))
                .orElseGet(() -> refused("EQuery:Unknown asset pair"));
    }

    /** Still by their old names: {@code XBT} for bitcoin. */
    private String pairs(long now) {
        return market.listings(venue, now).stream()
                .map(KrakenSpotAnswers::pair)
                .collect(Collectors.joining(",", "{\"error\":[],\"result\":{", "}}"));
    }

    private static String pair(Listing listing) {
        String base = old(listing.instrument().base());
        String quote = listing.instrument().quote();
        return "\"" + base + quote + "\":{\"altname\":\"" + base + quote + "\",\"wsname\":\"" + base + '/' + quote
                + "\",\"aclass_base\":\"currency\",\"base\":\"" + base + "\",\"aclass_quote\":\"currency\",\"quote\":\""
                + quote + "\",\"tick_size\":\"" + listing.price(1) + "\",\"pair_decimals\":"
                + listing.tick().scale() + ",\"lot_decimals\":" + listing.lot().scale() + ",\"status\":\"online\"}";
    }

    private static String old(String currency) {
        return currency.equals("BTC") ? "XBT" : currency;
    }

    /** The last 720, of those the ones after {@code since}; the last one runs. */
    private String candles(Listing listing, Question question) {
        Duration length =
                Duration.ofMinutes(Query.number(question.query(), "interval").orElse(1));
        long since = Query.number(question.query(), "since").orElse(0) * SECOND;
        long step = length.toSeconds() * SECOND;
        long last = Math.floorDiv(question.now(), step) * step;
        List<String> rows = new ArrayList<>();
        for (long open = last - (CANDLES - 1) * step; open <= last; open += step) {
            if (open > since && open >= listing.listed()) {
                rows.add(row(listing, market.candle(listing, open, length)));
            }
        }
        return rows + ",\"last\":" + (last - step) / SECOND;
    }

    private static String row(Listing listing, SimulatedCandle candle) {
        double mean = candle.lots() == 0
                ? 0
                : candle.notional() / (candle.lots() * listing.lot().doubleValue());
        return "[" + candle.openTime() / SECOND + ",\"" + listing.price(candle.open()) + "\",\""
                + listing.price(candle.high()) + "\",\"" + listing.price(candle.low()) + "\",\""
                + listing.price(candle.close()) + "\",\""
                + Printed.decimal(mean, listing.tick().scale()) + "\",\""
                + listing.quantity(candle.lots()) + "\"," + candle.trades() + ']';
    }

    /** The oldest after {@code since}, in nanoseconds; without it the newest. */
    private String trades(Listing listing, Question question) {
        int many = (int) Query.number(question.query(), "count").orElse(USUAL_TRADES);
        Optional<Long> since = Query.parameter(question.query(), "since")
                .filter(text -> text.matches("\\d{1,19}"))
                .map(Long::parseLong);
        List<SimulatedTrade> trades = since.isPresent()
                ? after(listing, since.get(), many, question.now())
                : steps.newest(listing, many, question.now());
        long last = trades.isEmpty() ? since.orElse(0L) : printed(trades.getLast()) * NANOS_PER_MICRO;
        return trades.stream()
                .map(trade -> "[\"" + listing.price(trade.ticks()) + "\",\"" + listing.quantity(trade.lots()) + "\","
                        + seconds(printed(trade)) + ",\"" + (trade.aggressor() == Side.BUY ? 'b' : 's')
                        + "\",\"m\",\"\"," + trade.id() + ']')
                .collect(Collectors.joining(",", "[", "],\"last\":\"" + last + '"'));
    }

    private List<SimulatedTrade> after(Listing listing, long since, int many, long now) {
        long from = Math.floorDiv(since, NANOS_PER_MICRO) + 1;
        long end = Math.min(now, from + TimeUnit.DAYS.toMicros(1));
        List<SimulatedTrade> trades = market.trades(listing, from, end);
        return trades.subList(0, Math.min(many, trades.size()));
    }

    private long printed(SimulatedTrade trade) {
        return circumstances.time(trade.time());
    }

    /** {@code 1688669598.2804}, without zeros at the end. */
    private static String seconds(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
    }
}
