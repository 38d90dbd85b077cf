package io.basiswatch.local.venue;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.local.capture.MergedCaptures;
import io.basiswatch.local.market.Listing;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known of a venue from captures that are being played. */
final class Recorded {
    private static final long SECOND = 1_000_000;
    private static final long MOST_LEAD = 10 * SECOND;
    /** When a frame was sent, as Binance says it. */
    private static final Pattern SENT = Pattern.compile("\"E\":(\\d{13})");

    private final Protocol protocol;
    private final List<CaptureFile> captures;
    private final Survey survey;
    private final Supplier<Loop> loop;

    /**
     * @param loop the pass that is being played
     */
    Recorded(Protocol protocol, List<CaptureFile> captures, Supplier<Loop> loop) {
        this.protocol = protocol;
        this.captures = List.copyOf(captures);
        this.survey = Survey.of(captures, protocol);
        this.loop = loop;
    }

    Survey survey() {
        return survey;
    }

    List<CaptureFile> captures() {
        return captures;
    }

    /** How far the venue's times are ahead of those of receipt, at most; 0 where they are not, as they should be. */
    long lead() {
        long lead = 0;
        try (MergedCaptures lines = MergedCaptures.open(captures)) {
            while (lines.hasNext()) {
                if (lines.next().line() instanceof CapturedLine.Received(Frame frame)) {
                    Matcher time = SENT.matcher(new String(frame.payload(), StandardCharsets.UTF_8));
                    if (time.find()) {
                        lead = Math.max(lead, Long.parseLong(time.group(1)) * 1_000 - frame.receivedTime());
                    }
                }
            }
        }
        return Math.min(lead, MOST_LEAD);
    }

    Conversation open(String path, String query) {
        return protocol.open(path, query);
    }

    /** Takes note that a frame is being sent, and says which streams it belongs to. */
    List<String> played(byte[] payload, Loop pass) {
        List<String> streams = protocol.streams(payload);
        protocol.played(streams, payload, survey, pass);
        return streams;
    }

    /** The frame with times and numbers of now. */
    byte[] current(byte[] payload, Loop pass) {
        return JsonEdit.apply(payload, protocol.rule(pass));
    }

    /** Whether the stream is played, so that nothing else is to be told of it. */
    boolean holds(String stream) {
        return survey.streams().contains(stream);
    }

    /** Whether anything of a market is played; by Binance's names, whose captures alone are played within a simulation. */
    boolean holdsAnyOf(Listing listing) {
        Instrument of = listing.instrument();
        if (of.contract() instanceof Contract.Future) {
            return false; // those of the captures have expired
        }
        String pair = (of.base() + of.quote()).toLowerCase(Locale.ROOT);
        return survey.streams().stream()
                .anyMatch(stream -> stream.startsWith(pair + '@') || stream.startsWith(pair + "_perp@"));
    }

    /**
     * What the captures answer to a question about something that they hold a stream of; trades that were played cannot be told
     * again, so there is no answer of anybody's to that.
     */
    Optional<Answer> answerInstead(Question question) {
        String path = question.path();
        String symbol = Query.parameter(question.query(), "symbol").orElse("").toLowerCase(Locale.ROOT);
        if (path.endsWith("/depth") && holds(symbol + "@depth")) {
            return answer(question);
        }
        boolean trades = path.endsWith("Trades") || path.endsWith("/trades");
        return trades && holds(symbol + "@trade")
                ? Optional.of(Answer.unknown("{\"code\":-1121,\"msg\":\"Not in the replayed captures.\"}"))
                : Optional.empty();
    }

    Optional<Answer> answer(Question question) {
        Instant now = Instant.ofEpochSecond(question.now() / SECOND, question.now() % SECOND * 1_000);
        return protocol.answer(question.path(), question.query(), survey, loop.get(), now)
                .map(body -> new Answer(200, Map.of(), body));
    }
}
