package io.basiswatch.collector.archive;

import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.util.function.Function;

/**
 * A row that has been understood. It becomes an event as soon as somebody says when it came to us.
 *
 * @param file the archive
 * @param line its place there, from 1 on, the header included
 * @param time when it was over and could be known: the end of a candle, microseconds since the epoch
 * @param maker makes the event
 */
public record ArchiveRow(ArchiveFile file, long line, long time, Function<Stamp, MarketEvent> maker) {

    public MarketEvent event(long receivedTime, Origin origin) {
        return maker.apply(new Stamp(time, receivedTime, Stamp.NO_SEQUENCE, origin));
    }
}
