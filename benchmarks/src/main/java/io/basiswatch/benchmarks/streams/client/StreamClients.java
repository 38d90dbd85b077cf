package io.basiswatch.benchmarks.streams.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/** Clients of one kind, all on one thread of this process. */
public final class StreamClients implements AutoCloseable {
    private static final int MOST_CONNECTING = 256;
    private static final int READ_BYTES = 128 * 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Later(StreamClient client, long nanos) {}

    private final StreamRequest request;
    private final Selector selector;
    private final Thread thread;
    private final List<StreamClient> clients = new ArrayList<>();
    private final ArrayDeque<StreamClient> toConnect = new ArrayDeque<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::nanos));
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final byte[] bytes = new byte[READ_BYTES];

    private Tally tally = new Tally(0);
    private volatile boolean closed;
    private volatile long delivered;

    private StreamClients(StreamRequest request) throws IOException {
        this.request = request;
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().name("stream clients").unstarted(this::run);
    }

    /** Opens {@code count} streams and returns as soon as the first bytes of all have come. */
    public static StreamClients open(StreamRequest request, int count) throws IOException {
        StreamClients opened = new StreamClients(request);
        opened.tally = new Tally(count);
        for (int i = 0; i < count; i++) {
            StreamClient client = new StreamClient(opened);
            opened.clients.add(client);
            opened.toConnect.add(client);
        }
        opened.thread.start();
        try {
            opened.awaitOpen(PATIENCE);
        } catch (IllegalStateException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    /** @throws IllegalStateException where not all streams are open within {@code patience} */
    public void awaitOpen(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (openStreams() < clients.size()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(openStreams() + " of " + clients.size() + " streams are open after "
                        + patience + ": " + count(Tally::counts));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Streams that are open now. */
    public long openStreams() {
        return ask(() -> clients.stream().filter(StreamClient::isOpen).count());
    }

    /** Streams that have not got the event with this number, or a later one. */
    public long behind(long number) {
        return ask(() -> clients.stream()
                .filter(client -> client.lastNumber() < number)
                .count());
    }

    /** Counts anew from here on. */
    public void startCounting() {
        ask(() -> {
            tally = new Tally(clients.size());
            delivered = 0;
            return true;
        });
    }

    /** Events that came since counting began; may be asked at any time. */
    public long delivered() {
        return delivered;
    }

    /** What {@code wanted} takes from the tally, on the clients' thread. */
    public <T> T count(Function<Tally, T> wanted) {
        return ask(() -> wanted.apply(tally));
    }

    private <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        tasks.add(() -> answer.complete(question.get()));
        selector.wakeup();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    StreamRequest request() {
        return request;
    }

    Tally tally() {
        return tally;
    }

    void later(StreamClient client, int millis) {
        later.add(new Later(client, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    private void run() {
        try (selector) {
            while (!closed) {
                connectSome();
                selector.select(
                        key -> ((StreamClient) key.attachment()).ready(key, buffer, bytes), waitMillis());
                delivered = tally.deliveries();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            clients.forEach(StreamClient::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long waitMillis() {
        if (!toConnect.isEmpty()) {
            return 2;
        }
        if (later.isEmpty()) {
            return 100;
        }
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(later.peek().nanos() - System.nanoTime()), 1, 100);
    }

    private void connectSome() {
        while (!later.isEmpty() && later.peek().nanos() <= System.nanoTime()) {
            toConnect.add(later.poll().client());
        }
        if (toConnect.isEmpty()) {
            return;
        }
        long connecting = clients.stream().filter(StreamClient::isConnecting).count();
        while (connecting < MOST_CONNECTING && !toConnect.isEmpty()) {
            toConnect.poll().connect(selector);
            connecting++;
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
