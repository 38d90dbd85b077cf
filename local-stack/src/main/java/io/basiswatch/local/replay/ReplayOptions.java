package io.basiswatch.local.replay;

import io.basiswatch.collector.archive.ArchiveFile;
import io.basiswatch.local.Arguments;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.archive.Archives;
import io.basiswatch.local.capture.CaptureFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What {@code replay} was asked to do.
 *
 * @param out the folder to write to
 * @param events whether every normalised event is written too
 * @param receipts whether every value is written as a receipt too
 * @param assets the bases of interest; empty for all
 * @param captures what was received
 * @param archives what the venues published
 */
record ReplayOptions(
        Path out,
        boolean events,
        boolean receipts,
        Set<String> assets,
        List<CaptureFile> captures,
        List<ArchiveFile> archives) {

    /**
     * @throws CommandFailure where anything is wrong; nothing has been written then
     */
    static ReplayOptions parse(List<String> arguments) {
        Arguments given = Arguments.parse(arguments, Set.of("--events", "--receipts"), Set.of("--out", "--assets"));
        Path out = Path.of(given.one("--out").orElseThrow(() -> CommandFailure.misused("replay needs --out DIR")));
        if (given.operands().isEmpty()) {
            throw CommandFailure.misused("replay needs at least one VENUE=FILE or VENUE:INSTRUMENT:INTERVAL=FILE");
        }
        List<CaptureFile> captures = given.operands().stream()
                .filter(operand -> !ArchiveFile.isMeant(operand))
                .map(CaptureFile::parse)
                .toList();
        List<ArchiveFile> archives = given.operands().stream()
                .filter(ArchiveFile::isMeant)
                .map(Archives::parse)
                .toList();
        requireWritable(out.toAbsolutePath().normalize());
        Set<String> assets = given.one("--assets")
                .map(text -> Set.copyOf(Arrays.asList(text.split(","))))
                .orElse(Set.of());
        return new ReplayOptions(out, given.has("--events"), given.has("--receipts"), assets, captures, archives);
    }

    private static void requireWritable(Path out) {
        Path existing = out;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw CommandFailure.misused("cannot write to " + out + ": " + existing + " is no folder");
        }
        if (!Files.isWritable(existing)) {
            throw CommandFailure.misused("cannot write to " + out + ": not allowed");
        }
    }

    Predicate<String> wanted() {
        return assets.isEmpty() ? asset -> true : assets::contains;
    }
}
