package io.basiswatch.benchmarks.streams;

import io.basiswatch.benchmarks.Report;
import io.basiswatch.benchmarks.streams.client.StreamClients;
import io.basiswatch.benchmarks.streams.server.BareContender;
import io.basiswatch.benchmarks.streams.server.Contender;
import io.basiswatch.benchmarks.streams.server.Gateway;
import io.basiswatch.benchmarks.streams.server.GatewayContender;
import io.basiswatch.benchmarks.streams.server.NchanContender;
import io.basiswatch.benchmarks.streams.server.Place;
import io.basiswatch.benchmarks.streams.server.Stores;
import io.basiswatch.benchmarks.streams.server.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One stream of events to very many clients: the gateway beside nchan and beside the least that can be written on Vert.x.
 *
 * <p>Servers and clients share the machine. All contenders are up, and take turns: while one has its round the others have no
 * clients and nothing to do.
 */
public final class FanOut {
    private static final String PATH = "/v1/stream?assets=" + MadeEvents.ASSET + "&indicators=bench_*&resolutions=1s";
    private static final int ON_THE_WAY = 40;

    /**
     * A load.
     *
     * @param clients how many streams
     * @param perSecond events per second for all of them; 0 is as fast as they are taken
     * @param size of the events
     * @param turns how often each contender has its turn
     */
    private record Load(int clients, double perSecond, MadeEvents.Size size, int turns) {
        String name() {
            String rate = perSecond == 0 ? "over-driven" : new BigDecimal(perSecond).toPlainString() + "/s";
            return clients + " × " + rate + ", " + size.name().toLowerCase(Locale.ROOT);
        }
    }

    private final Path folder;
    private final Gateway.Setup setup;
    private final Duration warmUp;
    private final Duration round;
    private final List<String> only;
    private final boolean alone;

    /**
     * @param setup of the gateway; the bare server has the same JVM options
     * @param only beginnings of the loads that alone are measured; empty for all
     * @param alone whether the gateway is measured without the others
     */
    public FanOut(Path folder, Gateway.Setup setup, List<String> only, boolean alone, boolean isQuick) {
        this.folder = folder;
        this.setup = setup;
        this.only = only;
        this.alone = alone;
        this.warmUp = Duration.ofSeconds(isQuick ? 2 : 5);
        this.round = Duration.ofSeconds(isQuick ? 4 : 10);
    }

    private List<Load> loads() {
        return List.of(
                        new Load(1_000, 100, MadeEvents.Size.SMALL, 2),
                        new Load(1_000, 100, MadeEvents.Size.REAL, 1),
                        new Load(1_000, 0, MadeEvents.Size.SMALL, 2),
                        new Load(10_000, 4, MadeEvents.Size.SMALL, 2),
                        new Load(10_000, 4, MadeEvents.Size.REAL, 1),
                        new Load(10_000, 0.5, MadeEvents.Size.REAL, 1))
                .stream()
                .filter(load -> only.isEmpty() || only.stream().anyMatch(load.name()::startsWith))
                .toList();
    }

    public void measure(Report report) throws IOException {
        try (Stores stores = Stores.start(folder)) {
            List<Contender> contenders = start(stores);
            try {
                for (Contender contender : contenders) {
                    warmUp(contender);
                }
                for (Load load : loads()) {
                    for (int turn = 1; turn <= load.turns(); turn++) {
                        for (Contender contender : contenders) {
                            measure(contender, load, turn, report);
                        }
                    }
                }
            } finally {
                for (Contender contender : contenders) {
                    contender.close();
                }
            }
        }
    }

    private List<Contender> start(Stores stores) throws IOException {
        List<Contender> contenders = new ArrayList<>();
        Gateway gateway = Gateway.start(Place.free("gateway"), setup, stores, folder);
        contenders.add(new GatewayContender(gateway, stores, PATH));
        if (alone) {
            return contenders;
        }
        contenders.add(BareContender.start(setup.javaOptions(), folder));
        if (NchanContender.isThere()) {
            contenders.add(NchanContender.start(folder));
        } else {
            System.out.println("nchan is not compared: there is no nginx with its module");
        }
        return contenders;
    }

    /** Compilers first: the same load for all. */
    private void warmUp(Contender contender) throws IOException {
        try (StreamClients clients = StreamClients.open(contender.request(), 1_000)) {
            new Publisher(contender::publish, new MadeEvents(MadeEvents.Size.SMALL)).atRate(100, warmUp.plus(warmUp));
        }
    }

    private void measure(Contender contender, Load load, int turn, Report report) throws IOException {
        Usage idle = Usage.of(contender.pid());
        try (StreamClients clients = StreamClients.open(contender.request(), load.clients())) {
            Usage connected = Usage.of(contender.pid());
            Publisher publisher = new Publisher(contender::publish, new MadeEvents(load.size()));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("load", load.name());
            row.put("contender", contender.name());
            row.put("turn", turn);
            if (load.perSecond() > 0) {
                publisher.atRate(load.perSecond(), warmUp);
                Publisher.settle(clients);
            }
            clients.startCounting();
            Usage before = Usage.of(contender.pid());
            double rate = run(publisher, clients, load);
            Usage after = Usage.of(contender.pid());
            Publisher.settle(clients);
            row.put("deliveries_per_s", rate);
            row.put(
                    "server_cpu_us_per_delivery",
                    clients.count(tally ->
                            (after.cpuMicros() - before.cpuMicros()) / (double) Math.max(1, tally.deliveries())));
            row.put("rss_mib", after.residentBytes() / 1_048_576.0);
            row.put(
                    "rss_kib_per_stream",
                    (connected.residentBytes() - idle.residentBytes()) / 1_024.0 / load.clients());
            row.putAll(clients.count(FanOutRow::of));
            show(row);
            report.row(row);
        }
    }

    private double run(Publisher publisher, StreamClients clients, Load load) throws IOException {
        if (load.perSecond() == 0) {
            return publisher.asFastAsTaken(clients, load.clients(), ON_THE_WAY, round);
        }
        long start = System.nanoTime();
        publisher.atRate(load.perSecond(), round);
        return clients.delivered() / ((System.nanoTime() - start) / 1e9);
    }

    private static void show(Map<String, Object> row) {
        StringBuilder line = new StringBuilder();
        row.forEach((name, value) -> line.append(name)
                .append('=')
                .append(value instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : value)
                .append("  "));
        System.out.println(line);
    }
}
