package io.basiswatch.indicator.store;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/** How the points of a series lie in Redis. Writing the same time again replaces the point. */
sealed interface SeriesLayout permits TimeSeriesLayout, DayBlockLayout {
    /** The command that writes one point; {@code time} in milliseconds since the epoch. */
    Request point(Series series, Resolution resolution, long time, double value);

    /** Time-series commands where the server has them, packed day blocks where it has not. */
    static SeriesLayout detect(RedisLink redis) {
        Response answer = redis.send(Request.cmd(Command.COMMAND).arg("INFO").arg("TS.ADD"));
        boolean known = answer != null
                && answer.size() > 0
                && answer.get(0) != null
                && answer.get(0).size() > 0;
        return known ? new TimeSeriesLayout() : new DayBlockLayout();
    }
}
