package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonKind;
import java.util.List;

/**
 * The answers of Bitfinex' REST addresses; used are the lists of pairs of {@code /v2/conf/}, and what {@link BitfinexPast} asks
 * for. They do not say what they answer: the address does.
 */
final class BitfinexAnswers {
    private static final String ROOT = "/v2/";

    /** What stands behind the root: the addresses that we recognise. */
    private static final List<String> KNOWN = List.of(
            "conf",
            "status",
            "liquidations",
            "book",
            "trades",
            "tickers",
            "ticker",
            "candles",
            "stats1",
            "funding",
            "calc",
            "platform");

    private static final String CONFIGURATION = "conf";
    private static final String STATUSES = "deriv/";
    private static final String HISTORY = "/hist";
    private static final String ERROR = "error";

    private static final List<String> WORDS =
            KNOWN.stream().map(name -> "REST " + name).toList();

    private final BitfinexSymbols symbols;
    private final BitfinexMarket market;
    private final BitfinexCandles candles;
    private final StatusHistory statuses;
    private final FrameEvents events;

    BitfinexAnswers(BitfinexSymbols symbols, BitfinexMarket market, FrameEvents events) {
        this.symbols = symbols;
        this.market = market;
        this.candles = new BitfinexCandles(symbols, events);
        this.statuses = new StatusHistory(events);
        this.events = events;
    }

    /** The word for the answer of an address. */
    String word(String address) {
        int known = indexOf(address);
        return known < 0 ? "REST" : WORDS.get(known);
    }

    private static int indexOf(String address) {
        int root = address.indexOf(ROOT);
        for (int i = 0; root >= 0 && i < KNOWN.size(); i++) {
            String name = KNOWN.get(i);
            int end = root + ROOT.length() + name.length();
            boolean ends = end == address.length() || end < address.length() && "/?".indexOf(address.charAt(end)) >= 0;
            if (ends && address.startsWith(name, root + ROOT.length())) {
                return i;
            }
        }
        return -1;
    }

    void read(JsonCursor cursor, String address) {
        refuseError(cursor);
        int known = indexOf(address);
        String name = known < 0 ? "" : KNOWN.get(known);
        String path = address.replaceFirst("[?#].*", "");
        String rest = path.substring(Math.min(path.length(), path.indexOf(ROOT) + ROOT.length() + name.length() + 1));
        if (name.equals(CONFIGURATION)) {
            symbols.read(cursor, address, events);
        } else if (rest.endsWith(HISTORY) && past(name, rest.replace(HISTORY, ""), address, cursor)) {
            return;
        } else {
            cursor.skip();
            cursor.end();
        }
        if (known < 0) {
            events.unknown();
        }
    }

    /** {@code ["error",10020,"limit: invalid"]} or {@code {"error":"ERR_RATE_LIMIT"}}, whatever the status of HTTP. */
    private static void refuseError(JsonCursor cursor) {
        byte[] text = cursor.text();
        boolean isError = cursor.kind() == JsonKind.OBJECT;
        if (cursor.kind() == JsonKind.ARRAY) {
            cursor.beginArray();
            isError = cursor.nextElement()
                    && cursor.kind() == JsonKind.STRING
                    && cursor.code().equals(ERROR);
            cursor.reset(text);
        }
        if (isError) {
            throw new JsonException("the venue refused the request");
        }
    }

    /** Reads rows of the past; false where they are of a kind that is not used. */
    private boolean past(String name, String subject, String address, JsonCursor cursor) {
        switch (name) {
            case "candles" -> candles.read(subject, cursor);
            case "trades" ->
                symbols.find(subject, events).ifPresentOrElse(terms -> market.trades(terms, cursor), cursor::skip);
            case "status" ->
                symbols.find(subject.replace(STATUSES, ""), events)
                        .ifPresentOrElse(terms -> statuses(terms, address, cursor), cursor::skip);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void statuses(Terms terms, String address, JsonCursor cursor) {
        if (address.contains("sort=1")) {
            statuses.payments(terms, cursor);
        } else {
            statuses.openInterest(terms, cursor);
        }
    }
}
