package io.basiswatch.benchmarks.streams;

import io.basiswatch.benchmarks.streams.client.Micros;
import io.basiswatch.benchmarks.streams.client.StreamClients;
import io.basiswatch.benchmarks.streams.server.PublishedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Publishes events at a rate, or as fast as they are delivered. */
public final class Publisher {
    /** Where events go. */
    public interface Sink {
        void publish(PublishedEvent event) throws IOException;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Sink sink;
    private final MadeEvents events;

    public Publisher(Sink sink, MadeEvents events) {
        this.sink = sink;
        this.events = events;
    }

    /** Each event at its time, which it carries even where the one before has taken longer. */
    public void atRate(double perSecond, Duration duration) throws IOException {
        long count = Math.round(perSecond * duration.toMillis() / 1_000);
        long start = Micros.now();
        for (long i = 0; i < count; i++) {
            long due = start + Math.round(i * 1e6 / perSecond);
            sleepUntil(due);
            sink.publish(events.next(due));
        }
        sleepUntil(start + duration.toMillis() * 1_000);
    }

    private static void sleepUntil(long micros) {
        for (long left = micros - Micros.now(); left > 0; left = micros - Micros.now()) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(left));
        }
    }

    /**
     * As fast as all clients take them: so many events are on their way at any time.
     *
     * @return deliveries per second
     */
    public double asFastAsTaken(StreamClients clients, int count, int onTheWay, Duration duration) throws IOException {
        clients.startCounting();
        long start = Micros.now();
        long end = start + duration.toMillis() * 1_000;
        long giveUp = end + PATIENCE.toMillis() * 1_000;
        long published = 0;
        while (Micros.now() < end) {
            if ((published - onTheWay) * count < clients.delivered()) {
                sink.publish(events.next(Micros.now()));
                published++;
            } else {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
            }
            if (Micros.now() > giveUp) {
                throw new IOException("deliveries have stopped");
            }
        }
        return clients.delivered() / ((Micros.now() - start) / 1e6);
    }

    /** Waits until the clients have got everything, or nothing more comes. */
    public static void settle(StreamClients clients) {
        long before = -1;
        while (clients.delivered() != before) {
            before = clients.delivered();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }
}
