package io.basiswatch.gateway.receipt;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import java.util.List;

/**
 * Reads a receipt that a client has sent, and trusts nothing in it: what it refers to is asked of the store, so how much that may
 * be and from when is bounded before anybody is asked.
 */
final class SentReceipt {
    /** More than any indicator reads series. */
    private static final int MOST_CONSTITUENTS = 64;
    /** More than the longest window of minutes and the most companions of days have. */
    private static final long MOST_POINTS = 100_000;
    /** Year 1 in microseconds: what looks back on many days may reach back further than 1970. */
    private static final long FIRST_MICROS = -62_135_596_800_000_000L;
    /** Year 10000. */
    private static final long LAST_MICROS = 253_402_300_800_000_000L;

    private SentReceipt() {}

    /** @throws ProblemException where {@code body} is no receipt, or one that refers to more than any has */
    static ValueReceipt read(String body) {
        ValueReceipt receipt;
        try {
            receipt = ReceiptJson.read(body);
        } catch (RuntimeException e) {
            // Whatever is wrong with it, the reader's own words are about its code and not for clients.
            throw refused(
                    "It must be one JSON object as the receipt of a value is answered, or a value of the stream.");
        }
        IndicatorValue value = receipt.value();
        requireTime("time", value.time());
        requireTime("known_at", value.knownAt());
        requireBounded(value.constituents());
        return receipt;
    }

    private static void requireBounded(List<Constituents> constituents) {
        if (constituents.size() > MOST_CONSTITUENTS) {
            throw refused("It has more than " + MOST_CONSTITUENTS + " constituents.");
        }
        long points = constituents.stream().mapToLong(Constituents::count).sum();
        if (points > MOST_POINTS) {
            throw refused("It is made of more than " + MOST_POINTS + " values.");
        }
        constituents.forEach(each -> {
            requireTime("from", each.from());
            requireTime("to", each.to());
        });
    }

    private static void requireTime(String name, long micros) {
        if (micros < FIRST_MICROS || micros >= LAST_MICROS) {
            throw refused("Its " + name + " lies outside of the years 1 to 9999.");
        }
    }

    private static ProblemException refused(String detail) {
        return ProblemException.inBody(Reason.NOT_A_RECEIPT, "#", detail);
    }
}
