package io.basiswatch.local.venue;

import io.basiswatch.collector.feed.Frame;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Binance's books as they are at the moment of the capture that is being played: the recorded snapshot with the changes that
 * were sent since, so that whoever asks gets one that fits the stream.
 *
 * <p>Numbers and times are the capture's own; each pass begins with the recorded snapshot again. Levels that the recording
 * never told are missing. Where changes are missing in the recording there is no book for the rest of the pass.
 */
final class PlayedBooks {
    private static final List<String> TIMES = List.of("E", "T");

    private final Map<String, Book> books = new HashMap<>();
    private Optional<Loop> pass = Optional.empty();

    /** One symbol's levels, best first, as texts; the latest update that they hold. */
    private static final class Book {
        private final JsonObject recorded;
        private final Map<Double, JsonArray> bids = new TreeMap<>(Comparator.reverseOrder());
        private final Map<Double, JsonArray> asks = new TreeMap<>();
        private long last;
        private boolean isMoved;
        private boolean isBroken;

        Book(JsonObject recorded) {
            this.recorded = recorded;
            this.last = recorded.getLong("lastUpdateId");
            put(bids, recorded.getJsonArray("bids"));
            put(asks, recorded.getJsonArray("asks"));
        }

        void change(JsonObject change) {
            long update = change.getLong("u");
            if (update <= last) {
                return;
            }
            isBroken |= isMoved && !follows(change);
            put(bids, change.getJsonArray("b"));
            put(asks, change.getJsonArray("a"));
            TIMES.stream()
                    .filter(recorded::containsKey)
                    .filter(change::containsKey)
                    .forEach(time -> recorded.put(time, change.getLong(time)));
            last = update;
            isMoved = true;
        }

        private boolean follows(JsonObject change) {
            return change.containsKey("pu") ? change.getLong("pu") == last : change.getLong("U") == last + 1;
        }

        private static void put(Map<Double, JsonArray> side, JsonArray rows) {
            for (int i = 0; i < rows.size(); i++) {
                JsonArray row = rows.getJsonArray(i);
                double price = Double.parseDouble(row.getString(0));
                if (Double.parseDouble(row.getString(1)) == 0) {
                    side.remove(price);
                } else {
                    side.put(price, row);
                }
            }
        }

        /** As the venue answers, in the fields of its market. */
        String snapshot(int limit) {
            JsonObject answer = recorded.copy();
            answer.put("lastUpdateId", last);
            answer.put("bids", best(bids, limit));
            answer.put("asks", best(asks, limit));
            return answer.encode();
        }

        private static JsonArray best(Map<Double, JsonArray> side, int limit) {
            return new JsonArray(side.values().stream().limit(limit).collect(Collectors.toList()));
        }
    }

    /** A change of a book is sent. */
    void played(String symbol, byte[] payload, Survey survey, Loop loop) {
        begin(loop);
        try {
            JsonObject frame = new JsonObject(new String(payload, StandardCharsets.UTF_8));
            book(symbol, survey).ifPresent(book -> book.change(frame.getJsonObject("data", frame)));
        } catch (DecodeException | ClassCastException | NullPointerException | NumberFormatException e) {
            // A frame of a capture may be damaged; then the changes after it do not follow.
            books.computeIfPresent(symbol, (name, book) -> {
                book.isBroken = true;
                return book;
            });
        }
    }

    /** The best levels of a book at this moment; empty where no snapshot was recorded or the book is not whole. */
    Optional<String> snapshot(String symbol, int limit, Survey survey, Loop loop) {
        if (pass.isEmpty()) {
            begin(loop);
        }
        return book(symbol, survey).filter(book -> !book.isBroken).map(book -> book.snapshot(limit));
    }

    private void begin(Loop loop) {
        if (pass.filter(current -> current.number() == loop.number()).isEmpty()) {
            pass = Optional.of(loop);
            books.clear();
        }
    }

    /** The pass that the books are of: frames of it may still be on their way when the next one begins to be read. */
    Loop pass(Loop otherwise) {
        return pass.orElse(otherwise);
    }

    private Optional<Book> book(String symbol, Survey survey) {
        Book known = books.get(symbol);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Book> made = recorded(symbol, survey).map(Book::new);
        made.ifPresent(book -> books.put(symbol, book));
        return made;
    }

    /** The first recorded snapshot; one without an address is of the only symbol that there is. */
    private static Optional<JsonObject> recorded(String symbol, Survey survey) {
        return survey.answers().stream()
                .filter(frame -> isOf(symbol, frame, survey))
                .map(frame -> new JsonObject(new String(frame.payload(), StandardCharsets.UTF_8)))
                .filter(answer -> answer.containsKey("lastUpdateId") && answer.containsKey("bids"))
                .findFirst();
    }

    private static boolean isOf(String symbol, Frame frame, Survey survey) {
        if (frame.address().isEmpty()) {
            return BinanceProtocol.symbols(survey).contains(symbol);
        }
        return frame.address().contains("/depth")
                && Query.parameter(Query.of(frame.address()), "symbol")
                        .orElse("")
                        .equals(symbol);
    }
}
