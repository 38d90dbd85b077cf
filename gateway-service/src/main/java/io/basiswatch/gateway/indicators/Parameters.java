package io.basiswatch.gateway.indicators;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.Resolution;
import io.vertx.core.MultiMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The query of a request: only names that are known, each at most once, and every complaint names its parameter. */
public final class Parameters {
    /** Year 10000: nothing after it is meant. */
    private static final long LAST_MILLIS = 253_402_300_800_000L;

    private final Map<String, String> query;

    private Parameters(Map<String, String> query) {
        this.query = query;
    }

    /** @throws ProblemException where the query holds a name that is not among {@code names}, or one twice */
    public static Parameters of(MultivaluedMap<String, String> query, String... names) {
        Map<String, String> once = new HashMap<>();
        query.forEach((name, values) -> values.forEach(value -> add(name, value, once, names)));
        return new Parameters(once);
    }

    /** As {@link #of(MultivaluedMap, String...)}, for routes that are none of JAX-RS. */
    static Parameters of(MultiMap query, String... names) {
        Map<String, String> once = new HashMap<>();
        query.forEach((name, value) -> add(name, value, once, names));
        return new Parameters(once);
    }

    private static void add(String name, String value, Map<String, String> once, String... names) {
        if (!List.of(names).contains(name)) {
            throw ProblemException.of(
                    Reason.UNKNOWN_PARAMETER, name, "Not a parameter here. Accepted: " + listed(names) + ".");
        }
        if (once.put(name, value) != null) {
            throw ProblemException.of(Reason.INVALID_PARAMETER, name, "Given more than once.");
        }
    }

    private static String listed(String... names) {
        return names.length == 0 ? "none" : String.join(", ", new TreeSet<>(List.of(names)));
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Which series of an indicator; {@code none} is how the one without a dimension is written. */
    public Optional<String> dimension() {
        return text("dimension").map(text -> text.equals(SeriesChoice.NONE) ? "" : text);
    }

    public String required(String name, String example) {
        return text(name)
                .orElseThrow(() -> ProblemException.of(
                        Reason.INVALID_PARAMETER, name, "Needed, for example " + name + "=" + example + "."));
    }

    /** As of when an answer is wanted, milliseconds since the epoch: not in the future, which is {@code now} on. */
    public Optional<Long> asOf(long now) {
        Optional<Long> asOf = time("asOf");
        if (asOf.isPresent() && asOf.get() > now) {
            throw ProblemException.of(
                    Reason.RANGE_NOT_POSSIBLE, "asOf", "Lies in the future: what will be known then is not known yet.");
        }
        return asOf;
    }

    /** How far apart the wanted values are; minutes where nobody says so. */
    public Resolution storedResolution() {
        return switch (text("resolution").orElse("1m")) {
            case "1m" -> Resolution.MINUTE;
            case "1h" -> Resolution.HOUR;
            case "1d" -> Resolution.DAY;
            case "1s" ->
                throw ProblemException.of(
                        Reason.RESOLUTION_NOT_STORED,
                        "resolution",
                        "1s is live only: see /v1/stream. 1m, 1h and 1d are stored.");
            default ->
                throw ProblemException.of(
                        Reason.INVALID_PARAMETER, "resolution", "Not a resolution: 1m, 1h and 1d are.");
        };
    }

    /** Milliseconds since the epoch, given so or as RFC 3339. */
    public Optional<Long> time(String name) {
        return text(name).map(text -> {
            long millis = text.matches("\\d{1,15}") ? Long.parseLong(text) : rfc3339(name, text);
            if (millis < 0 || millis >= LAST_MILLIS) {
                throw ProblemException.of(Reason.INVALID_PARAMETER, name, "Outside of 1970 to 9999.");
            }
            return millis;
        });
    }

    private static long rfc3339(String name, String text) {
        try {
            // A plus sign that was not escaped arrives as a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant().toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw ProblemException.of(
                    Reason.INVALID_PARAMETER,
                    name,
                    "Neither milliseconds since the epoch nor RFC 3339 such as "
                            + Instant.ofEpochMilli(1_723_161_600_000L) + ".");
        }
    }

    /** A whole number from {@code least} to {@code most}. */
    Optional<Integer> number(String name, int least, int most) {
        return text(name).map(text -> {
            int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
            if (number < least || number > most) {
                throw ProblemException.of(
                        Reason.INVALID_PARAMETER, name, "Not a whole number from " + least + " to " + most + ".");
            }
            return number;
        });
    }
}
