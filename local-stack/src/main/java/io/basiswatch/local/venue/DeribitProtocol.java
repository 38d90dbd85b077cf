package io.basiswatch.local.venue;

import io.basiswatch.local.venue.Numbers.IdKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Captures of Deribit. A stream's name is that of its channel; what was recorded raw, as it was allowed to everybody once, is
 * played as the channel that comes every 100 ms. A book is told whole where a pass over the captures begins; who subscribes
 * later waits for the next one. Instruments are listed as the captures list them.
 *
 * @see <a href="https://docs.deribit.com/#subscriptions">Subscriptions</a>
 */
final class DeribitProtocol implements Protocol {
    private static final String RAW = ".raw";
    private static final String RESULT = "\"result\":[";

    @Override
    public List<String> streams(byte[] payload) {
        Reader reader = new Reader();
        JsonEdit.apply(payload, reader);
        return reader.channel.isEmpty() ? List.of() : List.of(calm(reader.channel));
    }

    /** Finds out which channel a notification is of. */
    private static final class Reader implements JsonEdit.Rule {
        private String channel = "";

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            channel = parent.equals("params") && name.equals("channel") ? text : channel;
            return text;
        }
    }

    private static String calm(String channel) {
        return channel.endsWith(RAW) ? channel.substring(0, channel.length() - RAW.length()) + ".100ms" : channel;
    }

    @Override
    public JsonEdit.Rule rule(Numbers numbers) {
        return (parent, name, text, quoted) -> switch (name) {
            case "channel" -> calm(text);
            case "instrument_name" -> {
                numbers.symbol(text);
                yield text;
            }
            case "timestamp" -> numbers.millis(text);
            case "expiration_timestamp", "creation_timestamp" -> numbers.term(text);
            case "change_id", "prev_change_id" -> numbers.id(IdKind.BOOK, text);
            case "trade_id" -> numbers.id(IdKind.TRADE, text);
            case "trade_seq" -> numbers.id(IdKind.SEQUENCE, text);
            default -> text;
        };
    }

    @Override
    public Conversation open(String path, String query) {
        return new DeribitConversation((channel, now) -> Optional.of(List.of()));
    }

    /** The captures ask coin by coin, and are asked for all at once. */
    @Override
    public Optional<byte[]> answer(String path, String query, Survey survey, Loop loop, Instant now) {
        if (!path.endsWith("/get_instruments")) {
            return Optional.empty();
        }
        Set<String> traded = survey.streams().stream()
                .map(stream -> stream.split("\\.", 3))
                .filter(parts -> parts.length > 1)
                .map(parts -> parts[1])
                .collect(Collectors.toSet());
        String rows = survey.answers().stream()
                .filter(frame -> frame.address().contains("/get_instruments"))
                .map(frame -> JsonElements.keep(frame.payload(), "\"result\":", "instrument_name", traded))
                .map(kept -> rows(new String(JsonEdit.apply(kept, rule(loop)), StandardCharsets.UTF_8)))
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(","));
        return Optional.of(
                ("{\"jsonrpc\":\"2.0\"," + RESULT + rows + "],\"testnet\":false}").getBytes(StandardCharsets.UTF_8));
    }

    private static String rows(String answer) {
        int start = answer.indexOf(RESULT);
        return start < 0 ? "" : answer.substring(start + RESULT.length(), answer.lastIndexOf(']'));
    }
}
