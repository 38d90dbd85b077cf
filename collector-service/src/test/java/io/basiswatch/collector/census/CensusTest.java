package io.basiswatch.collector.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.census.SharedFrames.Kind;
import io.basiswatch.collector.feed.Offer;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueFeeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every frame of every file of exchange data beside the project through the decoders that are used live. */
class CensusTest {
    private static final Path TABLE = Path.of("..", "docs", "captures.md");

    /** Tells of our own doing, not of a venue's. */
    private static final Set<String> OURS = Set.of("FeedGap", "InstrumentDelisted");

    private static Map<Kind, Map<String, StreamTally>> census() {
        Map<Kind, Map<String, StreamTally>> census = new EnumMap<>(Kind.class);
        for (VenueFeed feed : VenueFeeds.all()) {
            String venue = feed.venue().id();
            for (Path file : SharedFrames.files(venue)) {
                census.computeIfAbsent(SharedFrames.kind(file), kind -> new TreeMap<>())
                        .computeIfAbsent(venue, name -> new StreamTally())
                        .read(feed, SharedFrames.mayBeQuoted(file), to -> SharedFrames.read(file, to));
            }
        }
        return census;
    }

    @Test
    void everyFrameIsReadAndTheTableInTheDocsSaysSo() throws Exception {
        // Given
        if (!Files.isDirectory(SharedFrames.FOLDER)) {
            String reason = "NOT RUN, the data are not beside the project: " + SharedFrames.FOLDER;
            System.out.println(reason);
            Assumptions.abort(reason);
        }

        // When
        Map<Kind, Map<String, StreamTally>> census = census();
        String table = CensusTable.of(census);

        // Then
        census.get(Kind.CAPTURE).forEach((venue, tally) -> {
            assertThat(tally.rejected()).as(venue + ", rejected").isEmpty();
            assertThat(tally.unknown()).as(venue + ", not recognised").isEmpty();
        });
        Docs.hold(TABLE, table);
        for (VenueFeed feed : VenueFeeds.all()) {
            assertThat(seen(census, feed))
                    .as(feed.venue() + " offers what it sends")
                    .isSubsetOf(offered(feed));
        }
    }

    private static Set<String> seen(Map<Kind, Map<String, StreamTally>> census, VenueFeed feed) {
        Set<String> seen = new TreeSet<>();
        census.values().forEach(venues -> {
            if (venues.containsKey(feed.venue().id())) {
                seen.addAll(venues.get(feed.venue().id()).kinds().keySet());
            }
        });
        seen.removeAll(OURS);
        return seen;
    }

    private static Set<String> offered(VenueFeed feed) {
        return feed.offers().stream()
                .map(Offer::event)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
    }
}
