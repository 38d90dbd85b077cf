package io.basiswatch.collector.feed;

import static io.basiswatch.collector.feed.PastVenue.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Walks over a venue of minutes and of trades, in virtual time. */
class PastWalkTest {
    private static final Duration LONG = Duration.ofDays(30);

    private final List<String> pages = new ArrayList<>();
    private final List<PastWalk.End> ends = new ArrayList<>();

    private boolean held;

    private final PastWalk.Listener listener = new PastWalk.Listener() {
        @Override
        public void page(long from, long to, int rows) {
            pages.add(from / MINUTE + "-" + to / MINUTE + ":" + rows);
        }

        @Override
        public boolean isHeld() {
            return held;
        }

        @Override
        public void ended(PastWalk.End end) {
            ends.add(end);
        }
    };

    /** A venue that has minutes from {@code first} on. */
    private static PastVenue minutes(long now, long first) {
        return new PastVenue(now * MINUTE, url -> {
            String[] range = url.split("-");
            return LongStream.range(Math.max(first, Long.parseLong(range[0])), Long.parseLong(range[1]))
                    .mapToObj(PastVenue::candle)
                    .toList();
        });
    }

    private static Past minutePages(Duration reach) {
        return new Past(
                PastVenue.BTC,
                Past.Kind.MINUTES,
                Duration.ofMinutes(1),
                100,
                Past.Holds.NEWEST,
                reach,
                (from, to, edge) -> from / MINUTE + "-" + to / MINUTE);
    }

