package io.basiswatch.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.gateway.access.Caller;
import io.basiswatch.gateway.access.Scope;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.quota.StreamPlaces.Place;
import io.basiswatch.gateway.testing.LocalRedis;
import io.basiswatch.gateway.testing.RedisWire;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three gateways' quotas on one real Redis, at the same time. */
class SharedQuotaTest {
    private static final int QUOTA = 3_000;
    private static final int FLOOD = 4 * QUOTA;
    private static final int AT_ONCE = 50;
    private static final Caller CALLER = new Caller("k1", "owner", Set.of(Scope.READ), "default");

    private final InetAddress address = InetAddress.getLoopbackAddress();
    private final QuotaClasses classes = new QuotaClasses(() -> Map.of("default", limits()));
    private final Vertx vertx = Vertx.vertx();
    private LocalRedis redis;
    private final List<Redis> clients = new ArrayList<>();

    private static QuotaConfig.Limits limits() {
        return new QuotaConfig.Limits() {
            @Override
            public int requestsPerMinute() {
                return QUOTA;
            }

            @Override
            public int ownerRequestsPerMinute() {
                return 10 * QUOTA;
            }

            @Override
            public int streams() {
                return 10;
            }
        };
    }

    private static AddressConfig addresses() {
        return new AddressConfig() {
            @Override
            public int requestsPerMinute() {
                return 10 * QUOTA;
            }

            @Override
            public int streams() {
                return 100;
            }

            @Override
            public int failedKeysPerMinute() {
                return 10;
            }
        };
    }

    @BeforeEach
    void start() {
        redis = new LocalRedis();
    }

    @AfterEach
    void stop() {
        clients.forEach(Redis::close);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        redis.close();
    }

    private Redis client() {
        Redis client = Redis.createClient(
                io.vertx.mutiny.core.Vertx.newInstance(vertx),
                new RedisOptions()
                        .setConnectionString("redis://localhost:" + redis.port())
                        .setPreferredProtocolVersion(ProtocolVersion.RESP2)
                        .setMaxPoolSize(8)
                        .setMaxPoolWaiting(10_000));
        clients.add(client);
        return client;
    }

    private Quotas gateway() {
        Quotas quotas = new Quotas(
                classes, addresses(), client(), task -> vertx.runOnContext(now -> task.run()), System::nanoTime);
        beat(quotas.fleet());
        return quotas;
    }

    /** Until Redis has taken the sign of life. */
    private void beat(Fleet fleet) {
        fleet.beat(() -> {});
        try (RedisWire wire = redis.wire()) {
            eventually(() -> !wire.send("ZSCORE", Fleet.KEY, fleet.id()).equals(""));
        }
    }

