package io.basiswatch.local.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which faults of a venue are on at a time, and which stream each has chosen. */
final class Active {
    private static final String ALL = "*";

    private final List<Fault> faults;
    private final long start;
    private final List<String> seen = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    Active(FaultScript script, long start) {
        this.faults = script.faults();
        this.start = start;
    }

    List<Fault> at(long time) {
        return faults.stream()
                .filter(fault -> time >= begin(fault) && time < start + micros(fault.end()))
                .toList();
    }

    /** The first fault of that kind that is on. */
    Optional<Fault> at(long time, Kind kind) {
        return at(time).stream().filter(fault -> fault.kind() == kind).findFirst();
    }

    /** The faults of that kind that have begun. */
    List<Fault> begun(long time, Kind kind) {
        return faults.stream()
                .filter(fault -> fault.kind() == kind && time >= begin(fault))
                .toList();
    }

    /** When a fault begins, microseconds since the epoch. */
    long begin(Fault fault) {
        return start + micros(fault.at());
    }

    static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }

    /** Notes that there is such a stream, for those faults that count streams. */
    void note(String stream) {
        if (!stream.isEmpty() && known.add(stream)) {
            seen.add(stream);
        }
    }

    /** Whether a fault is about a stream. */
    boolean isAbout(Fault fault, String stream) {
        String wanted = fault.stream();
        if (wanted.startsWith("#")) {
            return !seen.isEmpty()
                    && seen.get(Integer.parseInt(wanted.substring(1)) % seen.size())
                            .equals(stream);
        }
        return wanted.equals(ALL) || wanted.equals(stream);
    }
}
