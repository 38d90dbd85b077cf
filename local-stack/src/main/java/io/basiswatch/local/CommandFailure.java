package io.basiswatch.local;

/** A command cannot go on, for a reason that its user can act on: one clear line and an exit status, no stack trace. */
public final class CommandFailure extends RuntimeException {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final int status;

    private CommandFailure(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** What was asked for did not work: exit status 1. */
    public static CommandFailure failed(String message) {
        return new CommandFailure(FAILED, message, null);
    }

    public static CommandFailure failed(String message, Throwable cause) {
        return new CommandFailure(FAILED, message, cause);
    }

    /** What was asked for makes no sense: exit status 2. */
    public static CommandFailure misused(String message) {
        return new CommandFailure(MISUSED, message, null);
    }

    public int status() {
        return status;
    }
}
