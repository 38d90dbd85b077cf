package io.basiswatch.collector.archive;

import java.nio.file.Path;

/** An archive cannot be used; the message names the file, the row where it is a row's fault, and what is wrong. */
public final class ArchiveException extends RuntimeException {
    private ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }

    static ArchiveException of(Path file, String what) {
        return new ArchiveException(file + ": " + what, null);
    }

    /**
     * @param row the line of the file, from 1 on, the header included
     */
    static ArchiveException of(Path file, long row, String what, Throwable cause) {
        return new ArchiveException(file + ", row " + row + ": " + what, cause);
    }
}
