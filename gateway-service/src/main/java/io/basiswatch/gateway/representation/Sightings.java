package io.basiswatch.gateway.representation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Since when an answer is what it is, as far as this gateway has seen: for {@code Last-Modified}, which has whole seconds. The
 * answers that were asked for last are remembered; one that was forgotten is taken for new, so a client gets it again rather
 * than not at all.
 */
final class Sightings {
    private static final int MOST = 4_096;

    private final Map<String, Sighting> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sighting> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Since when an answer has its tag.
     *
     * @param tag of the answer
     * @param since seconds since the epoch; in the future where the answer has changed within one second, which then does not
     *     tell the two apart
     * @param date the same as HTTP writes it
     */
    record Sighting(String tag, long since, String date) {
        private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                        "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);

        static Sighting of(Tag tag, long since) {
            return new Sighting(tag.text(), since, HTTP_DATE.format(Instant.ofEpochSecond(since)));
        }
    }

    /**
     * Since when the answer to {@code question} has this tag.
     *
     * @param now seconds since the epoch
     */
    synchronized Sighting of(String question, Tag tag, long now) {
        Sighting known = seen.get(question);
        if (known != null && known.tag.equals(tag.text())) {
            return known;
        }
        Sighting first = Sighting.of(tag, known == null ? now : Math.max(now, known.since + 1));
        seen.put(question, first);
        return first;
    }
}
