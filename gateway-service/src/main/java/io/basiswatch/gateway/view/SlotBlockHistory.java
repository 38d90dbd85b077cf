package io.basiswatch.gateway.view;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.series.SlotBlock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Values in packed blocks, on servers without the TS commands.
 *
 * <p>Blocks are read some at a time, in one round trip, until enough points are found: as many as could hold them.
 */
final class SlotBlockHistory implements History {
    private static final int MOST_BLOCKS_AT_ONCE = 100;

    private final ViewReader view;

    SlotBlockHistory(ViewReader view) {
        this.view = view;
    }

    @Override
    public Uni<List<Point>> read(Series series, Resolution resolution, long from, long to, int limit) {
        long step = resolution.millis();
        long first = Math.ceilDiv(from, step) * step;
        Range range = new Range(series, first, Math.ceilDiv(to, step) * step, limit);
        return readFrom(SlotBlock.of(resolution, first), range, new ArrayList<>());
    }

    /** Both ends on the grid of the resolution. */
    private record Range(Series series, long from, long to, int limit) {}

    private Uni<List<Point>> readFrom(SlotBlock block, Range range, List<Point> found) {
        List<SlotBlock> blocks = Stream.iterate(block, each -> each.startMillis() < range.to, SlotBlock::next)
                .limit(atOnce(block, range.limit - found.size()))
                .toList();
        if (blocks.isEmpty() || found.size() == range.limit) {
            return Uni.createFrom().item(found);
        }
        return view.askAll(blocks.stream().map(each -> slots(each, range)).toList())
                .flatMap(answers -> {
                    for (int i = 0; i < blocks.size(); i++) {
                        collect(blocks.get(i), answers.get(i), range, found);
                    }
                    return readFrom(blocks.getLast().next(), range, found);
                });
    }

    private static int atOnce(SlotBlock block, int wanted) {
        long slots =
                (block.endMillis() - block.startMillis()) / block.resolution().millis();
        return (int) Math.clamp(wanted / slots + 2, 1, MOST_BLOCKS_AT_ONCE);
    }

    private static Request slots(SlotBlock block, Range range) {
        int last = block.offset(
                Math.min(range.to, block.endMillis()) - block.resolution().millis());
        return ViewReader.request(
                "GETRANGE",
                SeriesKeys.block(range.series, block),
                Integer.toString(firstOffset(block, range)),
                Integer.toString(last + SlotBlock.SLOT_BYTES - 1));
    }

    private static int firstOffset(SlotBlock block, Range range) {
        return block.offset(Math.max(range.from, block.startMillis()));
    }

    private static void collect(SlotBlock block, Optional<Response> answer, Range range, List<Point> found) {
        byte[] slots = answer.map(Response::toBytes).orElse(new byte[0]);
        int start = firstOffset(block, range);
        for (int at = 0; at < slots.length && found.size() < range.limit; at += SlotBlock.SLOT_BYTES) {
            OptionalDouble value = SlotBlock.decode(slots, at);
            if (value.isPresent()) {
                found.add(new Point(block.time(start + at), value.getAsDouble()));
            }
        }
    }
}
