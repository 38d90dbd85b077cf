package io.basiswatch.gateway.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which anything can be written, whatever HTTP says; every read has a deadline. */
public final class RawHttp implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final Socket socket;
    private final BufferedReader in;

    public RawHttp(int port) {
        try {
            socket = new Socket("localhost", port);
            socket.setSoTimeout((int) DEADLINE.toMillis());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer; names of headers in any case. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** False where the other side has closed the connection. */
    public boolean write(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The next answer; fails where none comes. */
    public Answer read() {
        try {
            String first = in.readLine();
            if (first == null) {
                throw new AssertionError("closed without an answer");
            }
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                headers.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip());
            }
            char[] body = new char[Integer.parseInt(headers.getOrDefault("Content-Length", "0"))];
            for (int at = 0; at < body.length; ) {
                at += in.read(body, at, body.length - at);
            }
            return new Answer(Integer.parseInt(first.split(" ")[1]), headers, new String(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of the next answer; 0 where the connection was closed instead. */
    public int status() {
        try {
            String first = in.readLine();
            return first == null ? 0 : Integer.parseInt(first.split(" ")[1]);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether the other side closes the connection, at the latest within the deadline. */
    public boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
