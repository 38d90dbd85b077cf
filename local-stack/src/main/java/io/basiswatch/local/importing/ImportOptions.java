package io.basiswatch.local.importing;

import io.basiswatch.collector.archive.ArchiveFile;
import io.basiswatch.local.Arguments;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.archive.Archives;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code import} was asked to do.
 *
 * @param data the folder of the local installation that is imported into
 * @param kafka the log of another installation, instead: {@code HOST:PORT}, or several with commas between
 * @param files what to import
 */
record ImportOptions(Path data, Optional<String> kafka, List<ArchiveFile> files) {
    private static final Pattern SERVERS = Pattern.compile("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*");

    /**
     * @throws CommandFailure where anything is wrong
     */
    static ImportOptions parse(List<String> arguments) {
        Arguments given = Arguments.parse(arguments, Set.of(), Set.of("--data", "--kafka"));
        Optional<String> kafka = given.one("--kafka");
        if (kafka.isPresent() && given.one("--data").isPresent()) {
            throw CommandFailure.misused("--data and --kafka exclude each other");
        }
        kafka.ifPresent(ImportOptions::requireServers);
        if (given.operands().isEmpty()) {
            throw CommandFailure.misused("import needs at least one VENUE:INSTRUMENT:INTERVAL=FILE");
        }
        return new ImportOptions(
                Path.of(given.one("--data").orElse(".basiswatch"))
                        .toAbsolutePath()
                        .normalize(),
                kafka,
                given.operands().stream().map(Archives::parse).toList());
    }

    private static void requireServers(String text) {
        if (!SERVERS.matcher(text).matches()) {
            throw CommandFailure.misused("--kafka takes HOST:PORT, not '" + text + "'");
        }
    }
}
