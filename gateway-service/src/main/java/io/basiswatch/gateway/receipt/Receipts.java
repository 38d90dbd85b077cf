package io.basiswatch.gateway.receipt;

import io.basiswatch.gateway.problem.ProblemException;
import io.basiswatch.gateway.problem.Reason;
import io.basiswatch.gateway.stored.StoredPart;
import io.basiswatch.gateway.stored.StoredValues;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Stored receipts, with the values that they refer to filled in as these were known when the value was: whatever was corrected
 * since, the receipt still gives its number. A reference whose values are not there any more stays what it is, a reference.
 */
@ApplicationScoped
class Receipts {
    private static final long MICROS_PER_MILLI = 1_000;

    private final StoredValues stored;

    Receipts(StoredValues stored) {
        this.stored = stored;
    }

    /**
     * The receipt of the value at a time, or a problem where there is none.
     *
     * @param time the start of its interval, milliseconds since the epoch
     * @param asOf only what was known then counts
     */
    Uni<ValueReceipt> read(Series series, Resolution resolution, long time, long asOf) {
        String name = series + " at " + Instant.ofEpochMilli(time) + " with resolution " + resolution.code();
        return stored.receipt(series, resolution, time, asOf).flatMap(found -> {
            String text = found.orElseThrow(() -> unknown("There is no value of " + name + " that was known then."));
            if (text.isEmpty()) {
                throw unknown("The receipt of " + name + " is not kept any more.");
            }
            return filled(ReceiptJson.read(text));
        });
    }

    private static ProblemException unknown(String detail) {
        return ProblemException.of(Reason.UNKNOWN_VALUE, "time", detail);
    }

    /**
     * What was published of the interval of {@code value} when that was known, with its references as they stand; empty where
     * nothing was, where it is not kept any more, and for what is not stored at all.
     */
    Uni<Optional<ValueReceipt>> published(IndicatorValue value) {
        if (value.resolution() == Resolution.SECOND) {
            return Uni.createFrom().item(Optional.empty());
        }
        return stored.receipt(
                        value.series(),
                        value.resolution(),
                        value.time() / MICROS_PER_MILLI,
                        value.knownAt() / MICROS_PER_MILLI)
                .map(found -> found.filter(text -> !text.isEmpty()).map(ReceiptJson::read));
    }

    /** The same receipt with what it refers to, as far as that is stored. */
    Uni<ValueReceipt> filled(ValueReceipt receipt) {
        long knownAt = receipt.value().knownAt() / MICROS_PER_MILLI;
        return Multi.createFrom()
                .iterable(receipt.value().constituents())
                .onItem()
                .transformToUniAndConcatenate(
                        each -> each.isWhole() ? Uni.createFrom().item(each) : filled(each, knownAt))
                .collect()
                .asList()
                .map(whole -> receipt.with(receipt.value().madeOf(whole)));
    }

    private Uni<Constituents> filled(Constituents referred, long knownAt) {
        // One more than there should be, so that too many are not taken for the right ones.
        return stored.parts(
                        referred.series(),
                        referred.resolution(),
                        referred.from() / MICROS_PER_MILLI,
                        referred.to() / MICROS_PER_MILLI,
                        knownAt,
                        referred.count() + 1)
                // A part counts once, or as often as it had minutes; the fingerprint tells which.
                .map(parts -> with(referred, parts, part -> 1)
                        .or(() -> with(referred, parts, StoredPart::minutes))
                        .orElse(referred));
    }

    private static Optional<Constituents> with(
            Constituents referred, List<StoredPart> parts, ToLongFunction<StoredPart> weight) {
        List<Constituents.Point> points = parts.stream()
                .map(part ->
                        new Constituents.Point(part.time() * MICROS_PER_MILLI, part.value(), weight.applyAsLong(part)))
                .toList();
        return points.size() == referred.count() && Constituents.hash(points).equals(referred.hash())
                ? Optional.of(referred.with(points))
                : Optional.empty();
    }
}
