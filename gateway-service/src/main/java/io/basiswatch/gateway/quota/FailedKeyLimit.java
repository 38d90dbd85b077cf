package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.access.FailedKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.OptionalInt;

/**
 * Counts wrong keys by the address that they come from, over all gateways, and never by key: nobody can lock out somebody
 * else's key by sending it wrongly.
 */
@ApplicationScoped
class FailedKeyLimit implements FailedKeys {
    private static final String PREFIX = "failed-keys:";

    private final Ledgers ledgers;
    private final int limit;
    private final Vertx vertx;
    private final Counter wrong;

    FailedKeyLimit(Quotas quotas, AddressConfig config, Vertx vertx, MeterRegistry registry) {
        this.vertx = vertx;
        this.wrong = registry.counter("basiswatch.keys.wrong");
        this.ledgers = quotas.ledgers();
        this.limit = config.failedKeysPerMinute();
    }

    @Override
    public OptionalInt shutSeconds(InetAddress address) {
        return ledgers.find(PREFIX + Subject.address(address))
                .filter(Ledger::isUsedUp)
                .map(ledger -> OptionalInt.of(ledger.moreSeconds()))
                .orElse(OptionalInt.empty());
    }

    @Override
    public void failed(InetAddress address, Runnable then) {
        wrong.increment();
        Context context = vertx.getOrCreateContext();
        ledgers.of(PREFIX + Subject.address(address), limit).take(taken -> context.runOnContext(counted -> then.run()));
    }
}
