package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.access.Caller;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts the streams that are open, of each key and of each client address, and refuses those above the limits. */
@ApplicationScoped
public class StreamPlaces {
    /** The field in which an answer says how many streams its key may have open. */
    public static final String POLICY_FIELD = "RateLimit-Policy";

    private final QuotaClasses classes;
    private final AddressConfig addresses;
    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

    StreamPlaces(QuotaClasses classes, AddressConfig addresses) {
        this.classes = classes;
        this.addresses = addresses;
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
     * {@link Reason#TOO_MANY_STREAMS}, which carries the fields of the refusal.
     *
     * @param address the client's, as {@link io.basiswatch.gateway.edge.ClientAddress} has found it
     */
    public Uni<Place> take(Caller caller, InetAddress address) {
        String key = Subject.key(caller);
        String client = Subject.address(address);
        if (open.merge(key, 1, Integer::sum) > classes.of(caller).streams()) {
            leave(key);
            return refused(caller, "streams", "The key has as many streams open as it may have.");
        }
        if (open.merge(client, 1, Integer::sum) > addresses.streams()) {
            leave(key);
            leave(client);
            return refused(caller, "address-streams", "This address has as many streams open as it may have.");
        }
        AtomicBoolean held = new AtomicBoolean(true);
        return Uni.createFrom().item(() -> {
            if (held.compareAndSet(true, false)) {
                leave(key);
                leave(client);
            }
        });
    }

    private Uni<Place> refused(Caller caller, String policy, String detail) {
        return Uni.createFrom().failure(ProblemException.of(Reason.TOO_MANY_STREAMS, detail)
                .with("violated-policies", new JsonArray().add(policy))
                .header(POLICY_FIELD, policy(caller)));
    }

    private void leave(String subject) {
        open.computeIfPresent(subject, (name, count) -> count == 1 ? null : count - 1);
    }
}
