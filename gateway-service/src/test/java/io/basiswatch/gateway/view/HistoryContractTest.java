package io.basiswatch.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.DayBlock;
import io.basiswatch.model.series.SeriesKeys;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** One contract for both forms in which values are stored, each against a server that has it. */
class HistoryContractTest {
    private static final Series SERIES = Series.of("ETH", "test_spread_pct", "alpha~beta.USDT");
    private static final long MINUTE = Resolution.MINUTE.millis();
    private static final long MIDNIGHT = 1_723_161_600_000L;

    /** How a value gets into the server. */
    private interface Writer {
        void write(RedisWire redis, long time, double value);
    }

    @Test
    void dayBlocksKeepTheContract() throws IOException {
        int port = freePort();
        RedisServer server =
                RedisServer.builder().port(port).setting("save \"\"").build();
        server.start();
        try {
            keepsTheContract(port, HistoryContractTest::writeSlot, DayBlockHistory::new);
        } finally {
            server.stop();
        }
    }

    @Test
    void timeSeriesKeepTheContract(@TempDir Path folder) throws Exception {
        String program = System.getenv("REDIS_STACK_SERVER");
        if (program == null) {
            System.out.println("NOT RUN: the history against real TS.* commands, as REDIS_STACK_SERVER is not set");
        }
        Assumptions.assumeTrue(program != null, "REDIS_STACK_SERVER is not set");
        int port = freePort();
        Process server = new ProcessBuilder(program, "--port", Integer.toString(port), "--save", "")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            keepsTheContract(port, HistoryContractTest::writeSample, TimeSeriesHistory::new);
        } finally {
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static void writeSlot(RedisWire redis, long time, double value) {
        redis.send(
                "SETRANGE",
                SeriesKeys.dayBlock(SERIES, Resolution.MINUTE, DayBlock.day(time)),
                DayBlock.offset(time, Resolution.MINUTE),
                DayBlock.encode(OptionalDouble.of(value)));
    }

    private static void writeSample(RedisWire redis, long time, double value) {
        String key = SeriesKeys.timeSeries(SERIES, Resolution.MINUTE);
        redis.send("TS.ADD", key, time, Double.toString(value), "DUPLICATE_POLICY", "LAST", "ON_DUPLICATE", "LAST");
    }

    private static void keepsTheContract(int port, Writer writer, Function<ViewReader, History> form) {
        Vertx vertx = Vertx.vertx();
        Redis client = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString("redis://localhost:" + port)
                        .setProtocolNegotiation(false));
        try (RedisWire redis = connected(port)) {
            History history = form.apply(new ViewReader(client));
            assertThat(read(history, MIDNIGHT, MIDNIGHT + MINUTE, 10)).isEmpty();
            TreeMap<Long, Double> written = fill(redis, writer);
            Random random = new Random(5);
            for (int i = 0; i < 200; i++) {
                long from = MIDNIGHT + (random.nextInt(5_800) - 2_900) * MINUTE + random.nextInt(3) * 30_000L;
                long to = from + 1 + random.nextInt(4_000) * (MINUTE / 2);
                int limit = 1 + random.nextInt(3_000);
                List<Point> expected = new ArrayList<>();
                written.subMap(from, to).forEach((time, value) -> expected.add(new Point(time, value)));
                assertThat(read(history, from, to, limit))
                        .isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
            }
        } finally {
            client.close();
            vertx.closeAndAwait();
        }
    }

    private static List<Point> read(History history, long from, long to, int limit) {
        return history.read(SERIES, Resolution.MINUTE, from, to, limit).await().atMost(Duration.ofSeconds(10));
    }

    /** Minutes of four days with holes, one of them a whole day long, and one corrected. */
    private static TreeMap<Long, Double> fill(RedisWire redis, Writer writer) {
        TreeMap<Long, Double> written = new TreeMap<>();
        Random random = new Random(3);
        for (int minute = -2_880; minute < 2_880; minute++) {
            boolean dayWithout = minute >= -1_440 && minute < 0;
            if (!dayWithout && random.nextInt(10) > 0) {
                written.put(MIDNIGHT + minute * MINUTE, random.nextInt(20) == 0 ? 0.0 : random.nextGaussian());
            }
        }
        written.forEach((time, value) -> writer.write(redis, time, value));
        long corrected = written.firstKey();
        written.put(corrected, -7.25);
        writer.write(redis, corrected, -7.25);
        return written;
    }

    /** The server may still be starting: it is asked again until it answers. */
    private static RedisWire connected(int port) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                RedisWire redis = new RedisWire(port);
                redis.send("PING");
                return redis;
            } catch (UncheckedIOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
