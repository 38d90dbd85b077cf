package io.basiswatch.benchmarks.streams;

import io.basiswatch.benchmarks.Report;
import io.basiswatch.benchmarks.stack.RedisConnection;
import io.basiswatch.benchmarks.streams.client.StreamClients;
import io.basiswatch.benchmarks.streams.client.StreamRequest;
import io.basiswatch.benchmarks.streams.client.Tally;
import io.basiswatch.benchmarks.streams.server.Gateway;
import io.basiswatch.benchmarks.streams.server.GatewayContender;
import io.basiswatch.benchmarks.streams.server.Haproxy;
import io.basiswatch.benchmarks.streams.server.Place;
import io.basiswatch.benchmarks.streams.server.Stores;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What clients see while gateways die, are restarted one after the other, and become more. */
public final class SeveralGateways {
    private static final double EVENTS_PER_SECOND = 20;
    /** What a gateway that is told to stop takes to send its clients away: a third of all, at less than 5 % per second. */
    private static final String DRAIN = "9S";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Gateway.Setup setup;
    private final int clients;
    private final Duration maxAge;

    /**
     * @param clients streams on three gateways; the other cases have a third of them
     * @param maxAge how old a stream may become where gateways are added: there streams move when they come back
     */
    public SeveralGateways(Path folder, Gateway.Setup setup, int clients, Duration maxAge) {
        this.folder = folder;
        this.setup = setup.with("QUARKUS_SHUTDOWN_DELAY", DRAIN);
        this.clients = clients;
        this.maxAge = maxAge;
    }

    /** What was seen. */
    public record Seen(String scenario, Map<String, Object> figures) {
        public long number(String name) {
            return ((Number) figures.get(name)).longValue();
        }
    }

