package io.basiswatch.gateway.live;

import io.basiswatch.gateway.view.Catalogue;
import io.basiswatch.gateway.view.LatestValues;
import io.basiswatch.model.Resolution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The newest value of every series that a client wants, as events. */
@ApplicationScoped
class SnapshotReader {
    private final Catalogue catalogue;
    private final LatestValues latest;

    SnapshotReader(Catalogue catalogue, LatestValues latest) {
        this.catalogue = catalogue;
        this.latest = latest;
    }

    /** One event per series, all with {@code id}; encoded as they are taken. */
    Uni<Iterator<Buffer>> read(StreamFilter filter, StreamId id) {
        Set<Resolution> resolutions = filter.resolutions();
        return catalogue
                .assets()
                .onItem()
                .transformToMulti(assets -> Multi.createFrom().iterable(assets))
                .select()
                .where(filter::acceptsAsset)
                .onItem()
                .transformToUniAndConcatenate(asset -> latest.finest(asset, resolutions))
                .collect()
                .asList()
                .map(perAsset -> perAsset.stream()
                        .flatMap(List::stream)
                        .filter(value -> filter.acceptsIndicator(value.series().indicator()))
                        .map(value -> Frames.event("snapshot", id, value.json()))
                        .iterator());
    }
}
