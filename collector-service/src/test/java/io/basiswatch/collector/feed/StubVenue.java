package io.basiswatch.collector.feed;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Trade;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;

/** The venue of a {@link StubFeed} in virtual time, a trade and a quote every tenth of a second, and a run that follows it. */
final class StubVenue {
    final VirtualWorld world = new VirtualWorld();
    final List<MarketEvent> events = new ArrayList<>();
    final List<CapturedLine> recorded = new ArrayList<>();
    final List<Rejected> rejected = new ArrayList<>();
    final List<String> published = new ArrayList<>();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Set<VirtualWorld.End> muteTrades = new HashSet<>();
    final Set<VirtualWorld.End> dead = new HashSet<>();
    boolean trades = true;
    boolean quotes = true;
    boolean answers = true;
    boolean curable = true;
    /** How far what is told over REST lags behind the streams. */
    Duration lag = Duration.ZERO;

    private final VenueRun run;
    private final StubFeed feed;
    private int ids;
    private int asked;

    StubVenue(StubFeed feed) {
        this(feed, 7);
    }

    StubVenue(StubFeed feed, long seed) {
        this.feed = feed;
        Map<StreamKind, Duration> silence = new EnumMap<>(StreamKind.class);
        for (StreamKind kind : StreamKind.values()) {
            silence.put(kind, Duration.ofSeconds(9));
        }
        FeedPolicy policy = new FeedPolicy(
                silence,
                Duration.ofSeconds(1),
                Duration.ofSeconds(80),
                Duration.ofSeconds(10),
                1 << 20,
                Duration.ofHours(1));
        ReceiveClock clock = new ReceiveClock(world);
        Intake intake = new Intake(
                feed,
                asset -> true,
                clock,
                recorded::add,
                events::add,
                rejected::add,
                new FeedMetrics(metrics, feed.venue(), clock::now));
        Backoff backoff = new Backoff(
                policy.firstBackoff(),
                policy.maxBackoff(),
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        run = new VenueRun(
                world, new VenueSettings("", "", Map.of()), intake, policy, backoff, () -> false, Slice.WHOLE);
        world.rest(this::answer);
        world.every(Duration.ofMillis(100), this::speak);
        run.start();
    }

    private void speak() {
        if (trades) {
            published.add("T " + ids++ + " " + world.wall());
        }
        for (VirtualWorld.End end : world.open()) {
            if (dead.contains(end)) {
                continue;
            }
            if (trades && listens(end, "trades") && !isMute(end)) {
                end.send(published.getLast());
            }
            if (quotes && listens(end, "quotes")) {
                end.send("Q " + world.wall());
            }
        }
    }

    /** Whether a client's last word about a stream is that it wants it. */
    private static boolean listens(VirtualWorld.End end, String stream) {
        return end.heard.lastIndexOf("+" + stream) > end.heard.lastIndexOf("-" + stream);
    }

    /** A stream that is mute speaks again once it was subscribed to again, where that helps. */
    private boolean isMute(VirtualWorld.End end) {
        if (curable && end.heard.contains("-trades")) {
            muteTrades.remove(end);
        }
        return muteTrades.contains(end);
    }

    private Optional<RestAnswer> answer(String url) {
        if (!answers) {
            return Optional.empty();
        }
        if (url.equals("list")) {
            return VirtualWorld.ok("L");
        }
        asked++;
        String[] words = url.split(" ");
        long from = Long.parseLong(words[1]);
        long to = Math.min(Long.parseLong(words[2]), world.wall() - lag.toMillis() * 1_000);
        return VirtualWorld.ok(String.join(
                "\n",
                published.stream()
                        .filter(line -> time(line) >= from && time(line) < to)
                        .limit(StubFeed.PAGE)
                        .toList()));
    }

    private static long time(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    StubVenue pass(long seconds) {
        world.pass(Duration.ofSeconds(seconds));
        return this;
    }

    /** The socket that is used. */
    VirtualWorld.End socket() {
        return world.open().getFirst();
    }

    int pastQuestions() {
        return asked;
    }

    void stop() {
        run.stop();
    }

    <T extends MarketEvent> List<T> of(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Gaps but for those of the start. */
    List<FeedGap> gaps() {
        return of(FeedGap.class).stream()
                .filter(gap -> !gap.reason().equals("the collector started"))
                .toList();
    }

    List<GapFilled> filled() {
        return of(GapFilled.class);
    }

    List<Integer> tradeIds() {
        return of(Trade.class).stream()
                .map(trade -> Integer.valueOf(trade.tradeId()))
                .toList();
    }

    /** The ids of trades that happened since the first one that came and of which none came. */
    List<Integer> lost() {
        List<Integer> came = tradeIds();
        Set<Integer> known = new HashSet<>(came);
        List<Integer> lost = new ArrayList<>();
        // What was published in the last moment may be on its way.
        for (int id = came.getFirst(); id < ids - 2; id++) {
            if (!known.contains(id)) {
                lost.add(id);
            }
        }
        return lost;
    }

    /** What happened around a trade, for people. */
    String around(int id) {
        long time = time(published.get(id));
        List<String> lines = new ArrayList<>();
        for (MarketEvent event : events) {
            boolean isNews = event instanceof FeedGap || event instanceof GapFilled;
            if (isNews && Math.abs(event.receivedTime() - time) < 300_000_000) {
                lines.add((event.receivedTime() - time) / 1_000 + " ms: " + event);
            }
        }
        for (CapturedLine line : recorded) {
            if (line instanceof CapturedLine.Turn turn && Math.abs(turn.receivedTime() - time) < 300_000_000) {
                lines.add((turn.receivedTime() - time) / 1_000 + " ms: " + turn);
            }
            if (line instanceof CapturedLine.Closed turn && Math.abs(turn.receivedTime() - time) < 300_000_000) {
                lines.add((turn.receivedTime() - time) / 1_000 + " ms: " + turn);
            }
        }
        return "trade " + id + " at " + time + " was lost\n" + String.join("\n", lines);
    }

    StubFeed feed() {
        return feed;
    }
}
