package io.basiswatch.collector.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.publish.Outlet;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Collectors around one board in virtual time, with a venue whose trades are numbered and a log that takes everything. */
final class Room {
    static final Instrument BTC = Instrument.parse("binance-spot:BTC-USDT");
    private static final long SECOND = 1_000_000_000L;

    private final Collection<ShardName> configured;
    private final List<Collector> collectors = new ArrayList<>();
    private final List<Posted> posts = new ArrayList<>();
    private final List<Posted> board = new ArrayList<>();
    /** What the log holds, in its order. */
    final List<Written> log = new ArrayList<>();
    /** How long the next feed needs until it is connected, microseconds. */
    LongSupplier connecting = () -> 0;

    private long place;
    private long nanos = 100 * SECOND;

    /** An event in the log, and the epoch that it carries. */
    record Written(long epoch, MarketEvent event) {}

    /** What waits to be read by everybody. */
    private record Posted(long place, BoardRecord record, LongConsumer written, Collector by) {}

    Room(String... shards) {
        configured = List.of(shards).stream().map(ShardName::parse).toList();
    }

    /** A collector that joins. */
    Collector collector(String name) {
        Collector joined = new Collector(name);
        board.forEach(joined::hears);
        collectors.add(joined);
        return joined;
    }

    /** All that was posted is on the board and read by those who read. */
    void read() {
        for (int read = 0; !posts.isEmpty(); read++) {
            assertThat(read).as("records on the board without any time passing").isLessThan(1000);
            Posted next = posts.removeFirst();
            board.add(next);
            if (!next.by().asleep) {
                next.written().accept(next.place());
            }
            collectors.forEach(one -> one.hears(next));
        }
    }

    /** Time passes in steps of a tenth of a second. */
    void pass(int tenths) {
        for (int i = 0; i < tenths; i++) {
            nanos += SECOND / 10;
            collectors.stream().filter(one -> !one.asleep).forEach(one -> one.desk.tick());
            read();
        }
    }

    long micros() {
        return nanos / 1000;
    }

    /** The venue prints a trade: everybody whose feed flows gets it. */
    void trade(int number) {
        feeds().forEach(feed -> feed.trade(number));
    }

    /** The venue tells its best prices. */
    void quote() {
        feeds().forEach(FakeFeed::quote);
    }

    private List<FakeFeed> feeds() {
        return collectors.stream()
                .filter(one -> !one.asleep)
                .flatMap(one -> one.feeds.values().stream())
                .toList();
    }

    /** One collector of the room. */
    final class Collector {
        final String name;
        final Desk desk;
        final Map<ShardName, FakeFeed> feeds = new HashMap<>();
        final List<String> journal = new ArrayList<>();
        private final List<MarketEvent> wrote = new ArrayList<>();
        private final List<Unwritten> unwritten = new ArrayList<>();

        private record Unwritten(FakeOutlet by, Written piece) {}

        private final List<Posted> missed = new ArrayList<>();
        boolean asleep;
        /** Whether the log takes what this collector says only when {@link #writes} is called. */
        boolean isLogSlow;

        Collector(String name) {
            this.name = name;
            this.desk = new Desk(
                    configured,
                    new Surroundings(
                            name,
                            new FakeFeeds(),
                            shard -> new FakeOutlet(shard.epoch()),
                            (record, written) -> posts.add(new Posted(place++, record, written, this)),
                            this::through,
                            () -> nanos,
                            new Notes()));
        }

        void hears(Posted next) {
            missed.add(next);
            if (!asleep) {
                missed.forEach(said -> desk.said(said.place(), said.record()));
                missed.clear();
            }
        }

        void given(Integer... seats) {
            desk.given(Set.of(seats), Registrar.partitions(configured));
            read();
        }

        void taken(Integer... seats) {
            desk.taken(Set.of(seats));
            read();
        }

        private long through() {
            return unwritten.isEmpty()
                    ? micros()
                    : unwritten.getFirst().piece().event().receivedTime();
        }

        /** The log takes all that this collector has said. */
        void writes() {
            unwritten.forEach(one -> log.add(one.piece()));
            unwritten.clear();
        }

        /** What it said, in order: numbers of trades, and {@code gap}. */
        List<String> wrote() {
            return wrote.stream().map(Room::word).toList();
        }

