package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * The mean of the basis of several markets, weighted by what is open in each: a ratio of sums.
 *
 * <p>A market whose open interest is unknown has no part in it; nothing is known to be open there, which is not the same as
 * nothing being open. Where it is unknown of all of them they count alike, and the value is degraded.
 */
final class ScopeMean {
    /** The kind of input that a value of a pair is. */
    static final String VALUE = "value";

    /** The kind of input that a basis is which is no value of its series, but follows from it. */
    static final String PERCENT = "basis_pct";

    static final String EQUAL = "no open interest: equal weights";

    private static final String UNWEIGHTED = "no open interest";

    private final List<Member> members = new ArrayList<>();
    private final List<Input> leftOut = new ArrayList<>();
    private final TreeSet<String> missing = new TreeSet<>();

    /** A basis, and what is open in its market, in US dollars. */
    private record Member(IndicatorValue value, String kind, double percent, OptionalDouble open, String remark) {
        Input input(double weight, String excluded) {
            return new Input(
                    value.series().toString(), kind, percent, value.closeTime(), value.closeTime(), weight, excluded);
        }
    }

    /**
     * A value that is itself a basis in percent.
     *
     * @param interest what is open in its market
     * @param share which part of that stands for this value
     */
    void add(IndicatorValue basis, Optional<IndicatorValue> interest, double share) {
        members.add(new Member(basis, VALUE, basis.value().orElseThrow(), open(interest, share), remark(interest)));
    }

    /** {@code percent}, that follows from the attributes of {@code of}. */
    void add(IndicatorValue of, double percent, Optional<IndicatorValue> interest) {
        members.add(new Member(of, PERCENT, percent, open(interest, 1), remark(interest)));
    }

    private static OptionalDouble open(Optional<IndicatorValue> interest, double share) {
        return interest.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(interest.get().value().orElseThrow() * share);
    }

    private static String remark(Optional<IndicatorValue> interest) {
        return interest.filter(open -> open.quality() == Quality.STALE)
                .map(open -> open.series().indicator() + ": " + ValueDraft.STALE)
                .orElse("");
    }

    /** There is a value, but not one to take part. */
    void leaveOut(IndicatorValue value, String why) {
        leftOut.add(new Member(value, VALUE, value.value().orElseThrow(), OptionalDouble.empty(), "").input(0, why));
    }

    /** A value is expected and not there. */
    void misses(String market) {
        missing.add(market);
    }

    /** Everything that the other one has, too. */
    void addAll(ScopeMean other) {
        members.addAll(other.members);
        leftOut.addAll(other.leftOut);
        missing.addAll(other.missing);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Publishes the mean, of at least one. */
    void publish(ValueDraft draft) {
        double open = 0;
        for (Member member : members) {
            open += member.open.orElse(0);
        }
        List<Input> inputs = new ArrayList<>();
        for (Member member : members) {
            if (open <= 0) {
                inputs.add(member.input(1.0 / members.size(), ""));
                note(member, draft);
            } else if (member.open.isPresent()) {
                inputs.add(member.input(member.open.getAsDouble() / open, ""));
                note(member, draft);
            } else {
                draft.remark(
                                Quality.PARTIAL,
                                UNWEIGHTED + ": " + member.value.series().dimension())
                        .input(member.input(0, UNWEIGHTED));
            }
        }
        if (open > 0) {
            draft.attribute("open_interest_usd", open);
        } else {
            draft.remark(Quality.DEGRADED, EQUAL);
        }
        inputs.forEach(draft::input);
        leftOut.forEach(draft::input);
        missing.forEach(market -> draft.remark(Quality.PARTIAL, "missing: " + market));
        draft.attribute("markets", (long) inputs.size()).publish(mean(inputs));
    }

    /** What is to be said of a member is to be said of the mean; except that raw percents do not mind a near expiry. */
    private static void note(Member member, ValueDraft draft) {
        for (String reason : member.value.reasons()) {
            if (!reason.equals(DatedCurve.TOO_NEAR)) {
                draft.remark(member.value.quality(), member.value.series().indicator() + ": " + reason);
            }
        }
        if (!member.remark.isEmpty()) {
            draft.remark(Quality.STALE, member.remark);
        }
    }

    /** The mean that a receipt tells. */
    static OptionalDouble of(Receipt receipt) {
        List<Input> used = receipt.used().stream()
                .filter(input -> input.kind().equals(VALUE) || input.kind().equals(PERCENT))
                .toList();
        return used.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(mean(used));
    }

    /** The weights are shares of one. */
    static double mean(List<Input> inputs) {
        double mean = 0;
        for (Input input : inputs) {
            mean += input.weight() * input.value();
        }
        return mean;
    }
}
