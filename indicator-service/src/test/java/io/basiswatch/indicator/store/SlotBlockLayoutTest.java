package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.series.SlotBlock;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SlotBlockLayoutTest extends SeriesLayoutContract {
    private static RedisServers.Running server;

    @BeforeAll
    static void start() {
        server = RedisServers.plain();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    RedisServers.Running server() {
        return server;
    }

    @Override
    Class<? extends SeriesLayout> expected() {
        return SlotBlockLayout.class;
    }

    @Override
    Map<Long, Double> read(RedisLink redis, Series series, Resolution resolution, long from, long to) {
        Map<Long, Double> points = new TreeMap<>();
        for (SlotBlock block = SlotBlock.of(resolution, from); block.startMillis() <= to; block = block.next()) {
            Response answer = redis.send(Request.cmd(Command.GET).arg(SeriesKeys.block(series, block)));
            byte[] slots = answer == null ? new byte[0] : answer.toBytes();
            for (int offset = 0; offset < slots.length; offset += SlotBlock.SLOT_BYTES) {
                long time = block.time(offset);
                if (time >= from && time <= to) {
                    SlotBlock.decode(slots, offset).ifPresent(value -> points.put(time, value));
                }
            }
        }
        return points;
    }

    @Test
    void aBlockGoesOnceItsLastSlotIsOlderThanTheRetention() {
        // Given a minute in the middle of its day, written at that time, of a layout that keeps minutes for ten days
        long noon = DAY + 12 * Resolution.HOUR.millis();
        write(new SeriesPoint(SERIES, Resolution.MINUTE, noon, 1), noon);

        // Then its block lives for the other half of the day and ten days more, by the server's clock
        String key = SeriesKeys.block(SERIES, SlotBlock.of(Resolution.MINUTE, noon));
        assertThat(timeToLive(key)).isBetween(10.5 * 86_400 - 60, 10.5 * 86_400);

        // And another minute does not prolong its life, nor does one that is written long after it
        write(new SeriesPoint(SERIES, Resolution.MINUTE, noon + 60_000, 1), noon + 60_000);
        assertThat(timeToLive(key)).isBetween(10.5 * 86_400 - 60, 10.5 * 86_400);
        write(List.of(new SeriesPoint(SERIES, Resolution.MINUTE, noon, 1)), noon + 5 * Resolution.DAY.millis());
        assertThat(timeToLive(key)).isBetween(5.5 * 86_400 - 60, 5.5 * 86_400);
    }

    @Test
    void whatIsKeptWithoutEndIsNotToldOne() {
        write(new SeriesPoint(SERIES, Resolution.DAY, DAY, 1), DAY);

        assertThat(timeToLive(SeriesKeys.block(SERIES, SlotBlock.of(Resolution.DAY, DAY))))
                .isEqualTo(-1);
    }

    private double timeToLive(String key) {
        return redis().send(Request.cmd(Command.TTL).arg(key)).toLong();
    }
}
