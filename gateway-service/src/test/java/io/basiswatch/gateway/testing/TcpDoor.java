package io.basiswatch.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to another one, as long as it is open: a server that is away and comes back. */
public final class TcpDoor implements AutoCloseable {
    private final ServerSocket door;
    private final int behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    public TcpDoor(int behind) throws IOException {
        this.behind = behind;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Cuts all connections and lets no new one through. */
    public void shut() {
        shut = true;
        open.forEach(TcpDoor::cut);
        open.clear();
    }

    public void reopen() {
        shut = false;
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                let(door.accept());
            } catch (IOException e) {
                // The door was closed, or one connection failed: the next accept tells which.
            }
        }
    }

    private void let(Socket near) throws IOException {
        if (shut) {
            cut(near);
            return;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), behind);
        // Else small packets wait for one another, 40 ms at a time.
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        open.add(near);
        open.add(far);
        Thread.ofPlatform().daemon().start(() -> copy(near, far));
        Thread.ofPlatform().daemon().start(() -> copy(far, near));
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            cut(from);
            cut(to);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        shut();
        door.close();
    }
}
