package io.basiswatch.collector.history;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.PastDesk;
import io.basiswatch.collector.feed.PastWalk;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Fetches the history of one venue: what nobody has told yet, in the order of {@link HistoryDepth}, and from then on what
 * our own streams missed, once its interval is over.
 *
 * <p>What was told is kept when it is in the log, not before, so a collector that dies loses no page; the page that it was
 * at is told twice, which changes nothing. Lives on the thread of the venue's feed.
 */
final class VenueHistory {
    private static final Logger LOG = Logger.getLogger(VenueHistory.class);

    /** Histories that are asked for at the same time, each page by page. */
    private static final int AT_ONCE = 2;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long HOUR = 3_600_000_000L;

    private final HistoryLedger ledger;
    private final Outside outside;
    private final HistoryTally tally;
    private final Map<HistoryKey, Stretch> stretches = new TreeMap<>(HistoryDepth.FIRST);
    private final Map<HistoryKey, PastWalk> walks = new HashMap<>();
    private final Map<HistoryKey, Unwritten> unwritten = new LinkedHashMap<>();
    private final Heard heard = new Heard();
    private Optional<PastDesk> desk = Optional.empty();
    private boolean looking;
    private boolean stopped;

    /**
     * What a history depends on besides its venue.
     *
     * @param isHeld whether nothing more is to be asked for at the moment: the log is behind, or the venue is not ours yet
     * @param written until when all that was received is in the log, microseconds since the epoch
     */
    record Outside(BooleanSupplier isHeld, LongSupplier written) {}

    /** What was told at {@code time} and may be kept once the log has come so far. */
    private record Unwritten(Told told, long time) {}

    VenueHistory(HistoryLedger ledger, Outside outside, HistoryTally tally) {
        this.ledger = ledger;
        this.outside = outside;
        this.tally = tally;
    }

    /** The venue has said what it lists. */
    void listed(PastDesk now) {
        if (stopped) {
            return;
        }
        desk = Optional.of(now);
        Map<HistoryKey, Past> pasts = new HashMap<>();
        // Of two ways to the same history the first is the better one.
        now.pasts().stream()
                .filter(HistoryDepth::isWanted)
                .forEach(past -> pasts.putIfAbsent(HistoryKey.of(past), past));
        stretches.keySet().retainAll(pasts.keySet());
        pasts.forEach((key, past) ->
                stretches.computeIfAbsent(key, unseen -> begin(past, now.now())).isHadBy(past));
        if (!looking) {
            looking = true;
            look();
        }
    }

    private Stretch begin(Past past, long now) {
        Stretch stretch = new Stretch(past, ledger.told(HistoryKey.of(past)));
        stretch.begin(now);
        return stretch;
    }

    /** Something has gone out that our streams brought, or did not. */
    void event(MarketEvent event) {
        heard.event(event);
        switch (event) {
            case FeedGap gap -> of(gap.instrument(), gap.scope(), stretch -> stretch.broken(gap));
            case GapFilled filled -> of(filled.instrument(), filled.scope(), stretch -> stretch.mended(filled.from()));
            default -> {}
        }
    }

    private void of(Instrument instrument, FeedGap.Scope scope, Consumer<Stretch> then) {
        for (Past.Kind kind : HistoryDepth.ORDER) {
            if (scope == FeedGap.Scope.ALL || scope == HistoryDepth.scope(kind)) {
                Optional.ofNullable(stretches.get(new HistoryKey(instrument, kind)))
                        .ifPresent(then);
            }
        }
    }

    /** Once a second: keeps what is in the log by now, lets time pass, and asks for what is missing. */
    private void look() {
        if (stopped) {
            return;
        }
        PastDesk at = desk.orElseThrow();
        long now = at.now();
        keepWritten();
        stretches.values().forEach(stretch -> {
            if (stretch.passed(now, heard.last(stretch.key())) && stretch.told().to() % HOUR == 0) {
                noted(stretch, now);
            }
        });
        ask();
        at.later(LOOK, this::look);
    }

    private void keepWritten() {
        long written = outside.written().getAsLong();
        unwritten.entrySet().removeIf(entry -> {
            boolean safe = entry.getValue().time < written;
            if (safe) {
                ledger.keep(entry.getKey(), entry.getValue().told);
            }
            return safe;
        });
    }

    private void noted(Stretch stretch, long now) {
        unwritten.put(stretch.key(), new Unwritten(stretch.told(), now));
    }

    private void ask() {
        PastDesk at = desk.orElseThrow();
        long now = at.now();
        long pagesLeft = walks.values().stream().mapToLong(PastWalk::pagesLeft).sum();
        int incomplete = walks.size();
        for (Stretch stretch : stretches.values()) {
            Optional<Stretch.Missing> missing =
                    walks.containsKey(stretch.key()) ? Optional.empty() : stretch.missing(now);
            if (missing.isPresent()) {
                incomplete++;
                pagesLeft += stretch.pages(missing.get());
                if (walks.size() < AT_ONCE && !outside.isHeld().getAsBoolean()) {
                    walk(at, stretch, missing.get());
                }
            }
        }
        tally.left(stretches.size(), stretches.size() - incomplete, pagesLeft);
    }

    private void walk(PastDesk at, Stretch stretch, Stretch.Missing range) {
        stretch.asks();
        Journey journey = new Journey(stretch, range);
        PastWalk walk = at.walk(stretch.past(), range.from(), range.to(), range.direction(), journey);
        if (!journey.over) {
            walks.put(stretch.key(), walk);
        }
    }

    /** Nothing is asked for any more; what was told and is not in the log yet will be told again. */
    void stop() {
        keepWritten();
        stopped = true;
        walks.values().forEach(PastWalk::stop);
        walks.clear();
    }

    /** One walk, and what it means for its history. */
    private final class Journey implements PastWalk.Listener {
        private final Stretch stretch;
        private final Stretch.Missing range;
        private boolean over;

        private Journey(Stretch stretch, Stretch.Missing range) {
            this.stretch = stretch;
            this.range = range;
        }

        @Override
        public boolean isHeld() {
            return outside.isHeld().getAsBoolean();
        }

        @Override
        public void page(long from, long to, int rows) {
            tally.page(stretch.key().kind(), rows);
            stretch.told(from, to);
            noted(stretch, desk.orElseThrow().now());
        }

        @Override
        public void ended(PastWalk.End end) {
            over = true;
            walks.remove(stretch.key());
            long now = desk.orElseThrow().now();
            if (end instanceof PastWalk.End.Failed(String reason)) {
                LOG.warnf("%s: no further history for now: %s", stretch.key(), reason);
                tally.failed();
                stretch.failed(now);
            } else {
                stretch.settled(range);
                noted(stretch, now);
                LOG.debugf("%s: told %s", stretch.key(), stretch.told().json());
            }
            if (stretches.keySet().stream().noneMatch(key -> isStill(key, now))) {
                LOG.infof(
                        "%s: %s of all instruments are told",
                        desk.orElseThrow().venue(), stretch.key().kind());
            }
        }

        private boolean isStill(HistoryKey key, long now) {
            return key.kind() == stretch.key().kind()
                    && (walks.containsKey(key)
                            || stretches.get(key).missing(now).isPresent());
        }
    }
}
