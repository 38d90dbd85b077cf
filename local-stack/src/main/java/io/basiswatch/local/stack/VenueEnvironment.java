package io.basiswatch.local.stack;

import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.local.venue.ReplayVenues;
import io.basiswatch.model.Venue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The collector's configuration for replayed venues: their addresses, and everything else switched off;
 * of simulated ones that they are. */
final class VenueEnvironment {
    private VenueEnvironment() {}

    static Map<String, String> of(ReplayVenues replayed) {
        Map<String, String> environment = new HashMap<>();
        VenueFeeds.all().forEach(feed -> {
            Venue venue = feed.venue();
            environment.put(
                    variable(venue, "ENABLED"),
                    Boolean.toString(replayed.venues().contains(venue)));
            // Also of a venue that is off: nothing here may point to a real one by mistake.
            environment.put(variable(venue, "WS_URL"), replayed.wsUrl(venue));
            environment.put(variable(venue, "REST_URL"), replayed.restUrl(venue));
            if (replayed.isSimulated(venue)) {
                environment.put(variable(venue, "SIMULATED"), "true");
            }
        });
        return environment;
    }

    private static String variable(Venue venue, String name) {
        return "COLLECTOR_VENUES__" + venue.id().replace('-', '_').toUpperCase(Locale.ROOT) + "__" + name;
    }
}
