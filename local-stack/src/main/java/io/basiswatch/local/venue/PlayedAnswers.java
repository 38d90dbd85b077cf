package io.basiswatch.local.venue;

import io.basiswatch.collector.feed.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What captures answer to a question that was asked while they were taken. */
final class PlayedAnswers {
    private PlayedAnswers() {}

    /** The last answer to a path, its times and numbers of now. */
    static Optional<byte[]> latest(String path, Survey survey, Protocol protocol, Numbers numbers) {
        return survey.answers().reversed().stream()
                .filter(frame -> frame.address().split("\\?", 2)[0].endsWith(path))
                .findFirst()
                .map(Frame::payload)
                .map(payload -> JsonEdit.apply(payload, protocol.rule(numbers)));
    }

    /** The symbols that the captures hold a stream of. */
    static Set<String> symbols(Survey survey) {
        return survey.streams().stream()
                .map(stream -> stream.substring(stream.indexOf(':') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Rows of our making, joined. */
    static byte[] made(String before, List<String> rows, String after) {
        return (before + String.join(",", rows) + after).getBytes(StandardCharsets.UTF_8);
    }
}
