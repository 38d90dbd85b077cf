package io.basiswatch.local.archive;

import io.basiswatch.collector.archive.ArchiveException;
import io.basiswatch.collector.archive.ArchiveFile;
import io.basiswatch.collector.archive.ArchiveTally;
import io.basiswatch.collector.archive.MergedArchives;
import io.basiswatch.local.CommandFailure;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;

/**
 * The archives that a command was given: every row of them has been read, and none is broken.
 *
 * @param tallies what each file holds, in the order in which they were given
 */
public record Archives(List<ArchiveTally> tallies) {
    public static final Archives NONE = new Archives(List.of());

    /**
     * @throws CommandFailure where {@code text} is no {@code VENUE:INSTRUMENT:INTERVAL=FILE}, or there is no such file
     */
    public static ArchiveFile parse(String text) {
        try {
            ArchiveFile file = ArchiveFile.parse(text);
            if (!Files.isRegularFile(file.path())) {
                throw CommandFailure.misused("no such file: " + file.path());
            }
            return file;
        } catch (IllegalArgumentException e) {
            throw CommandFailure.misused(e.getMessage());
        }
    }

    /**
     * Reads all of the files once.
     *
     * @throws CommandFailure where a row is broken; it says which
     */
    public static Archives check(List<ArchiveFile> files) {
        try {
            return new Archives(MergedArchives.check(files));
        } catch (ArchiveException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    public List<ArchiveFile> files() {
        return tallies.stream().map(ArchiveTally::file).toList();
    }

    public long events() {
        return tallies.stream().mapToLong(ArchiveTally::events).sum();
    }

    public void print(PrintStream out) {
        tallies.forEach(tally -> out.println(tally.file().path() + "  " + tally.summary()));
    }
}
