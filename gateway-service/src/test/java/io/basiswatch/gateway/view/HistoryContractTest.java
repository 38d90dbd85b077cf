package io.basiswatch.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.series.SlotBlock;
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
    private static final long MIDNIGHT = 1_723_161_600_000L;

    /** How a value gets into the server. */
    private interface Writer {
        void write(RedisWire redis, Resolution resolution, long time, double value);
    }

    @Test
    void packedBlocksKeepTheContract() throws IOException {
        int port = freePort();
        RedisServer server =
                RedisServer.builder().port(port).setting("save \"\"").build();
        server.start();
        try {
            keepsTheContract(port, HistoryContractTest::writeSlot, SlotBlockHistory::new);
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

    private static void writeSlot(RedisWire redis, Resolution resolution, long time, double value) {
        redis.send(
                "SETRANGE",
                SeriesKeys.block(SERIES, SlotBlock.of(resolution, time)),
                SlotBlock.of(resolution, time).offset(time),
                SlotBlock.encode(OptionalDouble.of(value)));
    }

    private static void writeSample(RedisWire redis, Resolution resolution, long time, double value) {
        String key = SeriesKeys.timeSeries(SERIES, resolution);
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
            for (Resolution resolution : List.of(Resolution.MINUTE, Resolution.HOUR, Resolution.DAY)) {
                keepsTheContract(redis, resolution, writer, history);
            }
            readsNinetyDays(redis, writer, history);
        } finally {
            client.close();
            vertx.closeAndAwait();
        }
    }

    private static void keepsTheContract(RedisWire redis, Resolution resolution, Writer writer, History history) {
        long step = resolution.millis();
        assertThat(read(history, resolution, MIDNIGHT, MIDNIGHT + step, 10)).isEmpty();
        TreeMap<Long, Double> written = fill(redis, resolution, writer);
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            long from = MIDNIGHT + (random.nextInt(5_800) - 2_900) * step + random.nextInt(3) * step / 2;
            long to = from + 1 + random.nextInt(4_000) * (step / 2);
            int limit = 1 + random.nextInt(3_000);
            List<Point> expected = new ArrayList<>();
            written.subMap(from, to).forEach((time, value) -> expected.add(new Point(time, value)));
            assertThat(read(history, resolution, from, to, limit))
                    .isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
        }
    }

    /** A chart of three months: how long it takes is printed, the best of some times. */
    private static void readsNinetyDays(RedisWire redis, Writer writer, History history) {
        long from = MIDNIGHT + 1_000 * Resolution.DAY.millis();
        int minutes = 90 * 1_440;
        for (int minute = 0; minute < minutes; minute++) {
            writer.write(redis, Resolution.MINUTE, from + minute * Resolution.MINUTE.millis(), minute / 3.0);
        }
        long to = from + minutes * Resolution.MINUTE.millis();
        long best = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 20; attempt++) {
            long start = System.nanoTime();
            assertThat(read(history, Resolution.MINUTE, from, to, minutes + 1)).hasSize(minutes);
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf(
                "%s: %,d points of 90 days read in %.1f ms%n",
                history.getClass().getSimpleName(), minutes, best / 1e6);
    }

    private static List<Point> read(History history, Resolution resolution, long from, long to, int limit) {
        return history.read(SERIES, resolution, from, to, limit).await().atMost(Duration.ofSeconds(10));
    }

    /** Points of four blocks of minutes and more with holes, one of them a quarter long, and one corrected. */
    private static TreeMap<Long, Double> fill(RedisWire redis, Resolution resolution, Writer writer) {
        TreeMap<Long, Double> written = new TreeMap<>();
        Random random = new Random(3);
        for (int place = -2_880; place < 2_880; place++) {
            boolean isHole = place >= -1_440 && place < 0;
            if (!isHole && random.nextInt(10) > 0) {
                written.put(
                        MIDNIGHT + place * resolution.millis(), random.nextInt(20) == 0 ? 0.0 : random.nextGaussian());
            }
        }
        written.forEach((time, value) -> writer.write(redis, resolution, time, value));
        long corrected = written.firstKey();
        written.put(corrected, -7.25);
        writer.write(redis, resolution, corrected, -7.25);
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
