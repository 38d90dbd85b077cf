package io.basiswatch.local.fault;

import io.basiswatch.local.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Faults, one a line; blank lines and what follows a {@code ;} are for people.
 *
 * @param faults in any order
 */
public record FaultScript(List<Fault> faults) {
    /** Nothing goes wrong. */
    public static final FaultScript NONE = new FaultScript(List.of());

    public FaultScript {
        faults = List.copyOf(faults);
    }

    /**
     * @throws IllegalArgumentException where a line is no fault; the message names it
     */
    public static FaultScript parse(String text) {
        return new FaultScript(text.lines()
                .map(line -> line.replaceFirst(";.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(Fault::parse)
                .toList());
    }

    /**
     * @throws CommandFailure where the file cannot be read or a line is no fault
     */
    public static FaultScript read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw CommandFailure.misused("cannot read " + file + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.misused(file + ": " + e.getMessage());
        }
    }

    /** The faults of one venue. */
    public FaultScript of(String venue) {
        return new FaultScript(
                faults.stream().filter(fault -> fault.venue().equals(venue)).toList());
    }

    @Override
    public String toString() {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
    }
}
