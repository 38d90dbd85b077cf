package io.basiswatch.collector.archive;

import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.util.List;
import java.util.function.Function;

/**
 * A row that has been understood. It becomes events as soon as somebody says when it came to us.
 *
 * @param file the archive
 * @param line its place there, from 1 on, the header included
 * @param time when it was over and could be known: the end of a candle, microseconds since the epoch
 * @param makers make the events, one each; at least one
 */
public record ArchiveRow(ArchiveFile file, long line, long time, List<Function<Stamp, MarketEvent>> makers) {

    /** What the row tells, all of it received at one time. */
    public List<MarketEvent> events(long receivedTime, Origin origin) {
        Stamp stamp = new Stamp(time, receivedTime, Stamp.NO_SEQUENCE, origin);
        return makers.stream().map(maker -> maker.apply(stamp)).toList();
    }
}