    public void measure(Report report) throws IOException {
        for (Seen seen : List.of(killOne(), restartAll(), scaleOut())) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("case", seen.scenario());
            row.putAll(seen.figures());
            System.out.println(row);
            report.row(row);
        }
    }

    /** One gateway is killed; its clients go on with the other. */
    public Seen killOne() throws IOException {
        try (Stores stores = Stores.start(folder);
                RedisConnection redis = stores.redis();
                Gateway first = Gateway.start(Place.free("first"), setup, stores, folder);
                Gateway second = Gateway.start(Place.free("second"), setup, stores, folder)) {
            StreamRequest request = new StreamRequest(List.of(address(first), address(second)), path(), first.headers());
            MadeEvents events = new MadeEvents(MadeEvents.Size.REAL);
            Publisher publisher = publisher(redis, events);
            try (StreamClients streams = StreamClients.open(request, clients / 3)) {
                publisher.atRate(EVENTS_PER_SECOND, Duration.ofSeconds(2));
                streams.startCounting();
                try (Background publishing = new Background(publisher, EVENTS_PER_SECOND)) {
                    Check.within(Duration.ofSeconds(2), () -> false);
                    first.program().kill();
                    Check.within(Duration.ofMillis(500), () -> false);
                    streams.awaitOpen(PATIENCE);
                    Check.within(Duration.ofSeconds(2), () -> false);
                }
                Publisher.settle(streams);
                return new Seen("killed, resumed elsewhere", figures(streams, events));
            }
        }
    }

    /** Three gateways behind a balancer are restarted one after the other. */
    public Seen restartAll() throws IOException {
        List<Gateway> gateways = new ArrayList<>();
        try (Stores stores = Stores.start(folder);
                RedisConnection redis = stores.redis()) {
            for (int i = 0; i < 3; i++) {
                gateways.add(Gateway.start(Place.free("rolling-" + i), setup, stores, folder));
            }
            try (Haproxy balancer = Haproxy.start(gateways.stream().map(Gateway::place).toList(), folder)) {
                await(balancer, gateways.size());
                StreamRequest request = StreamRequest.of(balancer.port(), path(), gateways.getFirst().headers());
                try (StreamClients streams = StreamClients.open(request, clients)) {
                    return restartAll(streams, redis, gateways, balancer, stores);
                }
            }
        } finally {
            gateways.forEach(Gateway::close);
        }
    }

    private Seen restartAll(
            StreamClients streams, RedisConnection redis, List<Gateway> gateways, Haproxy balancer, Stores stores)
            throws IOException {
        MadeEvents events = new MadeEvents(MadeEvents.Size.REAL);
        Publisher publisher = publisher(redis, events);
        publisher.atRate(EVENTS_PER_SECOND, Duration.ofSeconds(3));
        Publisher.settle(streams);
        streams.startCounting();
        try (Background publishing = new Background(publisher, EVENTS_PER_SECOND)) {
            for (int i = 0; i < gateways.size(); i++) {
                Gateway old = gateways.get(i);
                old.program().terminate(PATIENCE);
                gateways.set(i, Gateway.start(old.place(), setup, stores, folder));
                await(balancer, gateways.size());
            }
            Check.within(Duration.ofSeconds(6), () -> false);
            streams.awaitOpen(PATIENCE);
        }
        Publisher.settle(streams);
        Map<String, Object> figures = figures(streams, events);
        figures.put("clients", (long) clients);
        figures.put("connections", balancer.connections().toString());
        return new Seen("three restarted in turn", figures);
    }

    /** Two gateways behind a balancer become four. */
    public Seen scaleOut() throws IOException {
        Gateway.Setup aging = setup.with("GATEWAY_LIVE_MAX_AGE", maxAge.toSeconds() + "S");
        List<Gateway> gateways = new ArrayList<>();
        try (Stores stores = Stores.start(folder);
                RedisConnection redis = stores.redis()) {
            for (int i = 0; i < 2; i++) {
                gateways.add(Gateway.start(Place.free("scaled-" + i), aging, stores, folder));
            }
            List<Gateway> more = new ArrayList<>();
            List<Place> servers = new ArrayList<>(gateways.stream().map(Gateway::place).toList());
            for (int i = 2; i < 4; i++) {
                servers.add(Place.free("scaled-" + i));
            }
            try (Haproxy balancer = Haproxy.start(servers, folder)) {
                await(balancer, gateways.size());
                StreamRequest request = StreamRequest.of(balancer.port(), path(), gateways.getFirst().headers());
                MadeEvents events = new MadeEvents(MadeEvents.Size.REAL);
                try (StreamClients streams = StreamClients.open(request, clients / 3);
                        Background publishing = new Background(publisher(redis, events), EVENTS_PER_SECOND)) {
                    for (Place server : servers.subList(2, 4)) {
                        more.add(Gateway.launch(server, aging, stores, folder));
                    }
                    return scaled(streams, balancer, servers.size());
                }
            } finally {
                more.forEach(Gateway::close);
            }
        } finally {
            gateways.forEach(Gateway::close);
        }
    }

    private Seen scaled(StreamClients streams, Haproxy balancer, int servers) throws IOException {
        await(balancer, servers);
        long start = System.nanoTime();
        streams.startCounting();
        boolean isEven = Check.within(maxAge.multipliedBy(2), () -> isEven(balancer, servers, clients / 3));
        Map<String, Object> figures = streams.count(SeveralGateways::figures);
        figures.put("even", isEven ? 1L : 0L);
        figures.put("even_after_max_ages", (System.nanoTime() - start) / (double) maxAge.toNanos());
        figures.put("connections", balancer.connections().toString());
        return new Seen("two became four", figures);
    }

    private static boolean isEven(Haproxy balancer, int servers, int streams) {
        try {
            double even = streams / (double) servers;
            Map<String, Integer> connections = balancer.connections();
            return connections.size() == servers
                    && connections.values().stream().allMatch(count -> Math.abs(count - even) <= 0.2 * even);
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(Haproxy balancer, int servers) {
        boolean isUp = Check.within(PATIENCE, () -> {
            try {
                return balancer.connections().size() == servers;
            } catch (IOException e) {
                return false;
            }
        });
        if (!isUp) {
            throw new IllegalStateException("the balancer does not see all gateways");
        }
    }

    private static InetSocketAddress address(Gateway gateway) {
        return new InetSocketAddress("127.0.0.1", gateway.place().port());
    }

    private static String path() {
        return "/v1/stream?assets=" + MadeEvents.ASSET + "&indicators=bench_*&resolutions=1s";
    }

    private static Publisher publisher(RedisConnection redis, MadeEvents events) {
        return new Publisher(event -> GatewayContender.append(redis, event), events);
    }

    /** The same once nothing more is on its way. */
    private static Map<String, Object> figures(StreamClients streams, MadeEvents events) {
        Map<String, Object> figures = streams.count(SeveralGateways::figures);
        figures.put("without_the_last_event", streams.behind(events.lastNumber()));
        return figures;
    }

    private static Map<String, Object> figures(Tally tally) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("deliveries", tally.deliveries());
        figures.put("missing", tally.missing());
        figures.put("duplicates", tally.duplicates());
        figures.put("resets", tally.count("event reset"));
        figures.put("resumed", tally.count("event resumed"));
        figures.put("not_200", tally.answersOtherThanOk());
        figures.put("max_gap_ms", tally.gaps().greatestMillis());
        figures.put("connects_peak_per_s", (long) tally.mostConnectsInOneSecond());
        figures.put("other", tally.counts().toString());
        return figures;
    }
}
