package io.basiswatch.local.venue;

/** One end of a socket as the venue has it: how what it says gets to whoever is there. */
public interface Client {
    void say(byte[] frame);

    /** The venue closes, with the code and the reason of a WebSocket. */
    void close(int code, String reason);

    /** The first {@code bytes} of {@code frame} are said, then the socket is gone. */
    void cut(byte[] frame, int bytes);
}
