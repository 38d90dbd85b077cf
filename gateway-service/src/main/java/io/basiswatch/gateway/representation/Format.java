package io.basiswatch.gateway.representation;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The media types in which a list of points can be had; the first is the usual one. */
public enum Format {
    /** One object with a page of points. */
    JSON("application/json", "application/json"),
    /** A JSON object per line, as long as the list is. */
    NDJSON("application/x-ndjson", "application/x-ndjson"),
    /** RFC 4180 with a header row, as long as the list is. */
    CSV("text/csv", "text/csv;charset=UTF-8;header=present");

    /** The query parameter that decides, whatever {@code Accept} says. */
    public static final String PARAMETER = "format";

    private final String mediaType;
    private final String contentType;

    Format(String mediaType, String contentType) {
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    /** As {@code Content-Type} has it. */
    public String contentType() {
        return contentType;
    }

    /** How the format is written in {@link #PARAMETER}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format that was named or else the one that is taken most gladly; of several, the first.
     *
     * @param accept the header; empty for anything
     * @throws ProblemException where there is none
     */
    public static Format of(Optional<String> named, String accept) {
        if (named.isPresent()) {
            return Arrays.stream(values())
                    .filter(format -> format.code().equals(named.get()))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.of(
                            Reason.INVALID_PARAMETER, PARAMETER, "Not a format: json, ndjson and csv are."));
        }
        Accepted accepted = Accepted.parse(accept.isBlank() ? "*/*" : accept);
        Format best = JSON;
        for (Format format : values()) {
            if (accepted.ofMediaType(format.mediaType) > accepted.ofMediaType(best.mediaType)) {
                best = format;
            }
        }
        if (accepted.ofMediaType(best.mediaType) == 0) {
            throw ProblemException.of(
                    Reason.NOT_ACCEPTABLE,
                    "To be had as "
                            + Arrays.stream(values())
                                    .map(format -> format.mediaType)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return best;
    }
}
