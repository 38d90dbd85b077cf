package io.basiswatch.local.venue;

import io.basiswatch.local.venue.Numbers.IdKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Kraken's spot market, played from captures of WebSocket v2. A stream's name is channel and pair, such as {@code
 * book:BTC/USD}. The arrays of v1 are not played: nobody subscribes to them.
 */
final class KrakenSpotProtocol implements Protocol {
    private static final Set<String> CHANNELS = Set.of("book", "trade", "ticker");

    @Override
    public List<String> streams(byte[] payload) {
        Reader reader = new Reader();
        JsonEdit.apply(payload, reader);
        return CHANNELS.contains(reader.channel)
                ? reader.pairs.stream().map(pair -> reader.channel + ':' + pair).toList()
                : List.of();
    }

    /** What a frame is, and which pairs it is about. */
    private static final class Reader implements JsonEdit.Rule {
        private final Set<String> pairs = new TreeSet<>();
        private String channel = "";

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            if (parent.isEmpty() && name.equals("channel")) {
                channel = text;
            } else if (name.equals("symbol")) {
                pairs.add(text);
            }
            return text;
        }
    }

    @Override
    public JsonEdit.Rule rule(Numbers numbers) {
        return (parent, name, text, quoted) -> switch (name) {
            case "symbol" -> {
                numbers.symbol(text);
                yield text;
            }
            case "timestamp" -> numbers.rfc3339(text);
            case "trade_id" -> numbers.id(IdKind.TRADE, text);
            default -> text;
        };
    }

    @Override
    public Conversation open(String path, String query) {
        return new KrakenSpotConversation(Optional.empty());
    }

    /** Where the captures hold no list of pairs one is made of those that they trade. */
    @Override
    public Optional<byte[]> answer(String path, String query, Survey survey, Loop loop, Instant now) {
        Optional<byte[]> answer = PlayedAnswers.latest(path, survey, this, loop);
        return answer.isPresent() || !path.endsWith("/AssetPairs") ? answer : Optional.of(pairs(survey));
    }

    private static byte[] pairs(Survey survey) {
        return PlayedAnswers.made(
                "{\"error\":[],\"result\":{",
                PlayedAnswers.symbols(survey).stream()
                        .map(pair -> "\"" + pair + "\":{\"altname\":\"" + pair.replace("/", "") + "\",\"wsname\":\""
                                + pair + "\",\"status\":\"online\"}")
                        .toList(),
                "}}");
    }
}
