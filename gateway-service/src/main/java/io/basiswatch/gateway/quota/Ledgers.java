package io.basiswatch.gateway.quota;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The ledgers of everybody who has sent something lately. */
final class Ledgers {
    private static final long IDLE_NANOS = Duration.ofSeconds(Window.SECONDS).toNanos();

    private final Windows windows;
    private final LongSupplier nanos;
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();

    /** {@code nanos} is a clock that never goes back. */
    Ledgers(Windows windows, LongSupplier nanos) {
        this.windows = windows;
        this.nanos = nanos;
    }

    /** Of this subject, which may have {@code quota} in any 60 seconds. */
    Ledger of(String subject, int quota) {
        Ledger known = ledgers.get(subject);
        // Locks, which is for those that are new.
        Ledger ledger =
                known != null ? known : ledgers.computeIfAbsent(subject, name -> new Ledger(name, windows, nanos));
        return ledger.of(quota);
    }

    /** Where there is one. */
    Optional<Ledger> find(String subject) {
        return Optional.ofNullable(ledgers.get(subject));
    }

    /** To be called a few times a second: gives back what was not used and forgets who is gone. */
    void settle() {
        ledgers.values().forEach(Ledger::settle);
        ledgers.values().removeIf(ledger -> ledger.isIdle(IDLE_NANOS));
    }

    int size() {
        return ledgers.size();
    }
}
