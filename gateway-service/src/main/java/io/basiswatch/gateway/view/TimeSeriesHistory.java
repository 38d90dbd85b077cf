package io.basiswatch.gateway.view;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values in time series, on servers that have the TS commands. */
final class TimeSeriesHistory implements History {
    private final ViewReader view;

    TimeSeriesHistory(ViewReader view) {
        this.view = view;
    }

    @Override
    public Uni<List<Point>> read(Series series, Resolution resolution, long from, long to, int limit) {
        String key = SeriesKeys.timeSeries(series, resolution);
        String last = Long.toString(to - 1);
        return view.ask("EXISTS", key).flatMap(exists -> {
            if (exists.isEmpty() || exists.get().toInteger() == 0) {
                return Uni.createFrom().item(List.of());
            }
            return view.ask("TS.RANGE", key, Long.toString(from), last, "COUNT", Integer.toString(limit))
                    .map(TimeSeriesHistory::points);
        });
    }

    private static List<Point> points(Optional<Response> answer) {
        List<Point> points = new ArrayList<>();
        answer.ifPresent(samples -> samples.forEach(sample -> {
            double value = Double.parseDouble(ViewReader.text(sample.get(1)));
            if (!Double.isNaN(value)) {
                points.add(new Point(sample.get(0).toLong(), value));
            }
        }));
        return points;
    }
}
