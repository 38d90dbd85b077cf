package io.basiswatch.local.venue;

import io.basiswatch.local.venue.Numbers.IdKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Captures of Bybit. A stream's name is market and topic, such as {@code linear:publicTrade.BTCUSDT}; of which market a message
 * is shows in the order of its fields and in the symbol. A book is told whole where a pass over the captures begins; who
 * subscribes later waits for the next one. Instruments are listed as the captures list them.
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>
 */
final class BybitProtocol implements Protocol {
    /** {@code BTCUSD} and {@code BTCUSDZ26}. */
    private static final String INVERSE = "[A-Z0-9]+USD([FGHJKMNQUVXZ]\\d\\d)?";

    @Override
    public List<String> streams(byte[] payload) {
        Reader reader = new Reader();
        JsonEdit.apply(payload, reader);
        return reader.topic.isEmpty() ? List.of() : List.of(BybitFrames.key(reader.category(), reader.topic));
    }

    /** Finds out which topic of which market a message is of: on spot the time stands before the type. */
    private static final class Reader implements JsonEdit.Rule {
        private String topic = "";
        private boolean hasTime;
        private boolean hasType;
        private boolean isSpot;

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            if (parent.isEmpty()) {
                topic = name.equals("topic") ? text : topic;
                hasTime |= name.equals("ts");
                hasType |= name.equals("type");
                isSpot |= hasTime && !hasType;
            }
            return text;
        }

        private String category() {
            String symbol = topic.substring(topic.lastIndexOf('.') + 1);
            return isSpot && hasType ? "spot" : symbol.matches(INVERSE) ? "inverse" : "linear";
        }
    }

    @Override
    public JsonEdit.Rule rule(Numbers numbers) {
        return (parent, name, text, quoted) -> switch (name) {
            case "s", "symbol" -> {
                numbers.symbol(text);
                yield text;
            }
            case "ts", "cts", "T", "start", "end", "timestamp", "time", "nextFundingTime" -> numbers.millis(text);
            case "launchTime", "deliveryTime" -> numbers.term(text);
            case "u" -> numbers.id(IdKind.BOOK, text);
            case "seq", "cs" -> numbers.id(IdKind.SEQUENCE, text);
            case "i" -> numbers.id(IdKind.TRADE, text);
            case "nextPageCursor" -> "";
            default -> text;
        };
    }

    @Override
    public Conversation open(String path, String query) {
        String category = path.substring(path.lastIndexOf('/') + 1);
        return new BybitConversation(category, (topic, now) -> Optional.of(List.of()));
    }

    @Override
    public Optional<byte[]> answer(String path, String query, Survey survey, Loop loop, Instant now) {
        if (!path.endsWith("/instruments-info")) {
            return Optional.empty();
        }
        String category = Query.parameter(query, "category").orElse("");
        Set<String> traded = survey.streams().stream()
                .filter(stream -> stream.startsWith(category + ':'))
                .map(stream -> stream.substring(stream.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
        return Optional.of(survey.answers().stream()
                .filter(frame -> frame.address().contains("/instruments-info?")
                        && frame.address().contains("category=" + category))
                .findFirst()
                .map(frame ->
                        JsonEdit.apply(JsonElements.keep(frame.payload(), "\"list\":", "symbol", traded), rule(loop)))
                .orElseGet(() -> none(category)));
    }

    private static byte[] none(String category) {
        return ("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"" + category
                        + "\",\"list\":[],\"nextPageCursor\":\"\"},\"retExtInfo\":{},\"time\":0}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
