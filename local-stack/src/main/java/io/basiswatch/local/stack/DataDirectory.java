package io.basiswatch.local.stack;

import io.basiswatch.local.CommandFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The folder of one local installation: everything that outlives a run is in it, and only one run at a time uses it.
 *
 * <p>The lock is the operating system's, so a run that was killed leaves none behind.
 */
final class DataDirectory implements Closeable {
    private static final long MEBIBYTE = 1L << 20;
    private static final long NEEDED_MEBIBYTES = 600;
    private static final int SECRET_BYTES = 32;
    private static final String ADMIN_TOKEN = "admin-token";

    private final Path root;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataDirectory(Path root, FileChannel lockFile, FileLock lock) {
        this.root = root;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * @throws CommandFailure where the folder cannot be written, is nearly full or is in use
     */
    static DataDirectory open(Path root) {
        try {
            Files.createDirectories(root.resolve("logs"));
            long free = Files.getFileStore(root).getUsableSpace() / MEBIBYTE;
            if (free < NEEDED_MEBIBYTES) {
                throw CommandFailure.failed(
                        "not enough space: " + free + " MiB free under " + root + ", needed " + NEEDED_MEBIBYTES);
            }
            FileChannel file =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new DataDirectory(root, file, lock(file, root));
        } catch (IOException e) {
            throw CommandFailure.failed("cannot write " + root + ": " + reason(e), e);
        }
    }

    private static FileLock lock(FileChannel file, Path root) throws IOException {
        FileLock lock = null;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this very process: the same answer as any other holder
        }
        if (lock == null) {
            file.close();
            throw CommandFailure.failed("already running with " + root + " (another folder: --data DIR)");
        }
        return lock;
    }

    private static String reason(IOException e) {
        return e instanceof FileAlreadyExistsException ? "it is no folder" : String.valueOf(e.getMessage());
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    /** What simulated exchanges hold. */
    Path reserves() {
        return root.resolve("reserves.csv");
    }

    /** Where the gateway writes the first API key. */
    Path apiKey() {
        return root.resolve("api-key");
    }

    /** Where Kafka of this run can be reached; there while it runs. */
    Path kafkaAddress() {
        return kafkaAddress(root);
    }

    static Path kafkaAddress(Path root) {
        return root.resolve("kafka-address");
    }

    /** The processes of this run, for a later one to end should this one not be able to. */
    Path processes() {
        return root.resolve("processes");
    }

    /** The secret that API keys are hashed with. */
    String pepper() throws IOException {
        return Files.readString(secret("pepper")).strip();
    }

    /** The file with the credential of the gateway's admin plane. */
    Path adminToken() throws IOException {
        return secret(ADMIN_TOKEN);
    }

    static Path adminToken(Path root) {
        return root.resolve(ADMIN_TOKEN);
    }

    /** Where the admin plane of this run can be reached; there while it runs. */
    Path adminAddress() {
        return adminAddress(root);
    }

    static Path adminAddress(Path root) {
        return root.resolve("admin-address");
    }

    /** A file with a random text: made once, readable for the owner alone. */
    private Path secret(String name) throws IOException {
        Path file = root.resolve(name);
        if (!Files.exists(file)) {
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            Path fresh = root.resolve(name + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, HexFormat.of().formatHex(random));
            Files.move(fresh, file);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockFile.close();
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
