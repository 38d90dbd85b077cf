package io.basiswatch.local.venue;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.local.venue.Numbers.IdKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Coinbase, both of its feeds: Exchange (frames with a {@code type}) and Advanced Trade (frames with a {@code channel}).
 *
 * <p>A stream's name here is channel and product, such as {@code ticker:ETH-USD}. See
 * <a href="https://docs.cdp.coinbase.com/exchange/websocket-feed/channels">the Exchange feed's page</a> and
 * <a href="https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/websocket/websocket-channels">the other's</a>.
 */
final class CoinbaseProtocol implements Protocol {
    private static final Map<String, String> CHANNELS = Map.of(
            "match", "matches",
            "last_match", "matches",
            "ticker", "ticker",
            "l2update", "level2",
            "snapshot", "level2",
            "l2_data", "level2",
            "market_trades", "market_trades",
            "candles", "candles");

    @Override
    public List<String> streams(byte[] payload) {
        Reader reader = new Reader();
        JsonEdit.apply(payload, reader);
        String channel = CHANNELS.get(reader.channel.isEmpty() ? reader.type : reader.channel);
        return channel == null
                ? List.of()
                : reader.products.stream()
                        .map(product -> channel + ':' + product)
                        .toList();
    }

    /** Finds out what a frame is and which products it is about. */
    private static final class Reader implements JsonEdit.Rule {
        private String type = "";
        private String channel = "";
        private final Set<String> products = new TreeSet<>();

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            switch (name) {
                case "type" -> type = parent.isEmpty() ? text : type;
                case "channel" -> channel = text;
                case "product_id" -> products.add(text);
                default -> {}
            }
            return text;
        }
    }

    @Override
    public JsonEdit.Rule rule(Numbers numbers) {
        return (parent, name, text, quoted) -> switch (name) {
            case "product_id" -> {
                numbers.symbol(text);
                yield text;
            }
            case "time", "timestamp", "event_time" -> numbers.rfc3339(text);
            case "sequence" -> numbers.id(IdKind.SEQUENCE, text);
            case "trade_id", "last_trade_id" -> numbers.id(IdKind.TRADE, text);
            default -> text;
        };
    }

    @Override
    public Conversation open(String path, String query) {
        return new CoinbaseConversation(CoinbaseConversation.Opening.NONE);
    }

    @Override
    public Optional<byte[]> answer(String path, String query, Survey survey, Loop loop, Instant now) {
        if (path.endsWith("/products")) {
            return Optional.of(products(path, survey));
        }
        return survey.answers().reversed().stream()
                .filter(frame -> frame.address().contains(path))
                .findFirst()
                .map(frame -> JsonEdit.apply(frame.payload(), rule(loop)));
    }

    /** The venue's own list as far as the captures trade it; one of our making where they hold none. */
    private static byte[] products(String path, Survey survey) {
        boolean advanced = path.contains("/brokerage/");
        Set<String> traded = survey.streams().stream()
                .map(stream -> stream.substring(stream.indexOf(':') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        for (Frame frame : survey.answers()) {
            if (frame.address().contains("/products") && frame.address().contains("/brokerage/") == advanced) {
                return JsonElements.keep(
                        frame.payload(), advanced ? "\"products\":" : "", advanced ? "product_id" : "id", traded);
            }
        }
        List<String> made = new ArrayList<>();
        for (String product : traded) {
            String[] sides = product.split("-");
            if (sides.length == 2) {
                made.add(advanced ? advanced(product, sides[0], sides[1]) : exchange(product, sides[0], sides[1]));
            }
        }
        String list = '[' + String.join(",", made) + ']';
        String whole = advanced ? "{\"products\":" + list + ",\"num_products\":" + made.size() + '}' : list;
        return whole.getBytes(StandardCharsets.UTF_8);
    }

    private static String exchange(String product, String base, String quote) {
        return "{\"id\":\"" + product + "\",\"base_currency\":\"" + base + "\",\"quote_currency\":\"" + quote
                + "\",\"display_name\":\"" + base + '/' + quote
                + "\",\"status\":\"online\",\"trading_disabled\":false,\"cancel_only\":false,\"auction_mode\":false}";
    }

    private static String advanced(String product, String base, String quote) {
        return "{\"product_id\":\"" + product + "\",\"base_currency_id\":\"" + base + "\",\"quote_currency_id\":\""
                + quote + "\",\"product_type\":\"SPOT\",\"status\":\"online\",\"is_disabled\":false,"
                + "\"trading_disabled\":false,\"alias\":\"\",\"alias_to\":[]}";
    }
}
