package io.basiswatch.local.venue;

import io.basiswatch.local.venue.Numbers.IdKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Kraken Futures, played from captures. A stream's name is feed and product, such as {@code book:PF_XBTUSD}; snapshots belong
 * to the feed that they begin.
 */
final class KrakenFuturesProtocol implements Protocol {
    private static final Map<String, String> FEEDS = Map.of(
            "book", "book",
            "book_snapshot", "book",
            "trade", "trade",
            "trade_snapshot", "trade",
            "ticker", "ticker",
            "ticker_lite", "ticker_lite");

    @Override
    public List<String> streams(byte[] payload) {
        Reader reader = new Reader();
        JsonEdit.apply(payload, reader);
        String feed = FEEDS.get(reader.feed);
        return feed == null || reader.acknowledges || reader.product.isEmpty()
                ? List.of()
                : List.of(feed + ':' + reader.product);
    }

    /** What a frame is, by the outermost of its fields. */
    private static final class Reader implements JsonEdit.Rule {
        private String feed = "";
        private String product = "";
        private boolean acknowledges;

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            if (parent.isEmpty()) {
                switch (name) {
                    case "event" -> acknowledges = true;
                    case "feed" -> feed = text;
                    case "product_id" -> product = text.toUpperCase(Locale.ROOT);
                    default -> {}
                }
            }
            return text;
        }
    }

    @Override
    public JsonEdit.Rule rule(Numbers numbers) {
        return new Edit(numbers);
    }

    /** One frame's: books and trades are numbered apart. */
    private static final class Edit implements JsonEdit.Rule {
        private final Numbers numbers;
        private IdKind counted = IdKind.SEQUENCE;

        Edit(Numbers numbers) {
            this.numbers = numbers;
        }

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            return switch (name) {
                case "feed" -> {
                    counted = text.startsWith("book") ? IdKind.BOOK : IdKind.SEQUENCE;
                    yield text;
                }
                case "product_id" -> {
                    numbers.symbol(text);
                    yield text;
                }
                case "time", "timestamp", "serverTime", "next_funding_rate_time" ->
                    quoted ? numbers.rfc3339(text) : numbers.millis(text);
                case "maturityTime" -> numbers.term(text);
                case "seq" -> numbers.id(counted, text);
                default -> text;
            };
        }
    }

    @Override
    public Conversation open(String path, String query) {
        return new KrakenFuturesConversation(Optional.empty());
    }

    /** Where the captures hold no list of instruments one is made of the perpetuals that they trade. */
    @Override
    public Optional<byte[]> answer(String path, String query, Survey survey, Loop loop, Instant now) {
        Optional<byte[]> answer = PlayedAnswers.latest(path, survey, this, loop);
        return answer.isPresent() || !path.endsWith("/instruments") ? answer : Optional.of(instruments(survey));
    }

    private static byte[] instruments(Survey survey) {
        return PlayedAnswers.made(
                "{\"result\":\"success\",\"instruments\":[",
                PlayedAnswers.symbols(survey).stream()
                        .filter(symbol -> symbol.matches("P[IF]_[A-Z0-9]+"))
                        .map(symbol -> "{\"symbol\":\"" + symbol + "\",\"type\":\""
                                + (symbol.startsWith("PI") ? "futures_inverse" : "flexible_futures")
                                + "\",\"contractSize\":1,\"tradeable\":true,\"isExpired\":false}")
                        .toList(),
                "]}");
    }
}
