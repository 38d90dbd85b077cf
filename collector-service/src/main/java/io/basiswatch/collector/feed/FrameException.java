package io.basiswatch.collector.feed;

/**
 * A frame that cannot be read: not JSON, a field missing or of the wrong type, a number that cannot be.
 *
 * <p>It ends the frame and not the connection: one bad frame is counted and shown, a lost one is a gap.
 */
public final class FrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FrameException(String message) {
        super(message, null, false, false);
    }

    public FrameException(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
