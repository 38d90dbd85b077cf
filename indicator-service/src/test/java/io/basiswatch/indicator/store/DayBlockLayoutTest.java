package io.basiswatch.indicator.store;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.DayBlock;
import io.basiswatch.model.series.SeriesKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DayBlockLayoutTest extends SeriesLayoutContract {
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
        return DayBlockLayout.class;
    }

    @Override
    Map<Long, Double> read(RedisLink redis, Series series, long from, long to) {
        Map<Long, Double> points = new TreeMap<>();
        for (LocalDate day = DayBlock.day(from); !day.isAfter(DayBlock.day(to)); day = day.plusDays(1)) {
            String key = SeriesKeys.dayBlock(series, Resolution.MINUTE, day);
            Response answer = redis.send(Request.cmd(Command.GET).arg(key));
            byte[] block = answer == null ? new byte[0] : answer.toBytes();
            for (int offset = 0; offset < block.length; offset += DayBlock.SLOT_BYTES) {
                long time = DayBlock.time(day, offset, Resolution.MINUTE);
                if (time >= from && time <= to) {
                    DayBlock.decode(block, offset).ifPresent(value -> points.put(time, value));
                }
            }
        }
        return points;
    }
}
