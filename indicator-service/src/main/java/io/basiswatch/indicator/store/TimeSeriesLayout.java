package io.basiswatch.indicator.store;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/** A time series of the server's own (TS.*), labelled so that it can be found by asset and indicator. */
record TimeSeriesLayout() implements SeriesLayout {
    private static final Command ADD = Command.create("TS.ADD");

    @Override
    public Request point(Series series, Resolution resolution, long time, double value) {
        return Request.cmd(ADD)
                .arg(SeriesKeys.timeSeries(series, resolution))
                .arg(time)
                .arg(Double.toString(value))
                .arg("ON_DUPLICATE")
                .arg("LAST")
                .arg("LABELS")
                .arg("asset")
                .arg(series.asset())
                .arg("indicator")
                .arg(series.indicator());
    }
}
