package io.basiswatch.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The real stream of one book, whose changes are dropped, swapped and repeated on their way to a decoder, and whose
 * snapshots come late, twice and unasked. Whatever happens, what the decoder says of the depth is what it says of the
 * undamaged stream at the same message, or nothing; and each time it falls silent there is a gap and a question.
 */
public abstract class DamagedBook {
    private static final int QUIET_END = 40;

    private final VenueFeed feed;
    private final String address;
    private final int levels;
    private final List<ObjectNode> frames;
    private final List<String> snapshots = new ArrayList<>();
    private final List<Optional<DepthProfile>> undamaged = new ArrayList<>();

    /** How often what happened. */
    public record Tally(int damages, int gaps, int questions, int profiles) {}

    /**
     * A stream of messages of one book, the first of them a snapshot.
     *
     * @param levels how many levels of each side the venue tells of
     */
    protected DamagedBook(VenueFeed feed, String address, int levels, List<ObjectNode> frames) {
        this.feed = feed;
        this.address = address;
        this.levels = levels;
        this.frames = frames;
        rehearse();
    }

    protected abstract ArrayNode bids(ObjectNode frame);

    protected abstract ArrayNode asks(ObjectNode frame);

    /** Says of a message that it is a snapshot. */
    protected abstract void makeSnapshot(ObjectNode frame);

    /** What the whole book is after each message, and what the decoder says when all is well. */
    private void rehearse() {
        TreeMap<BigDecimal, JsonNode> bids = new TreeMap<>(Comparator.reverseOrder());
        TreeMap<BigDecimal, JsonNode> asks = new TreeMap<>();
        DecoderRun run = new DecoderRun(feed, address);
        for (ObjectNode frame : frames) {
            apply(bids, bids(frame));
            apply(asks, asks(frame));
            ObjectNode snapshot = frame.deepCopy();
            makeSnapshot(snapshot);
            bids(snapshot).removeAll().addAll(bids.values());
            asks(snapshot).removeAll().addAll(asks.values());
            snapshots.add(snapshot.toString());
            undamaged.add(profile(run.push(frame.toString())));
        }
        assertThat(run.events(FeedGap.class)).isEmpty();
        assertThat(undamaged).allMatch(Optional::isPresent);
    }

    private void apply(TreeMap<BigDecimal, JsonNode> side, ArrayNode rows) {
        for (JsonNode row : rows) {
            BigDecimal price = new BigDecimal(row.get(0).textValue());
            if (new BigDecimal(row.get(1).textValue()).signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, row);
            }
        }
        while (side.size() > levels) {
            side.pollLastEntry();
        }
    }

    private static Optional<DepthProfile> profile(List<MarketEvent> events) {
        return events.stream()
                .filter(DepthProfile.class::isInstance)
                .map(DepthProfile.class::cast)
                .findFirst();
    }

    /** Sends the stream through damage; every step is checked. */
    public final Tally run(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        DecoderRun run = new DecoderRun(feed, address);
        Map<Integer, Integer> due = new TreeMap<>();
        int damages = 0;
        int questions = 0;
        int profiles = 0;
        for (int at = 0; at < frames.size(); at++) {
            int fate = at > 0 && at < frames.size() - QUIET_END ? random.nextInt(30) : 30;
            List<String> sent = switch (fate) {
                case 0 -> List.of();
                case 1 -> List.of(text(at + 1), text(at));
                case 2 -> List.of(text(at), text(at));
                case 3 -> List.of(text(at), snapshots.get(at));
                default -> List.of(text(at));
            };
            damages += fate <= 3 ? 1 : 0;
            profiles += send(run, at, sent);
            if (due.remove(at) != null) {
                profiles += again(run, at, random.nextBoolean());
            }
            int asked = run.requests().size();
            questions += asked;
            if (asked > 0) {
                due.put(at + 1 + random.nextInt(6), at);
            }
        }
        assertThat(profile(run.push(text(frames.size() - 1))).map(DepthProfile::bands))
                .as("the book lives in the end")
                .isEqualTo(undamaged.getLast().map(DepthProfile::bands));
        return new Tally(damages, run.events(FeedGap.class).size(), questions, profiles);
    }

    private String text(int at) {
        return frames.get(at).toString();
    }

    private int send(DecoderRun run, int at, List<String> messages) {
        int profiles = 0;
        for (int i = 0; i < messages.size(); i++) {
            List<MarketEvent> events = i == 0 ? run.push(messages.get(i)) : run.again("test", messages.get(i));
            // Two that were swapped leave the book where the second of them would have.
            profiles += check(events, at);
        }
        return profiles;
    }

    private int again(DecoderRun run, int at, boolean twice) {
        int profiles = check(run.again("test", snapshots.get(at)), at);
        return profiles + (twice ? check(run.again("test", snapshots.get(at)), at) : 0);
    }

    private int check(List<MarketEvent> events, int at) {
        Optional<DepthProfile> told = profile(events);
        told.ifPresent(profile -> {
            DepthProfile right = undamaged.get(at).orElseThrow();
            assertThat(profile.mid()).isEqualTo(right.mid());
            assertThat(profile.bands()).isEqualTo(right.bands());
            assertThat(profile.slippage()).isEqualTo(right.slippage());
        });
        return told.isPresent() ? 1 : 0;
    }
}
