package io.basiswatch.collector.venue.bitfinex;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.json.JsonCursor;
import java.util.List;

/** The answers of Bitfinex' REST addresses; those of {@code /v2/conf/} are used, for their lists of pairs. */
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

    private static final List<String> WORDS =
            KNOWN.stream().map(name -> "REST " + name).toList();

    private final BitfinexSymbols symbols;
    private final FrameEvents events;

    BitfinexAnswers(BitfinexSymbols symbols, FrameEvents events) {
        this.symbols = symbols;
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
        int known = indexOf(address);
        if (known == 0) {
            symbols.read(cursor, address, events);
            return;
        }
        cursor.skip();
        cursor.end();
        if (known < 0) {
            events.unknown();
        }
    }
}
