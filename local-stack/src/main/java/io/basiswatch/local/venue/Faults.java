package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What is wrong with one venue, as its script has it, and what chance decides within that. Times are microseconds since the
 * epoch; not thread-safe.
 */
final class Faults implements Circumstances {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final int TOO_MANY = 429;
    /** JSON has no character below it. */
    private static final int FIRST_SPACE = 9;

    private final List<Fault> faults;
    private final long start;
    private final SplittableRandom random;
    private long now;

    /**
     * @param start when the run begins
     */
    Faults(FaultScript script, Venue venue, long start) {
        this.faults = script.of(venue);
        this.start = start;
        this.now = start;
        this.random = new SplittableRandom(script.seed() ^ venue.id().hashCode());
    }

    List<Fault> all() {
        return faults;
    }

    /** It is that time. */
    void advance(long time) {
        now = time;
    }

    /** A fault of that kind that is on. */
    Optional<Fault> on(FaultKind kind) {
        for (Fault fault : faults) {
            if (fault.kind() == kind && fault.isOn(now - start)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** The same, about that stream to that client. */
    Optional<Fault> on(FaultKind kind, String stream, int client) {
        return faults.isEmpty() ? Optional.empty() : on(kind).filter(fault -> fault.hits(stream, client));
    }

    /** The same where chance has it that this frame is hit. */
    Optional<Fault> strikes(FaultKind kind, String stream, int client) {
        return on(kind, stream, client).filter(fault -> random.nextDouble() < fault.decimal("share", 1));
    }

    /** How sockets are refused, if they are. */
    Optional<Answer> refusesSockets() {
        return on(FaultKind.REFUSE).or(() -> on(FaultKind.STORM)).map(Faults::refusal);
    }

    Optional<Answer> refusesQuestions() {
        return on(FaultKind.STORM).map(Faults::refusal);
    }

    private static Answer refusal(Fault fault) {
        return new Answer(
                (int) fault.number("status", TOO_MANY),
                Map.of("Retry-After", fault.text("retry", "5")),
                "{\"code\":-1003,\"msg\":\"Way too many requests.\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long time(long time) {
        return on(FaultKind.SKEW)
                .map(fault -> time + fault.number("ms", 0) * MICROS_PER_MILLI)
                .orElse(time);
    }

    /** Counts from the last restart on. */
    @Override
    public long sequence(Listing listing, long step) {
        long first = 0;
        for (Fault fault : faults) {
            long from = (start + fault.at()) / SimulatedMarket.STEP;
            if (fault.kind() == FaultKind.RESTART && step >= from) {
                first = Math.max(first, from);
            }
        }
        return step - first;
    }

    /** A damaged copy. */
    byte[] corrupted(byte[] frame, Fault fault) {
        String how = fault.text("how", "mixed");
        String[] ways = {"flip", "truncate", "type"};
        String way = how.equals("mixed") ? ways[random.nextInt(ways.length)] : how;
        return switch (way) {
            case "truncate" -> Arrays.copyOf(frame, random.nextInt(Math.max(1, frame.length)));
            case "type" ->
                new String(frame, StandardCharsets.UTF_8)
                        .replaceFirst(":\"?[0-9.]+\"?", ":{\"not\":[null]}")
                        .getBytes(StandardCharsets.UTF_8);
            default -> flipped(frame);
        };
    }

    /** Never from one digit to another: what TCP lets pass as right, nobody could tell from it. */
    private byte[] flipped(byte[] frame) {
        byte[] copy = frame.clone();
        for (int i = random.nextInt(4); i >= 0 && copy.length > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(1, FIRST_SPACE);
        }
        return copy;
    }
}
