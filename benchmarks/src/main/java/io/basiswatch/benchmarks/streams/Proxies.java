package io.basiswatch.benchmarks.streams;

import io.basiswatch.benchmarks.Report;
import io.basiswatch.benchmarks.stack.RedisConnection;
import io.basiswatch.benchmarks.streams.client.StreamClients;
import io.basiswatch.benchmarks.streams.client.StreamRequest;
import io.basiswatch.benchmarks.streams.client.Tally;
import io.basiswatch.benchmarks.streams.server.Gateway;
import io.basiswatch.benchmarks.streams.server.GatewayContender;
import io.basiswatch.benchmarks.streams.server.Haproxy;
import io.basiswatch.benchmarks.streams.server.Nginx;
import io.basiswatch.benchmarks.streams.server.Place;
import io.basiswatch.benchmarks.streams.server.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Streams through nginx and haproxy with the configuration that Debian ships: how much later events come than without them,
 * and how long a stream lives on which nothing but heartbeats comes.
 */
public final class Proxies {
    private static final int CLIENTS = 100;
    private static final double EVENTS_PER_SECOND = 20;
    private static final String STREAM = "/v1/stream?indicators=bench_*&resolutions=1s&assets=";
    /** No value of it is ever published. */
    private static final String QUIET_ASSET = "QUIET";

    private final Path folder;
    private final Gateway.Setup setup;
    private final Duration busy;
    private final Duration quiet;

    /**
     * @param busy for how long latency is measured
     * @param quiet for how long quiet streams are watched
     */
    public Proxies(Path folder, Gateway.Setup setup, Duration busy, Duration quiet) {
        this.folder = folder;
        this.setup = setup;
        this.busy = busy;
        this.quiet = quiet;
    }

    /**
     * What came over one way.
     *
     * @param p50Millis until an event arrived
     * @param p99Millis the same
     * @param missing events
     * @param ended streams that ended
     * @param greatestSilenceMillis the longest time between two signs of life of a quiet stream
     */
    public record Way(double p50Millis, double p99Millis, long missing, long ended, double greatestSilenceMillis) {}

    public void measure(Report report) throws IOException {
        run().forEach((name, way) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("way", name);
            row.put("p50_ms", way.p50Millis());
            row.put("p99_ms", way.p99Millis());
            row.put("missing", way.missing());
            row.put("quiet_s", quiet.toSeconds());
            row.put("quiet_streams_ended", way.ended());
            row.put("greatest_silence_ms", way.greatestSilenceMillis());
            System.out.println(row);
            report.row(row);
        });
    }

    /** Way → what came over it: directly, through nginx, through haproxy, and through haproxy with {@code http-no-delay}. */
    public Map<String, Way> run() throws IOException {
        try (Stores stores = Stores.start(folder);
                RedisConnection redis = stores.redis();
                // What ends a stream here is to be the proxies' doing, not its age.
                Gateway gateway =
                        Gateway.start(Place.free("proxied"), setup.with("GATEWAY_LIVE_MAX_AGE", "2H"), stores, folder);
                Nginx nginx = Nginx.start(gateway.place().port(), folder);
                Haproxy haproxy = Haproxy.start(List.of(gateway.place()), folder);
                Haproxy undelayed = Haproxy.startWithoutDelay(List.of(gateway.place()), folder)) {
            if (!Check.within(Duration.ofSeconds(10), () -> isUp(haproxy) && isUp(undelayed))) {
                throw new IllegalStateException("haproxy does not see the gateway");
            }
            Map<String, Integer> ports = new LinkedHashMap<>();
            ports.put("direct", gateway.place().port());
            ports.put("nginx", nginx.port());
            ports.put("haproxy", haproxy.port());
            ports.put("haproxy, http-no-delay", undelayed.port());
            return run(ports, gateway.headers(), redis);
        }
    }

    private static boolean isUp(Haproxy haproxy) {
        try {
            return !haproxy.connections().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private Map<String, Way> run(Map<String, Integer> ports, Map<String, String> headers, RedisConnection redis)
            throws IOException {
        Map<String, StreamClients> quietOnes = open(ports, QUIET_ASSET, 10, headers);
        Map<String, StreamClients> busyOnes = open(ports, MadeEvents.ASSET, CLIENTS, headers);
        try {
            quietOnes.values().forEach(StreamClients::startCounting);
            long start = System.nanoTime();
            Publisher publisher = new Publisher(
                    event -> GatewayContender.append(redis, event), new MadeEvents(MadeEvents.Size.REAL));
            publisher.atRate(EVENTS_PER_SECOND, Duration.ofSeconds(3));
            busyOnes.values().forEach(StreamClients::startCounting);
            publisher.atRate(EVENTS_PER_SECOND, busy);
            busyOnes.values().forEach(Publisher::settle);
            Check.within(quiet.minusNanos(System.nanoTime() - start), () -> false);
            Map<String, Way> ways = new TreeMap<>();
            for (String name : ports.keySet()) {
                ways.put(name, way(busyOnes.get(name), quietOnes.get(name)));
            }
            return ways;
        } finally {
            quietOnes.values().forEach(StreamClients::close);
            busyOnes.values().forEach(StreamClients::close);
        }
    }

    private static Way way(StreamClients busy, StreamClients quiet) {
        long ended = quiet.count(Proxies::endings);
        double silence = quiet.count(Tally::greatestSilenceMillis);
        return busy.count(tally -> new Way(
                tally.latencies().millisAt(50),
                tally.latencies().millisAt(99),
                tally.missing() + tally.duplicates(),
                ended,
                silence));
    }

    private static long endings(Tally tally) {
        return tally.count("ended") + tally.count("broken") + tally.count("refused");
    }

    private static Map<String, StreamClients> open(
            Map<String, Integer> ports, String asset, int count, Map<String, String> headers) throws IOException {
        Map<String, StreamClients> opened = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(ports.keySet());
        for (String name : names) {
            opened.put(name, StreamClients.open(StreamRequest.of(ports.get(name), STREAM + asset, headers), count));
        }
        return opened;
    }
}