        List<FeedGap> gaps() {
            return Crowd.gaps(wrote);
        }

        private final class FakeOutlet implements Outlet {
            private final long epoch;
            private boolean shut;

            FakeOutlet(long epoch) {
                this.epoch = epoch;
            }

            @Override
            public void publish(MarketEvent event) {
                if (shut) {
                    return;
                }
                wrote.add(event);
                unwritten.add(new Unwritten(this, new Written(epoch, event)));
                if (!isLogSlow) {
                    writes();
                }
            }

            @Override
            public void shut() {
                shut = true;
            }

            @Override
            public boolean isWritten() {
                return unwritten.stream().noneMatch(one -> one.by() == this);
            }
        }

        private final class FakeFeeds implements Feeds {
            @Override
            public Feed start(ShardName shard, OptionalLong since, Consumer<MarketEvent> out) {
                FakeFeed feed = new FakeFeed(out, () -> feeds.remove(shard));
                feeds.put(shard, feed);
                return feed;
            }

            @Override
            public boolean isSimulated(ShardName shard) {
                return false;
            }
        }

        private final class Notes implements Surroundings.Journal {
            @Override
            public void began(ShardName shard, long epoch, Surroundings.Beginning how, long nanos) {
                journal.add(how + " " + shard);
            }

            @Override
            public void ended(ShardName shard, Surroundings.Ending how, boolean hadBegun) {
                journal.add("end " + how + " " + shard);
            }
        }
    }

    private static String word(MarketEvent event) {
        return switch (event) {
            case Trade trade -> trade.tradeId();
            case FeedGap gap -> "gap";
            default -> event.getClass().getSimpleName();
        };
    }

    /** A stream of trades, with a gap where it begins and where it is stopped. */
    final class FakeFeed implements Feeds.Feed {
        private final Consumer<MarketEvent> out;
        private final Runnable stopped;
        private boolean begun;
        private boolean quoted;
        private long cut;
        private long connectedAt = micros() + connecting.getAsLong();
        /** Since when trades are to be asked for. */
        OptionalLong asked = OptionalLong.empty();

        FakeFeed(Consumer<MarketEvent> out, Runnable stopped) {
            this.out = out;
            this.stopped = stopped;
        }

        void trade(int number) {
            if (!isConnected()) {
                return;
            }
            Stamp stamp = new Stamp(micros(), micros(), number, Origin.LIVE);
            if (!begun) {
                begun = true;
                gap("the collector started", 0);
            }
            if (cut != 0) {
                gap("connected again", cut);
                cut = 0;
            }
            out.accept(new Trade(BTC, stamp, Integer.toString(number), 1, 1, 1, Side.BUY));
        }

        private boolean isConnected() {
            return micros() >= connectedAt;
        }

        /** The socket is lost, and there is another one after a while, microseconds; what has begun is in a gap until then. */
        void loses(long away) {
            if (isConnected() && quoted) {
                gap("connection lost", micros(), FeedGap.Scope.QUOTES);
                quoted = false;
            }
            if (isConnected() && begun && cut == 0) {
                gap("connection lost", micros());
                cut = micros();
            }
            connectedAt = Math.max(connectedAt, micros() + away);
        }

        /** A quote proves that the streams flow, also of a market in which nothing is traded. */
        void quote() {
            if (!isConnected()) {
                return;
            }
            quoted = true;
            Stamp stamp = new Stamp(micros(), micros(), Stamp.NO_SEQUENCE, Origin.LIVE);
            out.accept(new Quote(BTC, stamp, 1, 1, 2, 1));
        }

        void gap(String reason, long from) {
            gap(reason, from, FeedGap.Scope.TRADES);
        }

        void gap(String reason, long from, FeedGap.Scope scope) {
            Stamp stamp = new Stamp(micros(), micros(), Stamp.NO_SEQUENCE, Origin.LIVE);
            out.accept(new FeedGap(BTC, stamp, "x", from, reason, scope));
        }

        @Override
        public boolean flows() {
            return isConnected() && (begun || quoted);
        }

        @Override
        public void wholeUntil(long time) {
            asked = OptionalLong.of(time);
        }

        @Override
        public void stop() {
            gap("stopped", micros());
            stopped.run();
        }
    }

    static String join(List<String> words) {
        return words.stream().collect(Collectors.joining(" "));
    }
}
