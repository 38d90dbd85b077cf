package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Kraken answers over REST: {@code {"error":[],"result":{…}}}. Used are the pairs, candles and trades; the rest is
 * recognised by the question, or where a recording does not say what was asked, by its form.
 */
final class KrakenAnswers {
    static final String PAIRS = "REST AssetPairs";
    static final String CANDLES = "REST OHLC";
    static final String TRADES = "REST Trades";
    static final String UNNAMED = "REST";

    private static final Pattern QUESTION = Pattern.compile("/([A-Za-z]+)$");

    private static final int WEBSOCKET_NAME = 0;
    private static final int CLASS = 1;
    private static final int ASKS = 2;
    private static final int ASK = 3;
    private static final int ALTERNATIVE_NAME = 4;

    private final JsonFields first = JsonFields.of("wsname", "aclass", "asks", "a", "altname");

    /**
     * Refuses an answer that holds an error, which comes with status 200, too.
     *
     * @param errors the list of errors; an empty one is none
     */
    void check(JsonCursor errors) {
        errors.beginArray();
        if (errors.nextElement()) {
            String reason = errors.kind() == JsonKind.STRING ? errors.string() : "an error without text";
            throw new FrameException("Kraken refused the request: " + reason);
        }
    }

    /** The word for what was asked; {@link #UNNAMED} where that cannot be told. */
    String word(String address, JsonCursor result) {
        Matcher question = QUESTION.matcher(address.split("[?#]", 2)[0]);
        String named = question.find() ? named(question.group(1)) : UNNAMED;
        return named.equals(UNNAMED) && result.kind() == JsonKind.OBJECT ? formed(result) : named;
    }

    private static String named(String question) {
        return switch (question) {
            case "AssetPairs" -> PAIRS;
            case "Assets" -> "REST Assets";
            case "OHLC" -> CANDLES;
            case "Trades" -> TRADES;
            case "Depth" -> "REST Depth";
            case "Ticker" -> "REST Ticker";
            case "Spread" -> "REST Spread";
            case "SystemStatus" -> "REST SystemStatus";
            case "Time" -> "REST Time";
            default -> UNNAMED;
        };
    }

    /** By the first thing in the result: an object for each pair or asset, rows, or a single value. */
    private String formed(JsonCursor result) {
        result.beginObject();
        if (!result.nextField()) {
            return UNNAMED;
        }
        return switch (result.kind()) {
            case ARRAY -> rows(result);
            case OBJECT -> {
                first.clear().read(result);
                yield described();
            }
            default -> UNNAMED;
        };
    }

    private String described() {
        if (first.has(CLASS)) {
            return "REST Assets";
        }
        if (first.has(WEBSOCKET_NAME) || first.has(ALTERNATIVE_NAME)) {
            return PAIRS;
        }
        if (first.has(ASKS)) {
            return "REST Depth";
        }
        return first.has(ASK) ? "REST Ticker" : UNNAMED;
    }

    /** A candle begins with its time, a number; a trade with its price, a string. */
    private static String rows(JsonCursor result) {
        result.beginArray();
        if (!result.nextElement() || result.kind() != JsonKind.ARRAY) {
            return UNNAMED;
        }
        result.beginArray();
        if (!result.nextElement()) {
            throw new JsonException("an empty row");
        }
        return result.kind() == JsonKind.STRING ? TRADES : CANDLES;
    }
}
