package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Poll;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarketEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How many of the traders of a linear contract are long; asked for, because it is streamed nowhere.
 *
 * <p>Which of the figures a row is stands in the address alone: all three have the same fields. Those of the inverse market
 * are of a pair and not of a contract, and are not asked for.
 *
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api/Long-Short-Ratio">Long/short ratio</a>
 */
final class Positioning {
    /** What the addresses of these figures begin with. */
    static final String PATH = "/futures/data/";

    /** The shortest period for which the venue makes them. */
    static final Duration EVERY = Duration.ofMinutes(5);

    private static final Map<String, LongShortRatio.Kind> KINDS = Map.of(
            RestWords.ACCOUNTS, LongShortRatio.Kind.ACCOUNTS,
            RestWords.TOP_ACCOUNTS, LongShortRatio.Kind.TOP_ACCOUNTS,
            RestWords.TOP_POSITIONS, LongShortRatio.Kind.TOP_POSITIONS);

    private static final List<String> WORDS =
            List.of(RestWords.ACCOUNTS, RestWords.TOP_ACCOUNTS, RestWords.TOP_POSITIONS);

    private final Message message;
    private final Consumer<MarketEvent> out;

    Positioning(Message message, Consumer<MarketEvent> out) {
        this.message = message;
        this.out = out;
    }

    /** What to ask of one contract, below the venue's address. */
    static List<Poll> polls(String address, String symbol) {
        return WORDS.stream()
                .map(word -> new Poll(
                        address + PATH + word.substring("REST ".length()) + "?symbol=" + symbol + "&period=5m&limit=1",
                        EVERY))
                .toList();
    }

    /** Whether answers of this name are such figures. */
    static boolean isNamed(String word) {
        return KINDS.containsKey(word);
    }

    /**
     * {@code {"symbol":"BTCUSDT","longShortRatio":"1.8105","longAccount":"0.6442","shortAccount":"0.3558",
     * "timestamp":1583139600000}}: one row, newest last.
     */
    Outcome read(String word) {
        Symbol symbol = message.symbol(BinanceFields.REST_SYMBOL);
        long time = message.time(BinanceFields.PERIOD_TIME);
        LongShortRatio ratio = new LongShortRatio(
                symbol.instrument(),
                message.stamp(time),
                KINDS.get(word),
                message.notNegative(BinanceFields.RATIO),
                message.notNegative(BinanceFields.LONG_SHARE),
                message.notNegative(BinanceFields.SHORT_SHARE));
        if (!symbol.isWanted()) {
            return Message.unwanted(symbol);
        }
        out.accept(ratio);
        return Outcome.EVENTS;
    }
}
