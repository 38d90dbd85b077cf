package io.basiswatch.benchmarks.streams.real;

import io.basiswatch.benchmarks.Report;
import io.basiswatch.benchmarks.stack.RedisConnection;
import io.basiswatch.benchmarks.streams.Background;
import io.basiswatch.benchmarks.streams.Check;
import io.basiswatch.benchmarks.streams.MadeEvents;
import io.basiswatch.benchmarks.streams.Publisher;
import io.basiswatch.benchmarks.streams.server.Gateway;
import io.basiswatch.benchmarks.streams.server.GatewayContender;
import io.basiswatch.benchmarks.streams.server.Place;
import io.basiswatch.benchmarks.streams.server.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows one stream with every client while the gateway is killed and started again. */
public final class RealClients {
    private static final double EVENTS_PER_SECOND = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String STREAM = "/v1/stream?indicators=bench_*&resolutions=1s&assets=" + MadeEvents.ASSET;

    private final Path folder;
    private final Gateway.Setup setup;
    private final Path programs;

    /** @param programs the folder {@code stream-clients}, its packages installed */
    public RealClients(Path folder, Gateway.Setup setup, Path programs) {
        this.folder = folder;
        this.setup = setup;
        this.programs = programs;
    }

    /** @throws IllegalStateException where a client has missed something, got something twice, or given up */
    public void measure(Report report) throws IOException {
        List<String> failed = new ArrayList<>();
        run().forEach((name, heard) -> {
            boolean isGood = heard.hellos() >= 2
                    && heard.snapshots() > 0
                    && heard.updates() > 0
                    && heard.resumed() >= 1
                    && heard.missing() == 0
                    && heard.duplicates() == 0;
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("client", name);
            row.put("connections", heard.hellos());
            row.put("snapshots", heard.snapshots());
            row.put("updates", heard.updates());
            row.put("resumed", heard.resumed());
            row.put("resets", heard.resets());
            row.put("missing", heard.missing());
            row.put("duplicates", heard.duplicates());
            row.put("holds", String.valueOf(isGood));
            System.out.println(row + (heard.strange().isEmpty() ? "" : " " + heard.strange()));
            report.row(row);
            if (!isGood) {
                failed.add(name);
            }
        });
        if (!failed.isEmpty()) {
            throw new IllegalStateException("not all was well with " + failed);
        }
    }

    private Map<String, Heard> run() throws IOException {
        List<RealClient> clients = new ArrayList<>();
        try (Stores stores = Stores.start(folder);
                RedisConnection redis = stores.redis()) {
            Gateway gateway = Gateway.start(Place.free("real"), setup, stores, folder);
            MadeEvents events = new MadeEvents(MadeEvents.Size.REAL);
            Publisher publisher = new Publisher(event -> GatewayContender.append(redis, event), events);
            try {
                events.publishState(redis);
                String url = "http://127.0.0.1:" + gateway.place().port() + STREAM;
                String key = gateway.headers().get("X-API-Key");
                for (RealClient.Kind kind : RealClient.Kind.all(programs)) {
                    clients.add(RealClient.start(kind, url, key, folder));
                }
                try (Background publishing = new Background(publisher, EVENTS_PER_SECOND)) {
                    await(clients, "an update", heard -> heard.updates() > 20);
                    gateway.program().kill();
                    gateway = Gateway.start(gateway.place(), setup, stores, folder);
                    await(clients, "to go on", heard -> heard.resumed() + heard.resets() > 0);
                }
                long last = events.lastNumber();
                await(clients, "the last update", heard -> heard.lastNumber() == last);
                return heard(clients);
            } finally {
                gateway.close();
            }
        } finally {
            clients.forEach(RealClient::close);
        }
    }

    private interface Condition {
        boolean holds(Heard heard);
    }

    /** Waits for all; those for which it is in vain are told by their figures. */
    private static void await(List<RealClient> clients, String what, Condition condition) {
        boolean have = Check.within(
                PATIENCE,
                () -> clients.stream().allMatch(client -> condition.holds(Heard.of(client.lines()))));
        if (!have) {
            clients.stream()
                    .filter(client -> !condition.holds(Heard.of(client.lines())))
                    .forEach(client -> System.out.println(client.name() + " waits in vain for " + what
                            + (client.isAlive() ? "" : ", and has ended")));
        }
    }

    private static Map<String, Heard> heard(List<RealClient> clients) {
        Map<String, Heard> heard = new LinkedHashMap<>();
        clients.forEach(client -> heard.put(client.name(), Heard.of(client.lines())));
        return heard;
    }
}
