package io.basiswatch.benchmarks.stack;

import io.basiswatch.benchmarks.Report;
import io.basiswatch.benchmarks.Report.Figure;
import io.basiswatch.indicator.store.InstantValues;
import io.basiswatch.indicator.store.RedisView;
import io.basiswatch.indicator.store.StoreOptions;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.series.SlotBlock;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Points per second that the service's own writer puts into a Redis, beside what Redis' own tool puts into the same server in
 * the same turn with the same kind of command; and how long 90 days of minutes take to be read. Both writers have one connection
 * and send 4,000 points before they wait. The tool is {@code redis-benchmark}, named by REDIS_BENCHMARK or on the PATH; where it
 * is missing, only the service is measured, and this is said.
 */
public final class RedisBenchmark {
    /** A Saturday in 2024: far from what a running service writes. */
    private static final long START = 1_704_499_200_000_000L;

    private static final int SERIES = 100;
    private static final int MINUTES_AT_ONCE = 40;
    private static final int READ_DAYS = 90;
    private static final int READS = 50;
    private static final Pattern RATE = Pattern.compile("([0-9.]+) requests per second");

    private final String address;
    private final int batches;
    private final int turns;

    public RedisBenchmark(Stack stack, boolean quick) {
        this.address = stack.redis();
        this.batches = quick ? 30 : 150;
        this.turns = quick ? 3 : 7;
    }

