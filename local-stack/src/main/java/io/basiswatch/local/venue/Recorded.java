package io.basiswatch.local.venue;

import io.basiswatch.local.capture.CaptureFile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is known of a venue from captures that are being played. */
final class Recorded {
    private static final long SECOND = 1_000_000;

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
