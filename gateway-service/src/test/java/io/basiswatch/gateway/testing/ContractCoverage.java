package io.basiswatch.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which answers of which operations the tests have seen, for people: {@code target/contract-coverage.txt}, a line for each
 * operation and status, some more than once where several class loaders have seen them.
 */
final class ContractCoverage {
    private static final Path FILE = Path.of("target", "contract-coverage.txt");
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private ContractCoverage() {}

    static void note(Optional<String> answer) {
        answer.filter(SEEN::add).ifPresent(ContractCoverage::append);
    }

    private static synchronized void append(String line) {
        try {
            Files.writeString(FILE, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
