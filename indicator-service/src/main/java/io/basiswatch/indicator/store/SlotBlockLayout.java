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
import java.util.OptionalDouble;

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
    public List<Request> point(SeriesPoint point, long now) {
        SlotBlock block = SlotBlock.of(point.resolution(), point.time());
        Request write = write(point.series(), block, block.offset(point.time()))
                .arg(Buffer.buffer(SlotBlock.encode(OptionalDouble.of(point.value()))));
        Map<Series, SlotBlock> ends = ending.computeIfAbsent(point.resolution(), each -> new HashMap<>());
        if (block.equals(ends.get(point.series())) || isEndless(block)) {
            return List.of(write);
        }
        ends.put(point.series(), block);
        return List.of(write, end(point.series(), block, now));
    }

    @Override
    public List<Request> run(List<SeriesPoint> points, long now) {
        List<Request> commands = new ArrayList<>();
        for (int from = 0; from < points.size(); ) {
            SeriesPoint first = points.get(from);
            SlotBlock block = SlotBlock.of(first.resolution(), first.time());
            int to = from;
            while (to < points.size() && points.get(to).time() < block.endMillis()) {
                to++;
            }
            commands.add(write(first.series(), block, block.offset(first.time()))
                    .arg(Buffer.buffer(slots(points.subList(from, to), block))));
            if (!isEndless(block)) {
                commands.add(end(first.series(), block, now));
            }
            from = to;
        }
        return commands;
    }

    /** From the first point's slot to the last one's; zero bytes are no value. */
    private static byte[] slots(List<SeriesPoint> points, SlotBlock block) {
        int start = block.offset(points.getFirst().time());
        int end = block.offset(points.getLast().time()) + SlotBlock.SLOT_BYTES;
        ByteBuffer slots = ByteBuffer.allocate(end - start);
        points.forEach(point ->
                slots.put(block.offset(point.time()) - start, SlotBlock.encode(OptionalDouble.of(point.value()))));
        return slots.array();
    }

    private static Request write(Series series, SlotBlock block, int offset) {
        return Request.cmd(Command.SETRANGE)
                .arg(SeriesKeys.block(series, block))
                .arg(offset);
    }

    private boolean isEndless(SlotBlock block) {
        return retention.millis(block.resolution()) == 0;
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
