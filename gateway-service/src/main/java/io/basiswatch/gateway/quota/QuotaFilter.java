package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.access.AccessGate;
import io.basiswatch.gateway.access.Caller;
import io.basiswatch.gateway.edge.ClientAddress;
import io.basiswatch.gateway.problem.Problem;
import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.quota.Charge.Account;
import io.basiswatch.gateway.quota.Charge.Part;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/**
 * Charges every request that came with a key, and tells the client what it has left. It stands behind the key check: what
 * has no key costs no I/O and is not counted.
 */
@ApplicationScoped
class QuotaFilter {
    private static final int PRIORITY = 250;
    private static final int NOT_MODIFIED = 304;

    private final Quotas quotas;
    private final ClientAddress addresses;
    private final MeterRegistry registry;
    private final Vertx vertx;

    QuotaFilter(Quotas quotas, ClientAddress addresses, MeterRegistry registry, Vertx vertx) {
        this.quotas = quotas;
        this.addresses = addresses;
        this.registry = registry;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::charge, PRIORITY);
    }

    private void charge(RoutingContext request) {
        Optional<Caller> caller = AccessGate.caller(request);
        if (caller.isEmpty()) {
            request.next();
            return;
        }
        List<Account> accounts = quotas.accounts(caller.get(), addresses.of(request));
        Optional<Charge> known = Charge.tryTo(accounts);
        if (known.isPresent()) {
            conclude(known.get(), request);
            return;
        }
        Context context = vertx.getOrCreateContext();
        request.request().pause();
        Charge.to(
                accounts,
                charge -> context.runOnContext(now -> {
                    request.request().resume();
                    conclude(charge, request);
                }));
    }

    private void conclude(Charge charge, RoutingContext request) {
        HttpServerResponse response = request.response();
        response.putHeader(Fields.POLICY_FIELD, Fields.policy(charge.parts()));
        response.putHeader(Fields.LIMIT_FIELD, Fields.limit(charge.parts()));
        if (!charge.isAdmitted()) {
            refuse(charge.refused(), request);
            return;
        }
        request.addHeadersEndHandler(ending -> {
            if (response.getStatusCode() == NOT_MODIFIED) {
                charge.undo();
            }
        });
        request.next();
    }

    private void refuse(List<Part> refused, RoutingContext request) {
        JsonArray violated = new JsonArray();
        refused.forEach(part -> {
            violated.add(part.account().policy());
            registry.counter(
                            "basiswatch.quota.refused", "policy", part.account().policy())
                    .increment();
        });
        boolean own = violated.contains(Fields.REQUESTS);
        int seconds = Fields.retryAfter(refused);
        ProblemException problem = own
                ? ProblemException.of(
                        Reason.QUOTA_EXCEEDED,
                        "The key has used up its requests; there will be more in " + seconds + " s.")
                : ProblemException.of(
                        Reason.ABNORMAL_USAGE_DETECTED,
                        "All keys of this owner, or all that comes from this address, have used up what they may have"
                                + " together; there will be more in " + seconds + " s.");
        Problem.send(
                problem.with("violated-policies", violated).header("Retry-After", Integer.toString(seconds)), request);
    }
}
