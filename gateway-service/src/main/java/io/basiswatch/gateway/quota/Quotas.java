package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.access.Caller;
import io.basiswatch.gateway.quota.Charge.Account;
import io.basiswatch.gateway.quota.QuotaConfig.Limits;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** The quotas of requests: who answers for one, and where it is counted. */
@ApplicationScoped
class Quotas {
    private static final long BEAT_MILLIS = 2_000;

    private final QuotaClasses classes;
    private final AddressConfig addresses;
    private final Fleet fleet;
    private final RedisWindows windows;
    private final Ledgers ledgers;

    @Inject
    Quotas(QuotaClasses classes, AddressConfig addresses, Redis redis, Vertx vertx, MeterRegistry registry) {
        this(
                classes,
                addresses,
                redis,
                task -> vertx.getOrCreateContext().runOnContext(now -> task.run()),
                System::nanoTime);
        registry.gauge("basiswatch.quota.alone", windows, each -> each.isAway() ? 1 : 0);
        registry.gauge("basiswatch.quota.ledgers", ledgers, Ledgers::size);
        registry.gauge("basiswatch.gateways", fleet, Fleet::size);
    }

    /** Without metrics; {@code later} and {@code nanos} as {@link RedisWindows} has them. */
    Quotas(QuotaClasses classes, AddressConfig addresses, Redis redis, Executor later, LongSupplier nanos) {
        this.classes = classes;
        this.addresses = addresses;
        this.fleet = new Fleet(redis);
        this.windows = new RedisWindows(redis, later, nanos, fleet::size);
        this.ledgers = new Ledgers(windows, nanos);
    }

    void start(@Observes StartupEvent started, Vertx vertx, StreamPlaces places) {
        vertx.setPeriodic(Window.SLOT_MILLIS, timer -> ledgers.settle());
        fleet.beat(places::publishAll);
        vertx.setPeriodic(BEAT_MILLIS, timer -> fleet.beat(places::publishAll));
    }

    void stop(@Observes ShutdownEvent stopping) {
        fleet.leave();
    }

    /** Who answers for a request of this caller; the key comes first. */
    List<Account> accounts(Caller caller, InetAddress address) {
        Limits limits = classes.of(caller);
        return List.of(
                account(Fields.REQUESTS, Subject.key(caller), limits.requestsPerMinute()),
                account(Fields.OWNER, Subject.owner(caller), limits.ownerRequestsPerMinute()),
                account(Fields.ADDRESS, Subject.address(address), addresses.requestsPerMinute()));
    }

    private Account account(String policy, String subject, int quota) {
        return new Account(policy, quota, ledgers.of(subject, quota));
    }

    Ledgers ledgers() {
        return ledgers;
    }

    Fleet fleet() {
        return fleet;
    }

    boolean isAlone() {
        return windows.isAway();
    }
}