    private PastWalk walk(PastVenue venue, Past past, long from, long to, PastWalk.Direction direction) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), new Random(7));
        PastWalk walk = new PastWalk(past, from * MINUTE, to * MINUTE, direction, venue, backoff, listener);
        walk.start();
        return walk;
    }

    @Test
    void cutsTheRangeIntoWindowsThatAPageCanHoldNewestFirst() {
        // Given
        PastVenue venue = minutes(10_000, 0);

        // When
        walk(venue, minutePages(LONG), 1_000, 1_250, PastWalk.Direction.NEWEST_FIRST);
        venue.run(LONG);

        // Then
        assertThat(venue.asked).containsExactly("1150-1250", "1050-1150", "1000-1050");
        assertThat(pages).containsExactly("1150-1250:100", "1050-1150:100", "1000-1050:50");
        assertThat(ends).containsExactly(new PastWalk.End.Covered());
        assertThat(venue.taken).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void cutsTheRangeIntoWindowsOldestFirstAndPassesEmptyOnesByBeforeTheVenueBegan() {
        // Given
        PastVenue venue = minutes(10_000, 1_320);

        // When
        walk(venue, minutePages(LONG), 1_000, 1_400, PastWalk.Direction.OLDEST_FIRST);
        venue.run(LONG);

        // Then
        assertThat(pages).containsExactly("1000-1100:0", "1100-1200:0", "1200-1300:0", "1300-1400:80");
        assertThat(ends).containsExactly(new PastWalk.End.Covered());
    }

    @Test
    void endsGoingBackWhereTheVenueHasNothingFurther() {
        // Given
        PastVenue venue = minutes(10_000, 1_320);

        // When
        walk(venue, minutePages(LONG), 1_000, 1_400, PastWalk.Direction.NEWEST_FIRST);
        venue.run(LONG);

        // Then
        assertThat(pages).containsExactly("1300-1400:80", "1200-1300:0", "1100-1200:0");
        assertThat(ends).containsExactly(new PastWalk.End.Exhausted());
    }

    @Test
    void asksNothingThatIsFurtherBackThanTheVenueTells() {
        // Given
        PastVenue venue = minutes(2_000, 0);

        // When
        walk(venue, minutePages(Duration.ofMinutes(150)), 0, 2_000, PastWalk.Direction.NEWEST_FIRST);
        venue.run(LONG);

        // Then
        assertThat(venue.asked).containsExactly("1900-2000", "1850-1900");
        assertThat(ends).containsExactly(new PastWalk.End.Exhausted());
    }

    @Test
    void triesAPageAgainAndGivesUpAfterFiveFailuresInARow() {
        // Given
        PastVenue venue = minutes(10_000, 0);
        venue.failing = 4;

        // When
        walk(venue, minutePages(LONG), 1_000, 1_200, PastWalk.Direction.NEWEST_FIRST);
        venue.run(Duration.ofMinutes(2));
        int first = venue.asked.size();
        venue.failing = 99;
        walk(venue, minutePages(LONG), 1_000, 1_200, PastWalk.Direction.NEWEST_FIRST);
        venue.run(Duration.ofMinutes(2));

        // Then
        assertThat(first).isEqualTo(6);
        assertThat(venue.asked).hasSize(6 + 5);
        assertThat(ends).containsExactly(new PastWalk.End.Covered(), new PastWalk.End.Failed("refused"));
    }

    @Test
    void asksNothingWhileItIsHeldAndNothingOnceItIsStopped() {
        // Given
        PastVenue venue = minutes(10_000, 0);
        held = true;

        // When
        PastWalk walk = walk(venue, minutePages(LONG), 1_000, 1_300, PastWalk.Direction.NEWEST_FIRST);
        venue.run(Duration.ofSeconds(30));
        int whileHeld = venue.asked.size();
        held = false;
        venue.run(Duration.ofMillis(1_040));
        walk.stop();
        venue.run(LONG);

        // Then
        assertThat(whileHeld).isZero();
        assertThat(venue.asked).hasSize(1);
        assertThat(pages).isEmpty();
        assertThat(ends).isEmpty();
    }

    /** A venue of a trade each second, of which several have the same time, in pages of 50. */
    private static PastVenue trades(Past.Holds holds) {
        return new PastVenue(10_000 * MINUTE, url -> {
            String[] asked = url.split("/");
            long from = Long.parseLong(asked[0]);
            long to = Long.parseLong(asked[1]);
            long edge = Long.parseLong(asked[2]);
            List<Trade> all = LongStream.range(0, 1_000)
                    .mapToObj(id -> PastVenue.trade(id, 1_000 * MINUTE + id / 7 * 1_000_000))
                    .filter(trade -> trade.eventTime() >= from && trade.eventTime() < to)
                    .toList();
            if (holds == Past.Holds.OLDEST) {
                return all.stream()
                        .filter(trade -> trade.stamp().sequence() > edge)
                        .limit(50)
                        .toList();
            }
            List<Trade> before = all.stream()
                    .filter(trade -> edge < 0 || trade.stamp().sequence() < edge)
                    .toList();
            return before.subList(Math.max(0, before.size() - 50), before.size());
        });
    }

    private static Past tradePages(Past.Holds holds) {
        return new Past(
                PastVenue.BTC,
                Past.Kind.TRADES,
                Duration.ZERO,
                50,
                holds,
                LONG,
                (from, to, edge) -> from + "/" + to + "/"
                        + edge.map(row -> row.stamp().sequence()).orElse(-1L));
    }

    @Test
    void goesFromEdgeToEdgeForwardUntilNothingFurtherHasHappened() {
        // Given
        PastVenue venue = trades(Past.Holds.OLDEST);

        // When
        walk(venue, tradePages(Past.Holds.OLDEST), 1_000, 1_010, PastWalk.Direction.NEWEST_FIRST);
        venue.run(LONG);

        // Then: 20 pages and one that shows that there is nothing more
        assertThat(venue.taken.stream().map(InstrumentEvent::stamp).toList()).hasSize(1_000);
        assertThat(venue.taken).doesNotHaveDuplicates();
        assertThat(venue.asked).hasSize(21);
        assertThat(ends).containsExactly(new PastWalk.End.Covered());
    }

    @Test
    void goesFromEdgeToEdgeBackUntilTheVenueHasNothingFurther() {
        // Given
        PastVenue venue = trades(Past.Holds.NEWEST);

        // When
        walk(venue, tradePages(Past.Holds.NEWEST), 900, 1_010, PastWalk.Direction.OLDEST_FIRST);
        venue.run(LONG);

        // Then
        assertThat(venue.taken).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(ends).containsExactly(new PastWalk.End.Exhausted());
    }
}
