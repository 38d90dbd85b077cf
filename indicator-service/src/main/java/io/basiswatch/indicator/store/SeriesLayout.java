package io.basiswatch.indicator.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/**
 * How the points of a series lie in Redis. Writing the same time again replaces the point; what is older than the retention
 * goes away by itself.
 */
sealed interface SeriesLayout permits TimeSeriesLayout, SlotBlockLayout {
    /** The commands that write one point at the time {@code now}, milliseconds since the epoch. */
    List<Request> point(SeriesPoint point, long now);

    /** The same for points of one series and resolution, in order of time, between which there are no others. */
    List<Request> run(List<SeriesPoint> points, long now);

    /** Brings what an earlier configuration has made to this one's retention. */
    void adopt(RedisLink redis);

    /** For the log. */
    String name();

    /** Time-series commands where the server has them, packed blocks where it has not. */
    static SeriesLayout detect(RedisLink redis, Retention retention) {
        Response answer = redis.send(Request.cmd(Command.COMMAND).arg("INFO").arg("TS.ADD"));
        boolean known = answer != null
                && answer.size() > 0
                && answer.get(0) != null
                && answer.get(0).size() > 0;
        return known ? new TimeSeriesLayout(retention) : new SlotBlockLayout(retention);
    }
}
