package io.basiswatch.local.venue;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.local.venue.Numbers.IdKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Binance's three markets.
 *
 * <p>A stream's name here is symbol and kind, such as {@code ethusdt@depth}: how often it is sent is the client's wish
 * and the capture's fact. See <a href="https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams">the
 * venue's page</a>.
 */
final class BinanceProtocol implements Protocol {
    private static final byte[] WRAPPED = "{\"stream\":\"".getBytes(StandardCharsets.ISO_8859_1);

    private static final String BOOK = "@depth";
    private static final int USUAL_LEVELS = 500;

    private final PlayedBooks books = new PlayedBooks();
    private final BinanceMarket market;

    BinanceProtocol(BinanceMarket market) {
        this.market = market;
    }

    /** A frame in two parts; a frame of a raw stream has no name. */
    record Wrapped(String stream, String data) {
        static Wrapped of(byte[] payload) {
            String text = new String(payload, StandardCharsets.UTF_8);
            int nameEnd = text.indexOf("\",\"data\":", WRAPPED.length);
            if (!text.startsWith("{\"stream\":\"") || nameEnd < 0 || !text.endsWith("}")) {
                return new Wrapped("", text);
            }
            int data = nameEnd + "\",\"data\":".length();
            return new Wrapped(text.substring(WRAPPED.length, nameEnd), text.substring(data, text.length() - 1));
        }
    }

    @Override
    public List<String> streams(byte[] payload) {
        String name = new String(payload, 0, Math.min(payload.length, 128), StandardCharsets.UTF_8);
        if (name.startsWith("{\"stream\":\"")) {
            int end = name.indexOf('"', WRAPPED.length);
            return end < 0 ? List.of() : List.of(key(name.substring(WRAPPED.length, end)));
        }
        RawStream raw = new RawStream();
        JsonEdit.apply(payload, raw);
        return raw.name().stream().toList();
    }

    /** The symbol and the kind of a stream's name, in lower case but for the kind. */
    static String key(String stream) {
        String[] parts = stream.split("@", 3);
        return parts[0].toLowerCase(Locale.ROOT) + (parts.length > 1 ? '@' + parts[1] : "");
    }

    /** Finds out which stream a frame without a name is of. */
    private static final class RawStream implements JsonEdit.Rule {
        private String event = "";
        private String symbol = "";
        private boolean updateId;

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            if (parent.isEmpty()) {
                switch (name) {
                    case "e" -> event = text;
                    case "s" -> symbol = text.toLowerCase(Locale.ROOT);
                    case "u" -> updateId = true;
                    default -> {}
                }
            }
            return text;
        }

        Optional<String> name() {
            if (symbol.isEmpty()) {
                return Optional.empty();
            }
            return switch (event) {
                case "depthUpdate" -> Optional.of(symbol + "@depth");
                case "markPriceUpdate" -> Optional.of(symbol + "@markPrice");
                case "24hrTicker" -> Optional.of(symbol + "@ticker");
                // The spot market's bookTicker is the one event that does not say what it is.
                case "" -> updateId ? Optional.of(symbol + "@bookTicker") : Optional.empty();
                default -> Optional.of(symbol + '@' + event);
            };
        }
    }

    @Override
    public JsonEdit.Rule rule(Numbers numbers) {
        return new BinanceRule(numbers);
    }

    /** Which fields are times, which count up: all unquoted; prices and quantities are quoted. */
    private static final class BinanceRule implements JsonEdit.Rule {
        private final Numbers numbers;
        private String event = "";

        private BinanceRule(Numbers numbers) {
            this.numbers = numbers;
        }

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            if (quoted) {
                switch (name) {
                    case "s", "symbol" -> numbers.symbol(text);
                    case "e" -> event = text;
                    default -> {}
                }
                return text;
            }
            return switch (name) {
                case "E", "T", "time", "serverTime", "fundingTime", "nextFundingTime" -> numbers.millis(text);
                case "deliveryDate", "onboardDate" -> numbers.term(text);
                case "u", "U", "pu", "lastUpdateId" -> numbers.id(IdKind.BOOK, text);
                case "t" -> parent.equals("k") ? numbers.millis(text) : numbers.id(IdKind.TRADE, text);
                case "f", "l", "F", "L" -> numbers.id(IdKind.TRADE, text);
                case "a" -> numbers.id(event.equals("aggTrade") ? IdKind.AGGREGATE : IdKind.ORDER, text);
                case "b" -> numbers.id(IdKind.ORDER, text);
                case "O", "C" -> event.equals("24hrTicker") ? numbers.millis(text) : text;
                default -> text;
            };
        }
    }

    @Override
    public Conversation open(String path, String query) {
        return new BinanceConversation(market, path, query);
    }

    @Override
    public Optional<byte[]> answer(String path, String query, Survey survey, Loop loop, Instant now) {
        if (path.equals(market.restBase() + "/ping")) {
            return Optional.of(bytes("{}"));
        }
        if (path.equals(market.restBase() + "/time")) {
            return Optional.of(bytes("{\"serverTime\":" + now.toEpochMilli() + '}'));
        }
        if (path.equals(market.restBase() + "/exchangeInfo")) {
            return Optional.of(exchangeInfo(survey, loop, now));
        }
        if (path.equals(market.restBase() + "/depth")) {
            return book(query, survey, loop);
        }
        return recorded(path, query, survey).map(frame -> JsonEdit.apply(frame.payload(), rule(loop)));
    }

    private Optional<byte[]> book(String query, Survey survey, Loop loop) {
        String symbol = Query.parameter(query, "symbol").orElse("");
        int limit = Query.parameter(query, "limit")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .orElse(USUAL_LEVELS);
        return books.snapshot(symbol, limit, survey, loop)
                .map(answer -> JsonEdit.apply(bytes(answer), rule(books.pass(loop))));
    }

    @Override
    public void played(List<String> streams, byte[] payload, Survey survey, Loop loop) {
        for (String stream : streams) {
            if (stream.endsWith(BOOK)) {
                String symbol =
                        stream.substring(0, stream.length() - BOOK.length()).toUpperCase(Locale.ROOT);
                books.played(symbol, payload, survey, loop);
            }
        }
    }

    /** The venue's own list as far as the captures trade it; one of our making where they hold none. */
    private byte[] exchangeInfo(Survey survey, Loop loop, Instant now) {
        Set<String> symbols = symbols(survey);
        return survey.answers().stream()
                .filter(frame -> frame.address().contains("/exchangeInfo"))
                .findFirst()
                .map(frame -> JsonEdit.apply(
                        JsonElements.keep(frame.payload(), "\"symbols\":", "symbol", symbols), rule(loop)))
                .orElseGet(() -> bytes(market.exchangeInfo(symbols, now.toEpochMilli())));
    }

    static Set<String> symbols(Survey survey) {
        return survey.streams().stream()
                .map(stream -> stream.substring(0, stream.indexOf('@')).toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The newest answer to the same question. */
    private static Optional<Frame> recorded(String path, String query, Survey survey) {
        String symbol = Query.parameter(query, "symbol").orElse("");
        return survey.answers().reversed().stream()
                .filter(frame -> frame.address().contains(path)
                        && Query.parameter(Query.of(frame.address()), "symbol")
                                .orElse("")
                                .equals(symbol))
                .findFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
