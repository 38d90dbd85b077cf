package io.basiswatch.indicator.store;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.series.SeriesKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;

/** Time series of the server's own (TS.*), labelled so that they can be found by asset, indicator and resolution. */
record TimeSeriesLayout(Retention retention) implements SeriesLayout {
    private static final Command ADD = Command.create("TS.ADD");
    private static final Command ALTER = Command.create("TS.ALTER");
    private static final Command QUERY = Command.create("TS.QUERYINDEX");

    /** A series that is not there yet is made with the retention and the labels; of one that is there they stay. */
    @Override
    public List<Request> point(SeriesPoint point, long now) {
        return List.of(Request.cmd(ADD)
                .arg(SeriesKeys.timeSeries(point.series(), point.resolution()))
                .arg(point.time())
                .arg(Double.toString(point.value()))
                .arg("RETENTION")
                .arg(retention.millis(point.resolution()))
                .arg("ON_DUPLICATE")
                .arg("LAST")
                .arg("LABELS")
                .arg("asset")
                .arg(point.series().asset())
                .arg("indicator")
                .arg(point.series().indicator())
                .arg("resolution")
                .arg(point.resolution().code()));
    }

    @Override
    public List<Request> run(List<SeriesPoint> points, long now) {
        return points.stream().flatMap(point -> point(point, now).stream()).toList();
    }

    @Override
    public void adopt(RedisLink redis) {
        for (Resolution resolution : List.of(Resolution.MINUTE, Resolution.HOUR, Resolution.DAY)) {
            List<List<Request>> alter = new ArrayList<>();
            redis.send(Request.cmd(QUERY).arg("resolution=" + resolution.code()))
                    .forEach(key -> alter.add(List.of(Request.cmd(ALTER)
                            .arg(key.toString())
                            .arg("RETENTION")
                            .arg(retention.millis(resolution)))));
            redis.pipelines(alter);
        }
    }

    @Override
    public String name() {
        return "time series of the server";
    }
}
