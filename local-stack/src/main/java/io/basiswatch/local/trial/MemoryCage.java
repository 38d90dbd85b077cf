package io.basiswatch.local.trial;

import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A control group with little memory, in which the kernel kills when it is used up. */
final class MemoryCage implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup/memory");
    private static final String EAT = "head -c %d /dev/zero | tail -n 1 > /dev/null";

    private final Path folder;
    private final long bytes;

    /**
     * @param mebibytes how much may be used in it
     */
    MemoryCage(String name, long mebibytes) {
        this.folder = ROOT.resolve(name);
        this.bytes = mebibytes << 20;
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("memory.limit_in_bytes"), Long.toString(bytes));
        } catch (IOException e) {
            throw CommandFailure.failed("no group of limited memory: " + e.getMessage(), e);
        }
    }

    /** Why there can be none here; empty where there can. */
    static Optional<String> obstacle() {
        return Files.isWritable(ROOT.resolve("cgroup.procs"))
                ? Optional.empty()
                : Optional.of("no memory control group that we may write");
    }

    /** What stands before the command of a process that is to live in it: the kernel prefers it when it has to choose. */
    String[] prefix() {
        String enter =
                "echo $$ > " + folder.resolve("cgroup.procs") + "; echo 1000 > /proc/self/oom_score_adj; exec \"$@\"";
        return new String[] {"sh", "-c", enter, "sh"};
    }

    /** Uses its memory up from beside the process. */
    void exhaust() {
        String eat = "echo $$ > " + folder.resolve("cgroup.procs") + "; echo -500 > /proc/self/oom_score_adj; "
                + String.format(EAT, bytes);
        Commands.works(List.of("sh", "-c", eat));
    }

    /** How often the kernel has killed in it. */
    long kills() {
        try {
            return Files.readAllLines(folder.resolve("memory.oom_control")).stream()
                    .filter(line -> line.startsWith("oom_kill "))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        // A group can be removed when nobody is in it any more: whoever still is moves up.
        Commands.works(List.of(
                "sh",
                "-c",
                "for p in $(cat " + folder + "/cgroup.procs); do echo $p > " + ROOT + "/cgroup.procs; done; rmdir "
                        + folder));
    }
}
