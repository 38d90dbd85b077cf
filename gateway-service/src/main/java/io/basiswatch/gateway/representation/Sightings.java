package io.basiswatch.gateway.representation;

import java.util.LinkedHashMap;
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

    private record Sighting(String tag, long since) {}

    /**
     * The second since which the answer to {@code question} has this tag. It lies in the future where the answer has changed
     * within one second: then no second tells the two apart.
     *
     * @param now seconds since the epoch
     */
    synchronized long since(String question, Tag tag, long now) {
        Sighting known = seen.get(question);
        if (known != null && known.tag.equals(tag.text())) {
            return known.since;
        }
        long since = known == null ? now : Math.max(now, known.since + 1);
        seen.put(question, new Sighting(tag.text(), since));
        return since;
    }
}
