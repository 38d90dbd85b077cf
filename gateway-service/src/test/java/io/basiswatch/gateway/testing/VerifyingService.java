package io.basiswatch.gateway.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands where the gateway expects the service that computes values: answers as it is told to, and keeps what it was sent. */
public final class VerifyingService implements AutoCloseable {
    private static final AtomicReference<Answer> ANSWER = new AtomicReference<>(new Answer(200, "{}"));
    private static final AtomicReference<String> RECEIVED = new AtomicReference<>("");
    private static final AtomicInteger ASKED = new AtomicInteger();

    private final HttpServer server;

    private record Answer(int status, String json) {}

    VerifyingService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/verify", exchange -> {
            RECEIVED.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            ASKED.incrementAndGet();
            byte[] body = ANSWER.get().json().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(ANSWER.get().status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it answers from now on. */
    public static void answer(int status, String json) {
        ANSWER.set(new Answer(status, json));
    }

    /** The body of the last request. */
    public static String received() {
        return RECEIVED.get();
    }

    /** How many requests there have been. */
    public static int asked() {
        return ASKED.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
