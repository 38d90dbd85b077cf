package io.basiswatch.gateway.view;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.DayBlock;
import io.basiswatch.model.series.SeriesKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Values in packed day blocks, on servers without the TS commands.
 *
 * <p>Days are read a few at a time, in one round trip, until enough points are found.
 */
final class DayBlockHistory implements History {
    private static final int DAYS_AT_ONCE = 16;

    private final ViewReader view;

    DayBlockHistory(ViewReader view) {
        this.view = view;
    }

    @Override
    public Uni<List<Point>> read(Series series, Resolution resolution, long from, long to, int limit) {
        long step = resolution.millis();
        long first = Math.ceilDiv(from, step) * step;
        Range range = new Range(series, resolution, first, Math.ceilDiv(to, step) * step, limit);
        return readFrom(DayBlock.day(first), range, new ArrayList<>());
    }

    /** Both ends on the grid of the resolution. */
    private record Range(Series series, Resolution resolution, long from, long to, int limit) {}

    private Uni<List<Point>> readFrom(LocalDate day, Range range, List<Point> found) {
        List<LocalDate> days = day.datesUntil(day.plusDays(DAYS_AT_ONCE))
                .filter(each -> DayBlock.time(each, 0, range.resolution) < range.to)
                .toList();
        if (days.isEmpty() || found.size() == range.limit) {
            return Uni.createFrom().item(found);
        }
        return view.askAll(days.stream().map(each -> slots(each, range)).toList())
                .flatMap(blocks -> {
                    for (int i = 0; i < days.size(); i++) {
                        collect(days.get(i), blocks.get(i), range, found);
                    }
                    return readFrom(day.plusDays(DAYS_AT_ONCE), range, found);
                });
    }

    private static Request slots(LocalDate day, Range range) {
        int first = firstOffset(day, range);
        int last = offset(day, Math.min(range.to, nextDay(day)) - range.resolution.millis(), range);
        return ViewReader.request(
                "GETRANGE",
                SeriesKeys.dayBlock(range.series, range.resolution, day),
                Integer.toString(first),
                Integer.toString(last + DayBlock.SLOT_BYTES - 1));
    }

    private static int firstOffset(LocalDate day, Range range) {
        return offset(day, Math.max(range.from, DayBlock.time(day, 0, range.resolution)), range);
    }

    private static int offset(LocalDate day, long time, Range range) {
        long slot = (time - DayBlock.time(day, 0, range.resolution)) / range.resolution.millis();
        return Math.toIntExact(slot * DayBlock.SLOT_BYTES);
    }

    private static long nextDay(LocalDate day) {
        return day.plusDays(1).toEpochDay() * Resolution.DAY.millis();
    }

    private static void collect(LocalDate day, Optional<Response> answer, Range range, List<Point> found) {
        byte[] slots = answer.map(Response::toBytes).orElse(new byte[0]);
        int start = firstOffset(day, range);
        for (int at = 0; at < slots.length && found.size() < range.limit; at += DayBlock.SLOT_BYTES) {
            OptionalDouble value = DayBlock.decode(slots, at);
            if (value.isPresent()) {
                found.add(new Point(DayBlock.time(day, start + at, range.resolution), value.getAsDouble()));
            }
        }
    }
}
