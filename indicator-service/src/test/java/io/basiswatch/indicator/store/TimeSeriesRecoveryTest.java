package io.basiswatch.indicator.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** With a Redis that has TS.* commands. */
class TimeSeriesRecoveryTest extends RecoveryContract {
    private static final String WITHOUT =
            "NOT RUN: recovery with TS.* commands: neither REDIS_STACK_SERVER nor redis-stack-server on the PATH";

    private static Stores stores;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = RedisServers.stackServer();
        if (executable.isEmpty()) {
            System.out.println(WITHOUT);
        }
        assumeTrue(executable.isPresent(), WITHOUT);
        stores = new Stores(RedisServers.stack(executable.get()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (stores != null) {
            stores.close();
        }
    }

    @Override
    Stores stores() {
        return stores;
    }
}
