package io.basiswatch.collector.shard;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Venues that print numbered trades all the time, each one to everybody who listens. */
final class NumberedVenue implements AutoCloseable {
    private static final long EVERY_MILLIS = 5;

    private final Map<Listening, Executor> listeners = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    NumberedVenue() {
        clock.scheduleAtFixedRate(this::print, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void print() {
        long next = number.incrementAndGet();
        listeners.forEach((feed, loop) -> loop.execute(() -> feed.trade(next)));
    }

    long printed() {
        return number.get();
    }

    /** How many listen to the venue of that shard. */
    long listeners(ShardName shard) {
        return listeners.keySet().stream()
                .filter(feed -> feed.shard.equals(shard))
                .count();
    }

    /** Whoever lives on that loop hears nothing any more. */
    void forget(Executor loop) {
        listeners.values().removeIf(loop::equals);
    }

    /** The feeds of a collector whose event loop that is. */
    Feeds feeds(Executor loop) {
        return new Feeds() {
            @Override
            public Feed start(ShardName shard, OptionalLong since, Consumer<MarketEvent> out) {
                Listening feed = new Listening(shard, out);
                listeners.put(feed, loop);
                return feed;
            }

            @Override
            public boolean isSimulated(ShardName shard) {
                return true;
            }
        };
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** One feed: tells that it begins, then trades, then that it was stopped. */
    private final class Listening implements Feeds.Feed {
        private final ShardName shard;
        private final Consumer<MarketEvent> out;
        private boolean begun;
        private boolean stopped;

        Listening(ShardName shard, Consumer<MarketEvent> out) {
            this.shard = shard;
            this.out = out;
        }

        private Instrument instrument() {
            return Instrument.parse(shard.source() + ":BTC-USDT");
        }

        private static long now() {
            return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        }

        void trade(long id) {
            if (stopped) {
                return;
            }
            if (!begun) {
                gap("the collector started", 0);
                begun = true;
            }
            Stamp stamp = new Stamp(now(), now(), id, Origin.LIVE);
            out.accept(new Trade(instrument(), stamp, Long.toString(id), 1, 1, 1, Side.BUY));
        }

        private void gap(String reason, long from) {
            Stamp stamp = new Stamp(now(), now(), Stamp.NO_SEQUENCE, Origin.LIVE);
            out.accept(new FeedGap(instrument(), stamp, "trade", from, reason, FeedGap.Scope.TRADES));
        }

        @Override
        public boolean flows() {
            return begun;
        }

        @Override
        public void wholeUntil(long time) {}

        @Override
        public void stop() {
            stopped = true;
            listeners.remove(this);
            gap("stopped", now());
        }
    }
}
