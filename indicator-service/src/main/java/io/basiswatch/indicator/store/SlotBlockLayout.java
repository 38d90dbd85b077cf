package io.basiswatch.indicator.store;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.series.SlotBlock;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;

/**
 * Strings of slots, see {@link SlotBlock}. A block goes away when its last slot is older than the retention; it is told so
 * once, when it is first written to.
 */
final class SlotBlockLayout implements SeriesLayout {
    private static final long MILLIS_PER_SECOND = 1_000;

    private final Retention retention;
    /** The newest block of each series of which this process has said when it goes. */
    private final Map<Resolution, Map<Series, SlotBlock>> ending = new EnumMap<>(Resolution.class);

    SlotBlockLayout(Retention retention) {
        this.retention = retention;
    }

    @Override
    public List<Request> points(List<SeriesPoint> points, long now) {
        return write(
                points,
                now,
                (series, block) -> !block.equals(ending.computeIfAbsent(block.resolution(), each -> new HashMap<>())
                        .put(series, block)));
    }

    @Override
    public List<Request> pointsAgain(List<SeriesPoint> points, long now) {
        return write(points, now, (series, block) -> true);
    }

    /** One command for what stands side by side; what lies between is not touched. */
    private List<Request> write(List<SeriesPoint> points, long now, BiPredicate<Series, SlotBlock> isNew) {
        List<Request> commands = new ArrayList<>();
        Optional<SlotBlock> last = Optional.empty();
        for (int from = 0; from < points.size(); ) {
            SeriesPoint first = points.get(from);
            SlotBlock block = SlotBlock.of(first.resolution(), first.time());
            int to = from + 1;
            while (to < points.size() && isNext(points.get(to - 1), points.get(to), block)) {
                to++;
            }
            commands.add(write(first.series(), block, block.offset(first.time()))
                    .arg(Buffer.buffer(slots(points.subList(from, to)))));
            if (!last.equals(Optional.of(block))
                    && retention.millis(block.resolution()) > 0
                    && isNew.test(first.series(), block)) {
                commands.add(end(first.series(), block, now));
            }
            last = Optional.of(block);
            from = to;
        }
        return commands;
    }

    private static boolean isNext(SeriesPoint one, SeriesPoint other, SlotBlock block) {
        return other.time() == one.time() + block.resolution().millis() && other.time() < block.endMillis();
    }

    private static byte[] slots(List<SeriesPoint> points) {
        ByteBuffer slots = ByteBuffer.allocate(points.size() * SlotBlock.SLOT_BYTES);
        points.forEach(point -> slots.put(SlotBlock.encode(OptionalDouble.of(point.value()))));
        return slots.array();
    }

    private static Request write(Series series, SlotBlock block, int offset) {
        return Request.cmd(Command.SETRANGE)
                .arg(SeriesKeys.block(series, block))
                .arg(offset);
    }

    /** The server's clock only measures how long it takes until then: which time it shows does not matter. */
    private Request end(Series series, SlotBlock block, long now) {
        long left = block.endMillis() + retention.millis(block.resolution()) - now;
        return Request.cmd(Command.EXPIRE)
                .arg(SeriesKeys.block(series, block))
                .arg(Math.max(1, left / MILLIS_PER_SECOND));
    }

    /** A block that is no longer written to keeps the end that it was told. */
    @Override
    public void adopt(RedisLink redis) {
        ending.clear();
    }

    @Override
    public String name() {
        return "packed blocks";
    }
}
