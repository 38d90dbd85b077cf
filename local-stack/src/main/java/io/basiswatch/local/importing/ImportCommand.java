package io.basiswatch.local.importing;

import io.basiswatch.collector.archive.ArchiveException;
import io.basiswatch.collector.archive.ArchiveTally;
import io.basiswatch.collector.archive.MergedArchives;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.archive.Archives;
import io.basiswatch.local.stack.RunningSystem;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Appends the events of archives to the log of a system that runs. All files are looked through first: where one has a
 * broken row nothing is sent. What was sent before changes nothing when it is sent again, so an import that was interrupted
 * is simply run once more.
 */
public final class ImportCommand {
    private ImportCommand() {}

    /**
     * @throws CommandFailure where the arguments or the files are wrong, or there is no system to import into
     */
    public static int run(List<String> arguments, PrintStream out) {
        return run(arguments, out, Clock.systemUTC());
    }

    static int run(List<String> arguments, PrintStream out, Clock clock) {
        ImportOptions options = ImportOptions.parse(arguments);
        Archives archives = Archives.check(options.files());
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        archives.tallies().forEach(tally -> requireOver(tally, now));
        String kafka = options.kafka().orElseGet(() -> RunningSystem.kafka(options.data()));
        long start = System.nanoTime();
        try (MergedArchives rows = MergedArchives.open(archives.files());
                EventLog log = EventLog.connect(kafka, clock)) {
            while (rows.hasNext()) {
                log.append(rows.next());
            }
            log.flush();
        } catch (ArchiveException e) {
            throw CommandFailure.failed("changed while it was imported: " + e.getMessage(), e);
        }
        archives.print(out);
        out.printf("%,d events sent to %s in %.1f s%n", archives.events(), kafka, (System.nanoTime() - start) / 1e9);
        return 0;
    }

    /** What is still under way will be another when it is over: it must not be kept as history. */
    private static void requireOver(ArchiveTally tally, long now) {
        long end = tally.last().time();
        if (end > now) {
            throw CommandFailure.failed(
                    tally.file().path() + ", row " + tally.last().line() + ": it ends at "
                            + Instant.EPOCH.plus(end, ChronoUnit.MICROS) + ", which is still to come");
        }
    }
}