    /** The writers take turns, so that neither has the quieter machine. */
    public void measure(Report report) throws Exception {
        List<Double> own = new ArrayList<>();
        List<Double> tool = new ArrayList<>();
        Vertx vertx = Vertx.vertx();
        try {
            Redis redis = Redis.createClient(
                    vertx,
                    new RedisOptions()
                            .setConnectionString("redis://" + address)
                            .setProtocolNegotiation(false)
                            .setMaxWaitingHandlers(200_000));
            RedisView view = RedisView.open(redis, StoreOptions.defaults().redis());
            written(view);
            for (int turn = 0; turn < turns; turn++) {
                own.add(written(view));
                redisBenchmark().ifPresent(tool::add);
            }
            add("service_points", own, report);
            if (tool.isEmpty()) {
                System.out.println("NOT RUN: redis-benchmark: neither REDIS_BENCHMARK nor on the PATH");
            } else {
                add("redis_benchmark_setrange", tool, report);
                double ratio = Percentiles.of(own).at(50) / Percentiles.of(tool).at(50);
                report.add(new Figure("service_to_redis_benchmark", Map.of(), ratio, Double.NaN, "ratio"));
            }
            read(redis, view, report);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static void add(String name, List<Double> rates, Report report) {
        Map<String, String> parameters = Map.of(
                "series", String.valueOf(SERIES),
                "at_once", String.valueOf(SERIES * MINUTES_AT_ONCE),
                "turns", String.valueOf(rates.size()));
        report.add(new Figure(name, parameters, Percentiles.of(rates).at(50), Double.NaN, "points/s"));
    }

    /** Points per second, with the newest value of each series as JSON, as the service writes them after a pause. */
    private double written(RedisView view) {
        List<List<InstantValues>> all =
                IntStream.range(0, batches).mapToObj(RedisBenchmark::batch).toList();
        long before = System.nanoTime();
        all.forEach(view::writeSeries);
        return batches * (double) SERIES * MINUTES_AT_ONCE / ((System.nanoTime() - before) / 1e9);
    }

    private static List<InstantValues> batch(int number) {
        List<InstantValues> instants = new ArrayList<>();
        for (int minute = 0; minute < MINUTES_AT_ONCE; minute++) {
            long time = START + (number * (long) MINUTES_AT_ONCE + minute) * Resolution.MINUTE.micros();
            List<IndicatorValue> values = IntStream.range(0, SERIES)
                    .mapToObj(series -> value(series, time))
                    .toList();
            instants.add(new InstantValues("BENCH", time + Resolution.MINUTE.micros(), values));
        }
        return instants;
    }

    private static Series series(int number) {
        return Series.of("BENCH", "futures_spot_basis_pct", "venue" + number + "~binance-spot.USDT");
    }

    private static IndicatorValue value(int series, long time) {
        return new IndicatorValue(
                series(series),
                1,
                Resolution.MINUTE,
                time,
                OptionalDouble.of(time % 1_000_003 / 7.0 + series),
                Unit.PERCENT,
                Quality.OK,
                List.of(),
                time + Resolution.MINUTE.micros() + 250_000,
                0,
                List.of(),
                Map.of("n_obs", 60L));
    }

    /** The same command with the same number of bytes, by Redis' own tool; empty where that is not there. */
    private Optional<Double> redisBenchmark() throws IOException, InterruptedException {
        int colon = address.lastIndexOf(':');
        List<String> command = List.of(
                System.getenv().getOrDefault("REDIS_BENCHMARK", "redis-benchmark"),
                "-h",
                address.substring(0, colon),
                "-p",
                address.substring(colon + 1),
                "-c",
                "1",
                "-P",
                String.valueOf(SERIES * MINUTES_AT_ONCE),
                "-n",
                String.valueOf(batches * SERIES * MINUTES_AT_ONCE),
                "-r",
                String.valueOf(SERIES),
                "SETRANGE",
                "ts:{BENCH}:futures_spot_basis_pct:tool__rand_int__~binance-spot.USDT:1m:20240106",
                "11512",
                "12345678");
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            StringBuilder text = new StringBuilder();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(line -> text.append(line).append('\n'));
            }
            process.waitFor();
            Matcher rate = RATE.matcher(text);
            double found = Double.NaN;
            while (rate.find()) {
                found = Double.parseDouble(rate.group(1));
            }
            if (Double.isNaN(found)) {
                throw new IOException("redis-benchmark says: " + text);
            }
            return Optional.of(found);
        } catch (IOException e) {
            if (e.getMessage().contains("Cannot run program")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** 129,600 points of one series, decoded. */
    private void read(Redis redis, RedisView view, Report report) throws Exception {
        for (int day = 0; day < READ_DAYS; day++) {
            List<InstantValues> instants = new ArrayList<>();
            for (int minute = 0; minute < 1_440; minute++) {
                long time = START + (day * 1_440L + minute) * Resolution.MINUTE.micros();
                instants.add(new InstantValues("BENCH", time, List.of(value(0, time))));
            }
            view.writeSeries(instants);
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < READS; i++) {
            long before = System.nanoTime();
            int found = points(redis);
            times.add((System.nanoTime() - before) / 1e6);
            if (found != READ_DAYS * 1_440) {
                throw new IOException(found + " points of 90 days were read");
            }
        }
        for (int percent : new int[] {50, 99}) {
            report.add(new Figure(
                    "read_90_days_of_minutes",
                    Map.of("percentile", String.valueOf(percent), "points", String.valueOf(READ_DAYS * 1_440)),
                    Percentiles.of(times).at(percent),
                    Double.NaN,
                    "ms"));
        }
    }

    private static int points(Redis redis) throws Exception {
        List<SlotBlock> blocks = Stream.iterate(SlotBlock.of(Resolution.MINUTE, START / 1_000), SlotBlock::next)
                .limit(READ_DAYS)
                .toList();
        List<Response> answers = redis.batch(blocks.stream()
                        .map(block -> Request.cmd(Command.GET).arg(SeriesKeys.block(series(0), block)))
                        .toList())
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        int found = 0;
        for (Response answer : answers) {
            byte[] slots = answer == null ? new byte[0] : answer.toBytes();
            for (int offset = 0; offset < slots.length; offset += SlotBlock.SLOT_BYTES) {
                found += SlotBlock.decode(slots, offset).isPresent() ? 1 : 0;
            }
        }
        return found;
    }
}
