package io.basiswatch.collector.census;

import io.basiswatch.collector.census.SharedFrames.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The page that says what became of every frame. */
final class CensusTable {
    private static final String HEAD = """
            # Every frame at hand, and what became of it

            Made by `CensusTest` from the files of real exchange data beside the project; it fails where this page is out of date
            (`-Ddocs.write=true` writes it). The files themselves are not part of the project.

            *events* is what came out of the frames; a frame may hold many. Of a book one profile a second is told, so most of its
            changes bring none: they count as *control* at Binance and as *unused* at the others. Else *control* frames are
            acknowledgements and signs of life, and *unused* frames were read and hold nothing that is collected. Of the captures
            nothing is unknown or rejected.

            Frames that were **not recognised** (*unknown*) are of three kinds:

            - they name an instrument of which only the venue's list of instruments knows what it is (an expiry is never guessed
              from a name, and neither is the size of a contract), and the file does not hold that list;
            - they are an answer without its question: the same array of numbers answers several;
            - they are a venue's own refusal, or an answer of an interface that the venue has given up.

            Frames that were **rejected** could not be read, or say that something was refused: text that is no JSON (placeholders of
            a documentation such as `|id|`, a comma that is missing), an array where the venue sends objects, a message without the
            channel that tells what it is.
            """;

    private static final Map<Kind, String> TITLES = Map.of(
            Kind.CAPTURE, "Captures: everything that came over sockets and REST during some time",
            Kind.MESSAGES, "Single messages, as they came",
            Kind.SHAPES, "Shapes from documentations and other projects' tests, some with placeholders");

    private CensusTable() {}

    static String of(Map<Kind, Map<String, StreamTally>> census) {
        StringBuilder page = new StringBuilder(HEAD);
        census.forEach((kind, venues) -> {
            page.append("\n## ").append(TITLES.get(kind)).append("\n\n");
            page.append("| venue | stream | frames | events | control | unused | unknown | rejected |\n");
            page.append("|---|---|--:|--:|--:|--:|--:|--:|\n");
            venues.forEach(
                    (venue, tally) -> tally.rows().forEach((stream, row) -> page.append(line(venue, stream, row))));
            venues.forEach((venue, tally) -> {
                append(page, venue + ", not recognised", tally.unknown());
                append(page, venue + ", rejected", tally.rejected());
            });
        });
        return page.toString();
    }

    private static String line(String venue, String stream, StreamTally.Row row) {
        return "| %s | %s | %d | %d | %d | %d | %d | %d |%n"
                .formatted(venue, stream, row.frames, row.events, row.control, row.unused, row.unknown, row.rejected);
    }

    private static void append(StringBuilder page, String title, List<String> frames) {
        if (frames.isEmpty()) {
            return;
        }
        page.append("\n").append(title).append(":\n\n");
        Set<String> distinct = new TreeSet<>(frames);
        distinct.forEach(
                frame -> page.append("- `").append(frame.replace('`', '\'')).append("`\n"));
    }
}
