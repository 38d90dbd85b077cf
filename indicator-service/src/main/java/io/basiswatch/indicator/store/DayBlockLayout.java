package io.basiswatch.indicator.store;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.DayBlock;
import io.basiswatch.model.series.SeriesKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.OptionalDouble;

/** One string per day of a series, eight bytes per slot. */
record DayBlockLayout() implements SeriesLayout {
    @Override
    public Request point(Series series, Resolution resolution, long time, double value) {
        return Request.cmd(Command.SETRANGE)
                .arg(SeriesKeys.dayBlock(series, resolution, DayBlock.day(time)))
                .arg(DayBlock.offset(time, resolution))
                .arg(Buffer.buffer(DayBlock.encode(OptionalDouble.of(value))));
    }
}
