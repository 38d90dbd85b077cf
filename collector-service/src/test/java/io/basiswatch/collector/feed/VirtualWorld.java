package io.basiswatch.collector.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/** A network in virtual time, in which sockets and REST do what a test says. */
final class VirtualWorld implements Network {
    static final long START = 1_786_000_000_000_000L;
    private static final long LATENCY = 10_000;

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
    private final List<End> ends = new ArrayList<>();
    private final List<Long> asked = new ArrayList<>();
    private long now;
    private long numbers;
    private Function<End, Optional<Ending>> door = end -> Optional.empty();
    private Function<String, Optional<RestAnswer>> rest = url -> Optional.empty();

    private record Task(long at, long number, Runnable run) {}

    /** The venue's end of a socket. */
    final class End implements Socket {
        final String address;
        final long since = now;
        final List<String> heard = new ArrayList<>();
        final List<Long> heardAt = new ArrayList<>();
        private final Listener listener;
        boolean open;
        boolean closed;

        End(String address, Listener listener) {
            this.address = address;
            this.listener = listener;
        }

        void send(String text) {
            after(LATENCY, () -> {
                if (open && !closed) {
                    listener.received(text.getBytes(StandardCharsets.UTF_8));
                }
            });
        }

        /** The venue, or the network, ends it. */
        void end(Cause cause, String text) {
            after(LATENCY, () -> end(new Ending(cause, text)));
        }

        private void end(Ending ending) {
            if (!closed) {
                closed = true;
                listener.ended(ending);
            }
        }

        private void enter(Optional<Ending> refusal) {
            if (closed) {
                return;
            }
            if (refusal.isPresent()) {
                end(refusal.get());
            } else {
                open = true;
                listener.opened();
            }
        }

        @Override
        public void say(String message) {
            heard.add(message);
            heardAt.add(now);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Whom the venue lets in. */
    void door(Function<End, Optional<Ending>> refuses) {
        door = refuses;
    }

    /** What the venue answers; nothing is an address that does not answer. */
    void rest(Function<String, Optional<RestAnswer>> answers) {
        rest = answers;
    }

    static Optional<RestAnswer> ok(String text) {
        return Optional.of(new RestAnswer(200, Map.of(), text.getBytes(StandardCharsets.UTF_8)));
    }

    /** All sockets that were ever asked for. */
    List<End> ends() {
        return ends;
    }

    List<End> open() {
        return ends.stream().filter(end -> end.open && !end.closed).toList();
    }

    void pass(Duration time) {
        long until = now + time.toNanos() / 1_000;
        while (!tasks.isEmpty() && tasks.peek().at() <= until) {
            Task task = tasks.remove();
            now = task.at();
            task.run().run();
        }
        now = until;
    }

    private Timer after(long micros, Runnable task) {
        boolean[] cancelled = new boolean[1];
        tasks.add(new Task(now + micros, numbers++, () -> {
            if (!cancelled[0]) {
                task.run();
            }
        }));
        return () -> cancelled[0] = true;
    }

    @Override
    public Socket connect(String address, Duration timeout, Listener listener) {
        End end = new End(address, listener);
        ends.add(end);
        after(LATENCY, () -> end.enter(door.apply(end)));
        return end;
    }

    @Override
    public void ask(String url, Duration timeout, Consumer<RestAnswer> answered, Consumer<String> failed) {
        asked.add(now);
        after(2 * LATENCY, () -> rest.apply(url).ifPresentOrElse(answered, () -> failed.accept("no answer")));
    }

    @Override
    public Timer once(Duration delay, Runnable task) {
        return after(delay.toNanos() / 1_000, task);
    }

    @Override
    public Timer every(Duration interval, Runnable task) {
        boolean[] cancelled = new boolean[1];
        once(interval, new Runnable() {
            @Override
            public void run() {
                if (!cancelled[0]) {
                    task.run();
                    once(interval, this);
                }
            }
        });
        return () -> cancelled[0] = true;
    }

    @Override
    public long wall() {
        return START + now;
    }

    @Override
    public long monotonic() {
        return now;
    }
}
