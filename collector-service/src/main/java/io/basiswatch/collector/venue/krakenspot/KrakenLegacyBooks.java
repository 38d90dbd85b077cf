package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.model.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The books of Kraken's WebSocket v1, whose channel names the depth: {@code book-1000}.
 *
 * @see <a href="https://docs.kraken.com/api/docs/websocket-v1/book">Book</a>
 */
final class KrakenLegacyBooks {
    private static final byte[] CHANNEL = "book-".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MAX_DEPTH_DIGITS = 5;

    private static final int ALL_ASKS = 0;
    private static final int ALL_BIDS = 1;
    private static final int ASKS = 2;
    private static final int BIDS = 3;
    private static final int CHECKSUM = 4;

    private final JsonCursor level = new JsonCursor();
    private final JsonFields part = JsonFields.of("as", "bs", "a", "b", "c");
    private final KrakenPairs pairs;
    private final KrakenBooks books;
    private final FrameEvents events;

    KrakenLegacyBooks(KrakenPairs pairs, KrakenBooks books, FrameEvents events) {
        this.pairs = pairs;
        this.books = books;
        this.events = events;
    }

    /** Whether the channel, the last element but one, is one of books. */
    static boolean isChannel(KrakenLegacyElements frame) {
        byte[] text = frame.text();
        int start = frame.channelStart();
        boolean is = frame.channelEnd() - start > CHANNEL.length;
        for (int i = 0; is && i < CHANNEL.length; i++) {
            is = text[start + i] == CHANNEL[i];
        }
        return is;
    }

    /**
     * {@code {"as":[["39090.60000","0.00007039","1622714245.847093"],…],"bs":[…]}}, then {@code {"a":[…]}} and {@code {"b":
     * […],"c":"2479000840"}}: price, quantity (0 removes) and time of each level, a checksum in the last part.
     */
    void read(KrakenLegacyElements elements, Frame frame) {
        long latest = 0;
        for (int at = 1; at < elements.channel(); at++) {
            part.clear().read(level.reset(elements.text(), elements.start(at), elements.end(at)));
            if (at == 1) {
                books.begin(part.has(ALL_ASKS) && part.has(ALL_BIDS), frame.receivedTime());
            }
            latest = Math.max(latest, side(part.has(ALL_ASKS) ? ALL_ASKS : ASKS, false));
            latest = Math.max(latest, side(part.has(ALL_BIDS) ? ALL_BIDS : BIDS, true));
            if (part.has(CHECKSUM)) {
                books.checksum(part.quotedWhole(CHECKSUM));
            }
        }
        Stamp stamp = latest == 0 ? events.stampOnReceipt() : events.stampMicros(latest, Stamp.NO_SEQUENCE);
        // A level that comes into reach again is told with the time at which it last changed, so times are in no order
        // here.
        books.end(find(elements), stamp, Stamp.NO_SEQUENCE);
    }

    /** The latest time of the side's levels, in microseconds; 0 where it has none. */
    private long side(int field, boolean bid) {
        if (!part.has(field)) {
            return 0;
        }
        long latest = 0;
        level.reset(part.text(), part.start(field), part.end(field)).beginArray();
        while (level.nextElement()) {
            level.beginArray();
            next();
            long price = KrakenLevels.quoted(level);
            next();
            books.level(bid, price, KrakenLevels.quoted(level));
            next();
            latest = Math.max(latest, KrakenTimes.seconds(level));
            while (level.nextElement()) {
                level.skip();
            }
        }
        return latest;
    }

    private void next() {
        if (!level.nextElement()) {
            throw new JsonException("a row that is too short");
        }
    }

    private Optional<KrakenBook> find(KrakenLegacyElements elements) {
        Optional<KrakenBook> book = books.find(elements.text(), elements.pairStart(), elements.pairEnd());
        if (book.isPresent()) {
            return book;
        }
        String pair = elements.pair();
        return pairs.find(pair, events)
                .map(terms -> books.open(pair, terms.instrument(), depth(elements), KrakenLegacyBooks::again));
    }

    private static int depth(KrakenLegacyElements elements) {
        String digits = elements.channelName().substring(CHANNEL.length);
        if (!digits.matches("[1-9]\\d*") || digits.length() > MAX_DEPTH_DIGITS) {
            throw new JsonException("not the depth of a book: '" + digits + "'");
        }
        return Integer.parseInt(digits);
    }

    private static List<String> again(String pair, int depth) {
        String what = ",\"pair\":[\"" + pair + "\"],\"subscription\":{\"name\":\"book\",\"depth\":" + depth + "}}";
        return List.of("{\"event\":\"unsubscribe\"" + what, "{\"event\":\"subscribe\"" + what);
    }
}
