package io.basiswatch.local.trial;

import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.local.stack.Databases;
import io.basiswatch.local.trial.Member.Kind;
import io.basiswatch.local.venue.ReplayVenues;
import io.basiswatch.local.venue.Simulation;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * All of the system as processes in a folder of their own: simulated venues (in this process, which is not what is tried),
 * databases, a broker, and each service once or more.
 */
final class OutageSystem implements AutoCloseable {
    private static final double PACE = 2;
    /** Venues whose trades are numbered without a hole, so that whatever is missing can be asked for. */
    private static final List<String> VENUES = List.of("binance-spot", "binance-usdm", "binance-coinm");

    private static final Duration KEY = Duration.ofSeconds(120);

    private final Path home;
    private final Path folder;
    private final Path keyFile;
    private final ReplayVenues venues;
    private final Databases databases;
    private final TrialCluster cluster;
    private final OutageWatch watch;
    private final Map<String, Member> members = new TreeMap<>();

    /**
     * Starts everything once, and returns when a fresh value is served.
     *
     * @param home the project's folder, with the packaged services
     */
    OutageSystem(Path home, long seed) throws IOException {
        this.home = home;
        this.folder = Files.createTempDirectory("basiswatch-outages");
        this.keyFile = folder.resolve("api-key");
        Simulation simulation = new Simulation(seed, PACE, FaultScript.NONE);
        this.venues = ReplayVenues.simulate(simulation, List.of(), TrialCluster.freePort(), Clock.systemUTC());
        this.databases = Databases.start(folder.resolve("data"));
        this.cluster = new TrialCluster(home, Map.of());
        Files.writeString(folder.resolve("admin-token"), "t".repeat(43));
        List.of(Kind.values()).forEach(kind -> add(kind).start());
        members().forEach(Member::awaitReady);
        TrialCluster.await("the API key", KEY, () -> Files.exists(keyFile));
        this.watch = OutageWatch.start(
                simulation.market(venues.start()), cluster.bootstrapServers(), this::gateways, key(), this::members);
        awaitFresh(Scene.now());
    }

    /** Until as many instances of each service run; those with the highest numbers go first. */
    void scale(int instances) {
        for (Kind kind : Kind.values()) {
            scale(kind, instances);
        }
    }

    void scale(Kind kind, int instances) {
        while (members(kind).size() < instances) {
            add(kind).start();
        }
        members(kind).forEach(Member::awaitReady);
        while (members(kind).size() > instances) {
            Member last = members(kind).getLast();
            synchronized (members) {
                members.remove(last.name());
            }
            last.process().terminate();
        }
    }

    private Member add(Kind kind) {
        String name = kind.text() + "-" + members(kind).size();
        Member member = new Member(kind, name, home, folder, environment(kind, name));
        synchronized (members) {
            members.put(name, member);
        }
        return member;
    }

    private Map<String, String> environment(Kind kind, String name) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers());
        switch (kind) {
            case COLLECTOR -> {
                environment.put("COLLECTOR_ID", name);
                environment.put("COLLECTOR_ASSETS", OutageLedger.ASSET);
                // It is about streams; years of candles would only make noise.
                environment.put("COLLECTOR_HISTORY_ENABLED", "false");
                environment.putAll(venueEnvironment());
            }
            case INDICATOR -> {
                environment.put("INDICATOR_ID", name);
                environment.putAll(databases.environment());
            }
            case GATEWAY -> {
                environment.putAll(databases.environment());
                // A line for each of our own questions would say nothing.
                environment.put("QUARKUS_LOG_CATEGORY__IO_BASISWATCH_GATEWAY_REQUEST__LEVEL", "WARN");
                environment.put("GATEWAY_KEY_PEPPER", "p".repeat(43));
                environment.put("GATEWAY_BOOTSTRAP_KEY_FILE", keyFile.toString());
                environment.put(
                        "GATEWAY_INDICATOR_URL",
                        "http://127.0.0.1:" + members(Kind.INDICATOR).getFirst().port());
                environment.put(
                        "GATEWAY_ADMIN_TOKEN_FILE",
                        folder.resolve("admin-token").toString());
                environment.put("GATEWAY_ADMIN_PORT", Integer.toString(TrialCluster.freePort()));
            }
        }
        return environment;
    }

    private Map<String, String> venueEnvironment() {
        Map<String, String> environment = new HashMap<>();
        VenueFeeds.all().forEach(feed -> {
            Venue venue = feed.venue();
            String name = "COLLECTOR_VENUES__" + venue.id().replace('-', '_').toUpperCase(Locale.ROOT) + "__";
            environment.put(name + "ENABLED", Boolean.toString(VENUES.contains(venue.id())));
            environment.put(name + "WS_URL", venues.wsUrl(venue));
            environment.put(name + "REST_URL", venues.restUrl(venue));
            environment.put(name + "SIMULATED", "true");
        });
        return environment;
    }

    /** All that run, or should. */
    List<Member> members() {
        synchronized (members) {
            return List.copyOf(members.values());
        }
    }

    List<Member> members(Kind kind) {
        return members().stream().filter(member -> member.kind() == kind).toList();
    }

    private List<Integer> gateways() {
        return members(Kind.GATEWAY).stream().map(Member::port).toList();
    }

    TrialCluster cluster() {
        return cluster;
    }

    OutageWatch watch() {
        return watch;
    }

    /** The first API key, which may read everything. */
    String key() throws IOException {
        return Files.readString(keyFile).strip();
    }

    /** Where simulated venues listen. */
    int venuePort() {
        return URI.create(venues.restUrl(Venue.of(VENUES.getFirst()))).getPort();
    }

    /** How many records a topic has, of all its partitions. */
    long records(String topic) {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .forEach(partition ->
                            ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw CommandFailure.failed("how long " + topic + " is cannot be known", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted", e);
        }
    }

    Path folder() {
        return folder;
    }

    /** See {@link OutageWatch#awaitFresh}. */
    long awaitFresh(long time) {
        return watch.awaitFresh(time);
    }

    @Override
    public void close() {
        close(watch);
        members().forEach(OutageSystem::close);
        Stream.of(cluster, databases, venues).forEach(OutageSystem::close);
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("did not stop cleanly: " + e.getMessage());
        }
    }
}
