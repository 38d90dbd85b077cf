package io.basiswatch.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** What kind of thing an {@link Instrument} is. */
public sealed interface Contract {

    /** Exchange of the base for the quote currency, at once. */
    record Spot() implements Contract {
        @Override
        public String toString() {
            return "";
        }
    }

    /** A future without expiry, held to its index by funding payments. */
    record Perpetual() implements Contract {
        @Override
        public String toString() {
            return "PERP";
        }
    }

    /**
     * A future that is settled at one instant.
     *
     * @param expiry the true instant from the venue's instrument metadata, to the minute; never derived from a symbol
     */
    record Future(Instant expiry) implements Contract {
        private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'");

        public Future {
            if (!expiry.equals(expiry.truncatedTo(ChronoUnit.MINUTES))) {
                throw new IllegalArgumentException("expiry is not on a whole minute: " + expiry);
            }
        }

        static Future parse(String text) {
            try {
                return new Future(LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("not an expiry: '" + text + "'", e);
            }
        }

        @Override
        public String toString() {
            return FORM.format(expiry.atOffset(ZoneOffset.UTC));
        }
    }

    /** The venue's reference price of the pair: it is quoted, but nobody trades it. */
    record Index() implements Contract {
        @Override
        public String toString() {
            return "INDEX";
        }
    }

    Contract SPOT = new Spot();
    Contract PERPETUAL = new Perpetual();
    Contract INDEX = new Index();

    /** The contract that {@code text}, the part of an instrument's name after the pair, stands for. */
    static Contract parse(String text) {
        return switch (text) {
            case "" -> SPOT;
            case "PERP" -> PERPETUAL;
            case "INDEX" -> INDEX;
            default -> Future.parse(text);
        };
    }
}
