package io.basiswatch.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The stream of one book on its way from a venue to a decoder: messages are lost, swapped, repeated and cut, and snapshots
 * come late, twice and unasked. Whatever happens, what is told of the depth is what the undamaged stream says at the same
 * message, or nothing; where it falls silent there is a gap, and it always comes back.
 */
public final class LossyStream {
    private static final int QUIET_END = 40;
    private static final int HARMLESS = 30;

    private final VenueFeed feed;
    private final Writer writer;
    private final List<RandomBook.Rows> changes = new ArrayList<>();
    private final List<RandomBook.Rows> books = new ArrayList<>();
    private final List<Optional<DepthProfile>> undamaged = new ArrayList<>();

    /** How a venue writes its messages. */
    public interface Writer {
        /**
         * A message.
         *
         * @param rows what it says
         * @param book the whole book after it
         * @param snapshot whether {@code rows} are the whole book
         * @param step how many changes there were before it
         * @param place how many messages the socket carried before it
         */
        String write(RandomBook.Rows rows, RandomBook.Rows book, boolean snapshot, int step, long place);
    }

    /** How often what happened. */
    public record Tally(int damages, int gaps, int silences, int questions, int profiles) {}

    /** A stream of {@code length} messages, a snapshot and changes, each of which {@code moves} the market. */
    public LossyStream(
            VenueFeed feed, Writer writer, RandomBook market, Function<RandomBook, RandomBook.Rows> moves, int length) {
        this.feed = feed;
        this.writer = writer;
        for (int step = 0; step < length; step++) {
            changes.add(step == 0 ? market.book() : moves.apply(market));
            books.add(market.book());
        }
        rehearse();
    }

    private void rehearse() {
        DecoderRun run = new DecoderRun(feed, "");
        for (int step = 0; step < changes.size(); step++) {
            undamaged.add(profile(run.push(change(step, step))));
        }
        assertThat(run.rejected()).isEmpty();
        assertThat(run.events(FeedGap.class)).isEmpty();
        assertThat(run.requests()).isEmpty();
        assertThat(undamaged).allMatch(Optional::isPresent);
    }

    private String change(int step, long place) {
        return writer.write(changes.get(step), books.get(step), step == 0, step, place);
    }

    private String snapshot(int step, long place) {
        return writer.write(books.get(step), books.get(step), true, step, place);
    }

    private static Optional<DepthProfile> profile(List<MarketEvent> events) {
        return events.stream()
                .filter(DepthProfile.class::isInstance)
                .map(DepthProfile.class::cast)
                .findFirst();
    }

    /** Sends the stream through damage; every step is checked. */
    public Tally run(long seed) {
        return new Journey(seed).run();
    }

    /** One way through. */
    private final class Journey {
        private final RandomGenerator random;
        private final DecoderRun run = new DecoderRun(feed, "");
        private long place;
        private int due = -1;
        private boolean speaks;
        private int damages;
        private int silences;
        private int questions;
        private int profiles;

        Journey(long seed) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        Tally run() {
            for (int next = 0; next < changes.size(); next++) {
                boolean quiet = next == 0 || next >= changes.size() - QUIET_END;
                int fate = quiet ? HARMLESS : random.nextInt(HARMLESS);
                damages += fate <= 4 ? 1 : 0;
                int step = send(next, fate);
                next = step;
                if (due >= 0 && due <= step) {
                    answer(step);
                }
                ask(step);
            }
            assertThat(speaks).as("the book lives in the end").isTrue();
            int gaps = (int) run.events(FeedGap.class).stream()
                    .filter(gap -> gap.scope() == FeedGap.Scope.DEPTH)
                    .count();
            assertThat(gaps).isEqualTo(silences);
            return new Tally(damages, gaps, silences, questions, profiles);
        }

        /** Sends a change, perhaps after the one behind it; the last that was sent. */
        private int send(int step, int fate) {
            String message = change(step, place++);
            switch (fate) {
                case 0 -> {}
                case 1 -> {
                    push(change(step + 1, place++), step + 1);
                    push(message, step + 1);
                    return step + 1;
                }
                case 2 -> {
                    push(message, step);
                    push(message, step);
                }
                case 3 -> {
                    push(message, step);
                    push(snapshot(step, place++), step);
                }
                case 4 -> push(message.substring(0, message.length() / 2), step);
                default -> push(message, step);
            }
            return step;
        }

        private void answer(int step) {
            due = -1;
            push(snapshot(step, place++), step);
            if (random.nextBoolean()) {
                push(snapshot(step, place++), step);
            }
        }

        private void ask(int step) {
            int asked = run.requests().size();
            questions += asked;
            if (asked > 0 && due < 0) {
                due = step + 1 + random.nextInt(6);
            }
        }

        /** What a decoder says of a frame that it could not read may come with the next one. */
        private void push(String message, int step) {
            int rejected = run.rejected().size();
            List<MarketEvent> events = run.push(message);
            if (run.rejected().size() > rejected) {
                assertThat(events).isEmpty();
                return;
            }
            Optional<DepthProfile> told = profile(events);
            told.ifPresent(profile -> check(profile, step));
            boolean gap = events.stream().anyMatch(FeedGap.class::isInstance);
            assertThat(gap).as("a gap where it falls silent, at %s", step).isEqualTo(speaks && (told.isEmpty() || gap));
            silences += gap ? 1 : 0;
            speaks = told.isPresent();
            profiles += speaks ? 1 : 0;
        }

        private void check(DepthProfile told, int step) {
            DepthProfile right = undamaged.get(step).orElseThrow();
            assertThat(told.mid()).isEqualTo(right.mid());
            assertThat(told.bands()).isEqualTo(right.bands());
            assertThat(told.slippage()).isEqualTo(right.slippage());
        }
    }
}
