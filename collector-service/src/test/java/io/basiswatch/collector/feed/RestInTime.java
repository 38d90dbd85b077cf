package io.basiswatch.collector.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/** REST in virtual time: a test says what each address answers; nothing happens but in {@link #run}. No socket ever opens. */
public final class RestInTime implements Network {
    /** What was asked, and when, microseconds. */
    public record Asked(String url, long time) {}

    public final List<Asked> asked = new ArrayList<>();
    private final Function<String, RestAnswer> answers;
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private Duration latency = Duration.ofMillis(80);
    private long time;
    private long numbers;

    private record Task(long at, long number, Runnable work) {}

    public RestInTime(long time, Function<String, RestAnswer> answers) {
        this.time = time;
        this.answers = answers;
    }

    RestInTime slow(Duration answersAfter) {
        latency = answersAfter;
        return this;
    }

    public static RestAnswer ok(String body) {
        return new RestAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public static RestAnswer refusal(int status) {
        return new RestAnswer(status, Map.of(), new byte[0]);
    }

    @Override
    public void ask(String url, Duration timeout, Consumer<RestAnswer> answered, Consumer<String> failed) {
        asked.add(new Asked(url, time));
        once(latency, () -> answered.accept(answers.apply(url)));
    }

    @Override
    public Timer once(Duration delay, Runnable task) {
        Task added = new Task(time + delay.toNanos() / 1_000, numbers++, task);
        tasks.add(added);
        return () -> tasks.remove(added);
    }

    @Override
    public Timer every(Duration interval, Runnable task) {
        return once(interval, () -> {
            task.run();
            every(interval, task);
        });
    }

    @Override
    public Socket connect(String address, Duration timeout, Listener listener) {
        return new Socket() {
            @Override
            public void say(String message) {}

            @Override
            public void close() {}
        };
    }

    @Override
    public long wall() {
        return time;
    }

    @Override
    public long monotonic() {
        return time;
    }

    /** Runs all that is due within {@code span}. */
    public void run(Duration span) {
        long end = time + span.toNanos() / 1_000;
        while (!tasks.isEmpty() && tasks.peek().at <= end) {
            Task task = tasks.remove();
            time = Math.max(time, task.at);
            task.work.run();
        }
        time = end;
    }
}
