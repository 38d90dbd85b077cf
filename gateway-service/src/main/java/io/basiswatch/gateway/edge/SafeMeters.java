package io.basiswatch.gateway.edge;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps keys out of metrics: a request that is refused before it has a route is counted by its path as it was sent. */
@Singleton
class SafeMeters {
    private static final String PATH = "uri";

    @Produces
    @Singleton
    MeterFilter pathsWithoutKeys() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String path = id.getTag(PATH);
                if (path == null) {
                    return id;
                }
                String safe = RequestMarks.safe(path);
                List<Tag> tags = id.getTags().stream()
                        .map(tag -> tag.getKey().equals(PATH) ? Tag.of(PATH, safe) : tag)
                        .toList();
                return safe.equals(path) ? id : id.replaceTags(tags);
            }
        };
    }
}
