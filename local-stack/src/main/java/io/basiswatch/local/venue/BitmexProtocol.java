package io.basiswatch.local.venue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * BitMEX, played from captures. A stream's name is the venue's topic, such as {@code trade:XBTUSD}. The venue numbers nothing,
 * and the ids of trades and levels are no numbers that run, so only times are moved.
 */
final class BitmexProtocol implements Protocol {
    @Override
    public List<String> streams(byte[] payload) {
        Reader reader = new Reader();
        JsonEdit.apply(payload, reader);
        return reader.table.isEmpty()
                ? List.of()
                : reader.symbols.stream()
                        .map(symbol -> reader.table + ':' + symbol)
                        .toList();
    }

    /** What a frame is, and which instruments it is about. */
    private static final class Reader implements JsonEdit.Rule {
        private final Set<String> symbols = new TreeSet<>();
        private String table = "";

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            if (parent.isEmpty() && name.equals("table")) {
                table = text;
            } else if (name.equals("symbol") && !parent.equals("types")) {
                symbols.add(text);
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
            case "timestamp", "transactTime", "fundingTimestamp" -> numbers.rfc3339(text);
            default -> text;
        };
    }

    @Override
    public Conversation open(String path, String query) {
        return new BitmexConversation(BitmexConversation.Partial.NONE);
    }

    @Override
    public Optional<byte[]> answer(String path, String query, Survey survey, Loop loop, Instant now) {
        return PlayedAnswers.latest(path, survey, this, loop);
    }
}
