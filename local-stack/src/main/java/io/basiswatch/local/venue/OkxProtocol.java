package io.basiswatch.local.venue;

import io.basiswatch.local.venue.Numbers.IdKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Captures of OKX. A stream's name is channel and instrument, such as {@code trades:BTC-USDT}. A book is told whole where a pass
 * over the captures begins; who subscribes later waits for the next one. Instruments are listed as the captures list them.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#overview-websocket">WebSocket</a>
 */
final class OkxProtocol implements Protocol {
    /** Stands before the first number of a book. */
    private static final String NOTHING = "-1";

    @Override
    public List<String> streams(byte[] payload) {
        Reader reader = new Reader();
        JsonEdit.apply(payload, reader);
        return reader.channel.isEmpty() || reader.isEvent
                ? List.of()
                : List.of(OkxFrames.key(reader.channel, reader.of));
    }

    /** Finds out which channel a frame is of. */
    private static final class Reader implements JsonEdit.Rule {
        private String channel = "";
        private String of = "";
        private boolean isEvent;

        @Override
        public String value(String parent, String name, String text, boolean quoted) {
            if (parent.equals("arg")) {
                channel = name.equals("channel") ? text : channel;
                of = name.equals("instId") || name.equals("instType") && of.isEmpty() ? text : of;
            }
            isEvent |= parent.isEmpty() && name.equals("event");
            return text;
        }
    }

    @Override
    public JsonEdit.Rule rule(Numbers numbers) {
        return (parent, name, text, quoted) -> switch (name) {
            case "instId" -> {
                numbers.symbol(text);
                yield text;
            }
            case "ts", "fundingTime", "nextFundingTime", "prevFundingTime" -> numbers.millis(text);
            case "expTime", "listTime" -> numbers.term(text);
            case "tradeId" -> numbers.id(IdKind.TRADE, text);
            case "seqId", "prevSeqId" -> text.equals(NOTHING) ? text : numbers.id(IdKind.BOOK, text);
            default -> text;
        };
    }

    @Override
    public Conversation open(String path, String query) {
        return new OkxConversation((argument, now) -> Optional.of(List.of()));
    }

    @Override
    public Optional<byte[]> answer(String path, String query, Survey survey, Loop loop, Instant now) {
        if (!path.endsWith("/public/instruments")) {
            return Optional.empty();
        }
        String type = Query.parameter(query, "instType").orElse("");
        Set<String> traded = survey.streams().stream()
                .map(stream -> stream.substring(stream.indexOf(':') + 1))
                .collect(Collectors.toSet());
        return Optional.of(survey.answers().stream()
                .filter(frame -> frame.address().contains("/instruments?")
                        && frame.address().contains("instType=" + type))
                .findFirst()
                .map(frame ->
                        JsonEdit.apply(JsonElements.keep(frame.payload(), "\"data\":", "instId", traded), rule(loop)))
                .orElseGet(() -> "{\"code\":\"0\",\"data\":[],\"msg\":\"\"}".getBytes(StandardCharsets.UTF_8)));
    }
}
