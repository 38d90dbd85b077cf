package io.basiswatch.local.venue;

import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.model.Venue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Which captures are played when: those whose times overlap against one timeline, captures of another day beside them on their
 * own.
 */
final class Programme implements AutoCloseable {
    static final Programme EMPTY = new Programme();

    /** What overlaps within this much belongs together, in microseconds. */
    private static final long TOGETHER = TimeUnit.MINUTES.toMicros(1);

    private final Map<Venue, Player> players = new TreeMap<>();

    /** Takes frames that are due, and runs {@code taken} when it is done with them. */
    interface Sink {
        void take(List<Player.Due> batch, Runnable taken);
    }

    private Programme() {}

    /**
     * @param wallStart what the first times of the captures become
     * @param late see {@link Player}
     */
    static Programme of(
            Map<Venue, Recorded> recorded, double speed, long wallStart, long late, Clock clock, Sink sink) {
        Programme programme = new Programme();
        List<Map.Entry<Venue, Recorded>> left = new ArrayList<>(new TreeMap<>(recorded).entrySet());
        left.sort(Comparator.comparingLong(venue -> venue.getValue().survey().start()));
        while (!left.isEmpty()) {
            Map<Venue, Recorded> together = new HashMap<>();
            long start = left.getFirst().getValue().survey().start();
            long end = left.getFirst().getValue().survey().end();
            while (!left.isEmpty() && left.getFirst().getValue().survey().start() <= end + TOGETHER) {
                end = Math.max(end, left.getFirst().getValue().survey().end());
                together.put(left.getFirst().getKey(), left.removeFirst().getValue());
            }
            programme.add(together, Loop.first(start, end, wallStart, speed, spans(together)), late, clock, sink);
        }
        return programme;
    }

    private static Map<Numbers.IdKind, Long> spans(Map<Venue, Recorded> together) {
        return together.values().stream()
                .flatMap(venue -> venue.survey().idSpans().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Math::max));
    }

    private void add(Map<Venue, Recorded> together, Loop first, long late, Clock clock, Sink sink) {
        List<CaptureFile> files = together.values().stream()
                .flatMap(venue -> venue.captures().stream())
                .toList();
        Player[] player = new Player[1];
        player[0] = new Player(files, first, late, clock, batch -> sink.take(batch, player[0]::taken));
        together.keySet().forEach(venue -> players.put(venue, player[0]));
    }

    void start() {
        Set.copyOf(players.values()).forEach(Player::start);
    }

    /** The pass that is being played. */
    Loop loop(Venue venue) {
        return players.get(venue).loop();
    }

    @Override
    public void close() throws InterruptedException {
        for (Player player : Set.copyOf(players.values())) {
            player.close();
        }
    }
}
