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
 * Bitstamp, as captured. A stream's name here is the channel's, such as {@code live_trades_btcusd}.
 *
 * <p>Books are answered as they were when the capture held an answer, so their changes join up near the start of each pass.
 */
final class BitstampProtocol implements Protocol {
    private static final int MILLIS_DIGITS = 13;
    private static final int SECONDS_DIGITS = 10;
    private static final List<String> QUOTES =
            List.of("PYUSD", "USDT", "USDC", "USD", "EUR", "GBP", "BTC", "ETH", "PAX");

    @Override
    public List<String> streams(byte[] payload) {
        Reader reader = new Reader();
        JsonEdit.apply(payload, reader);
        boolean isData = !reader.event.startsWith("bts:") && !reader.channel.isEmpty();
        return isData ? List.of(reader.channel) : List.of();
    }

    /** Finds out which channel a message is of. */
    private static final class Reader implements JsonEdit.Rule {
        private String event = "";
        private String channel = "";

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            switch (name) {
                case "event" -> event = text;
                case "channel" -> channel = text;
                default -> {}
            }
            return text;
        }
    }

    @Override
    public JsonEdit.Rule rule(Numbers numbers) {
        return (parent, name, text, quoted) -> switch (name) {
            case "channel" -> {
                numbers.symbol(symbol(text));
                yield text;
            }
            case "microtimestamp", "timestamp", "datetime", "date" -> moved(text, numbers);
            case "id", "tid" -> numbers.id(IdKind.TRADE, text);
            default -> text;
        };
    }

    /** Seconds and microseconds alike, both by way of milliseconds. */
    private static String moved(String text, Numbers numbers) {
        return switch (text.length()) {
            case SECONDS_DIGITS -> numbers.millis(text + "000").substring(0, SECONDS_DIGITS);
            case MILLIS_DIGITS + 3 -> numbers.millis(text.substring(0, MILLIS_DIGITS)) + text.substring(MILLIS_DIGITS);
            default -> text;
        };
    }

    private static String symbol(String channel) {
        return channel.substring(channel.lastIndexOf('_') + 1);
    }

    @Override
    public Conversation open(String path, String query) {
        return new BitstampConversation((channel, time) -> true);
    }

    @Override
    public Optional<byte[]> answer(String path, String query, Survey survey, Loop loop, Instant now) {
        Set<String> traded =
                survey.streams().stream().map(BitstampProtocol::symbol).collect(Collectors.toCollection(TreeSet::new));
        Optional<Frame> recorded = survey.answers().reversed().stream()
                .filter(frame -> bare(frame.address()).endsWith(bare(path)))
                .findFirst();
        if (path.contains("/trading-pairs-info")) {
            return Optional.of(recorded.map(frame -> JsonElements.keep(frame.payload(), "", "url_symbol", traded))
                    .orElseGet(() -> made(traded)));
        }
        return recorded.map(frame -> JsonEdit.apply(frame.payload(), rule(loop)));
    }

    private static String bare(String address) {
        String path = address.replaceFirst("[?#].*", "");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** A list of our making, for captures that do not hold the venue's. */
    private static byte[] made(Set<String> traded) {
        return traded.stream()
                .flatMap(symbol -> QUOTES.stream()
                        .filter(quote ->
                                symbol.toUpperCase(Locale.ROOT).endsWith(quote) && symbol.length() > quote.length())
                        .limit(1)
                        .map(quote -> pair(symbol, quote)))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String pair(String symbol, String quote) {
        String base = symbol.substring(0, symbol.length() - quote.length()).toUpperCase(Locale.ROOT);
        return "{\"name\":\"" + base + '/' + quote + "\",\"url_symbol\":\"" + symbol + "\",\"trading\":\"Enabled\"}";
    }
}