    private static void eventually(BooleanSupplier holds) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("what was waited for has not come").isLessThan(giveUp);
            Thread.onSpinWait();
        }
    }

    private Charge charge(Quotas gateway) {
        CompletableFuture<Charge> charge = new CompletableFuture<>();
        Charge.to(gateway.accounts(CALLER, address), charge::complete);
        return get(charge);
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends {@code count} requests, so many of them at once; gives how many were admitted. */
    private static int flood(List<Quotas> gateways, InetAddress address, int count) {
        AtomicInteger admitted = new AtomicInteger();
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicInteger answered = new AtomicInteger();
        for (int i = 0; i < AT_ONCE; i++) {
            Thread.ofVirtual().start(() -> {
                for (int number = sent.incrementAndGet(); number <= count; number = sent.incrementAndGet()) {
                    CompletableFuture<Charge> charge = new CompletableFuture<>();
                    Charge.to(gateways.get(number % gateways.size()).accounts(CALLER, address), charge::complete);
                    admitted.addAndGet(charge.join().isAdmitted() ? 1 : 0);
                    if (answered.incrementAndGet() == count) {
                        done.complete(null);
                    }
                }
            });
        }
        get(done);
        return admitted.get();
    }

    @Test
    void threeGatewaysAdmitTheQuotaWithinTwoPercent() {
        // Given
        List<Quotas> gateways = List.of(gateway(), gateway(), gateway());
        // When
        long started = System.nanoTime();
        int admitted = flood(gateways, address, FLOOD);
        long millis = (System.nanoTime() - started) / 1_000_000;
        // Then
        System.out.printf(
                "%,d of %,d requests admitted over 3 gateways, quota %,d, in %,d ms%n", admitted, FLOOD, QUOTA, millis);
        assertThat(millis).isLessThan(60_000);
        assertThat(admitted).isBetween(QUOTA * 98 / 100, QUOTA * 102 / 100);
        assertThat(gateways).noneMatch(Quotas::isAlone);
    }

    @Test
    void whileRedisIsAwayEachGatewayGrantsItsShare() {
        // Given
        List<Quotas> gateways = List.of(gateway(), gateway(), gateway());
        gateways.forEach(each -> beat(each.fleet()));
        eventually(() -> gateways.stream().allMatch(each -> each.fleet().size() == 3));
        // When
        redis.stop();
        int admitted = flood(gateways, address, FLOOD);
        // Then
        assertThat(admitted).isBetween(QUOTA * 98 / 100, QUOTA * 102 / 100);
        assertThat(gateways).allMatch(Quotas::isAlone);
        // When
        redis.start();
        // Then
        eventually(() -> {
            gateways.forEach(each -> charge(each));
            return gateways.stream().noneMatch(Quotas::isAlone);
        });
    }

    private StreamPlaces places(Quotas gateway) {
        return new StreamPlaces(
                classes,
                addresses(),
                gateway.fleet(),
                client(),
                task -> vertx.setTimer(5, timer -> task.run()),
                new SimpleMeterRegistry());
    }

    private Place take(StreamPlaces gateway) {
        return gateway.take(CALLER, address).await().atMost(Duration.ofSeconds(10));
    }

    private boolean isFull(StreamPlaces gateway) {
        try {
            take(gateway).close();
            return false;
        } catch (ProblemException e) {
            return true;
        }
    }

    @Test
    void streamsAreCountedOverAllGateways() {
        // Given
        List<StreamPlaces> gateways = List.of(places(gateway()), places(gateway()), places(gateway()));
        List<Place> held = new ArrayList<>();
        // When
        for (int i = 0; i < 10; i++) {
            held.add(take(gateways.get(i % 3)));
        }
        // Then: each hears of the others' a moment later
        eventually(() -> gateways.stream().allMatch(this::isFull));
        // When
        held.getFirst().close();
        held.getFirst().close();
        // Then: one place, not two
        List<Place> last = new ArrayList<>();
        eventually(() -> {
            try {
                last.add(take(gateways.get(1)));
            } catch (ProblemException stillTold) {
                // The other gateways hear of it a moment later.
            }
            return !last.isEmpty();
        });
        eventually(() -> gateways.stream().allMatch(this::isFull));
    }

    @Test
    void whatADeadGatewayHeldIsFreeAgainAndWhatRedisForgotIsToldAgain() {
        // Given
        Quotas dying = gateway();
        Quotas living = gateway();
        StreamPlaces ofDying = places(dying);
        StreamPlaces ofLiving = places(living);
        for (int i = 0; i < 5; i++) {
            take(ofDying);
            take(ofLiving);
        }
        assertThat(isFull(ofLiving)).isTrue();
        // When
        dying.fleet().leave();
        // Then
        eventually(() -> !isFull(ofLiving));
        // When
        Quotas third = gateway();
        try (RedisWire wire = redis.wire()) {
            wire.send("FLUSHALL");
        }
        living.fleet().beat(ofLiving::publishAll);
        beat(third.fleet());
        StreamPlaces ofThird = places(third);
        // Then
        eventually(() -> {
            List<Place> had = new ArrayList<>();
            try {
                for (int i = 0; i < 6; i++) {
                    had.add(take(ofThird));
                }
                return false;
            } catch (ProblemException e) {
                return had.size() == 5;
            } finally {
                had.forEach(Place::close);
            }
        });
    }

    @Test
    void theRefusalOfAStreamNamesItsPolicy() {
        // Given
        StreamPlaces places = places(gateway());
        for (int i = 0; i < 10; i++) {
            take(places);
        }
        // Then
        assertThatThrownBy(() -> take(places))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("10 streams");
        assertThat(places.policy(CALLER)).isEqualTo("\"streams\";q=10;qu=\"concurrent-requests\"");
    }
}
