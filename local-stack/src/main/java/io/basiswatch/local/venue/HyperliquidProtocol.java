package io.basiswatch.local.venue;

import io.basiswatch.local.venue.Numbers.IdKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Hyperliquid, as captured. A stream's name here is type and coin, such as {@code trades:BTC}; pages of books do not say how finely
 * they tell prices, so they are played as those that tell each by itself.
 *
 * <p>Every question is answered with the list of coins: what is asked stands in what is posted, and the past of a capture is not
 * there to be told.
 */
final class HyperliquidProtocol implements Protocol {
    @Override
    public List<String> streams(byte[] payload) {
        Reader reader = new Reader();
        JsonEdit.apply(payload, reader);
        if (reader.coin.isEmpty() || reader.channel.equals("subscriptionResponse")) {
            return List.of();
        }
        return List.of(
                reader.channel.equals(HyperliquidDialect.BOOK)
                        ? HyperliquidDialect.book(reader.coin, 0)
                        : reader.channel + ':' + reader.coin);
    }

    /** Finds out what a message is and which coin it is about. */
    private static final class Reader implements JsonEdit.Rule {
        private String channel = "";
        private String coin = "";

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            switch (name) {
                case "channel" -> channel = text;
                case "coin" -> coin = text;
                default -> {}
            }
            return text;
        }
    }

    @Override
    public JsonEdit.Rule rule(Numbers numbers) {
        return (parent, name, text, quoted) -> switch (name) {
            case "coin" -> {
                numbers.symbol(text);
                yield text;
            }
            case "time" -> numbers.millis(text);
            case "tid" -> numbers.id(IdKind.TRADE, text);
            default -> text;
        };
    }

    @Override
    public Conversation open(String path, String query) {
        return new HyperliquidConversation((type, coin, digits, now) -> Optional.of(List.of()));
    }

    @Override
    public Optional<byte[]> answer(String path, String query, Survey survey, Loop loop, Instant now) {
        if (!path.endsWith("/info")) {
            return Optional.empty();
        }
        return Optional.of(survey.streams().stream()
                .map(stream -> stream.split(":", 3)[1])
                .distinct()
                .sorted()
                .map(coin -> "{\"szDecimals\":5,\"name\":\"" + coin + "\",\"maxLeverage\":40}")
                .collect(Collectors.joining(",", "{\"universe\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8));
    }
}
