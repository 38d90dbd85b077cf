package io.basiswatch.collector.feed;

import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/** A venue's past in virtual time: answers are whatever a test makes of an address. */
final class PastVenue implements PastWay {
    static final Instrument BTC = Instrument.spot(Venue.of("binance-spot"), "BTC", "USDT");
    static final long MINUTE = 60_000_000;

    final List<String> asked = new ArrayList<>();
    final List<InstrumentEvent> taken = new ArrayList<>();
    int failing;
    long time;
    private final Function<String, List<? extends InstrumentEvent>> answers;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::at));
    private final ArrayDeque<List<? extends InstrumentEvent>> bodies = new ArrayDeque<>();

    private record Task(long at, Runnable work) {}

    PastVenue(long time, Function<String, List<? extends InstrumentEvent>> answers) {
        this.time = time;
        this.answers = answers;
    }

    @Override
    public void ask(String url, Consumer<byte[]> answered, Consumer<String> failed) {
        asked.add(url);
        later(Duration.ofMillis(50), () -> {
            if (failing > 0) {
                failing--;
                failed.accept("refused");
            } else {
                bodies.add(answers.apply(url));
                answered.accept(url.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    @Override
    public boolean take(String url, byte[] body, Consumer<InstrumentEvent> seen) {
        bodies.remove().forEach(event -> {
            taken.add(event);
            seen.accept(event);
        });
        return true;
    }

    @Override
    public void later(Duration wait, Runnable task) {
        tasks.add(new Task(time + wait.toNanos() / 1_000, task));
    }

    @Override
    public long now() {
        return time;
    }

    /** Runs what is due, and what comes of it, for so long. */
    void run(Duration span) {
        long end = time + span.toNanos() / 1_000;
        while (!tasks.isEmpty() && tasks.peek().at <= end) {
            Task task = tasks.remove();
            time = Math.max(time, task.at);
            task.work.run();
        }
        time = end;
    }

    /** A minute's candle; it opens at that many minutes since the epoch. */
    static Candle candle(long minute) {
        return new Candle(
                BTC,
                new Stamp((minute + 1) * MINUTE, (minute + 1) * MINUTE, Stamp.NO_SEQUENCE, Origin.BACKFILL),
                minute * MINUTE,
                (minute + 1) * MINUTE,
                1,
                1,
                1,
                1,
                1,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    static Trade trade(long id, long time) {
        return new Trade(BTC, new Stamp(time, time, id, Origin.BACKFILL), Long.toString(id), 1, 1, 1, Side.BUY);
    }
}
