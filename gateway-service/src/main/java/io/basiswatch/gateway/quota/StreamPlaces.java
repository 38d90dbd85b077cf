package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.access.Caller;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the streams that are open, of each key and of each client address, over all gateways, and refuses those above the
 * limits. While Redis is away, each gateway grants its own share.
 */
@ApplicationScoped
public class StreamPlaces {
    /** The field in which an answer says how many streams its key may have open. */
    public static final String POLICY_FIELD = Fields.POLICY_FIELD;

    private static final String STREAMS = "streams";
    private static final String ADDRESS_STREAMS = "address-streams";
    /** After how long what was given back is told to the other gateways, all in one go. */
    private static final long PUBLISH_MILLIS = 100;

    private final QuotaClasses classes;
    private final AddressConfig addresses;
    private final PlaceCounts counts;
    private final MeterRegistry registry;

    @Inject
    StreamPlaces(
            QuotaClasses classes,
            AddressConfig addresses,
            Quotas quotas,
            Redis redis,
            Vertx vertx,
            MeterRegistry registry) {
        this(
                classes,
                addresses,
                quotas.fleet(),
                redis,
                task -> vertx.setTimer(PUBLISH_MILLIS, timer -> task.run()),
                registry);
    }

    /** {@code later} runs what it gets after a while. */
    StreamPlaces(
            QuotaClasses classes,
            AddressConfig addresses,
            Fleet fleet,
            Redis redis,
            Executor later,
            MeterRegistry registry) {
        this.registry = registry;
        this.classes = classes;
        this.addresses = addresses;
        this.counts = new PlaceCounts(fleet, redis, later);
    }

    /** The right to keep one stream open. */
    @FunctionalInterface
    public interface Place extends AutoCloseable {
        /** Gives it back, from any thread; once more does nothing. */
        @Override
        void close();
    }

    /** The value of {@link #POLICY_FIELD} for answers to this caller's streams. */
    public String policy(Caller caller) {
        return "\"streams\";q=" + classes.of(caller).streams() + ";qu=\"concurrent-requests\"";
    }

    /**
     * A place for one more stream; must be given back when the stream has ended. Fails with a {@link ProblemException} of
     * {@link Reason#TOO_MANY_STREAMS}, which carries the fields of the refusal. Answers on any thread, within 250 ms.
     *
     * @param address the client's, as {@link io.basiswatch.gateway.edge.ClientAddress} has found it
     */
    public Uni<Place> take(Caller caller, InetAddress address) {
        String key = Subject.key(caller);
        String client = Subject.address(address);
        int limit = classes.of(caller).streams();
        return counts.take(key, limit, client, addresses.streams()).map(refused -> switch (refused) {
            case NONE -> place(key, client);
            case FIRST ->
                throw refusal(caller, STREAMS, "The key has " + limit + " streams open, which is all it may.");
            case SECOND ->
                throw refusal(
                        caller,
                        ADDRESS_STREAMS,
                        "This address has " + addresses.streams() + " streams open, which is all it may.");
        });
    }

    private Place place(String key, String client) {
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.compareAndSet(true, false)) {
                counts.giveBack(List.of(key, client));
            }
        };
    }

    private ProblemException refusal(Caller caller, String policy, String detail) {
        registry.counter("basiswatch.streams.refused", "policy", policy).increment();
        return ProblemException.of(Reason.TOO_MANY_STREAMS, detail)
                .with("violated-policies", new JsonArray().add(policy))
                .header(POLICY_FIELD, policy(caller));
    }

    /** Tells Redis all places that are taken here, once it has forgotten them. */
    void publishAll() {
        counts.publishAll();
    }
}
