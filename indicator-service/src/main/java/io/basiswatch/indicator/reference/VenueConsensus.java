package io.basiswatch.indicator.reference;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * The consensus of the venues that quote one pair.
 *
 * <p>Only quotes that are fresh take part; where there is none, those that are still usable do, and the value is stale. Left
 * out, each with its reason, are books that are crossed for a second or more, venues whose price stands still while those of
 * others move, and venues that are off the median. The last come back 60 s after they were last beyond the limit, and when they
 * have been within half of it since, so that they do not flicker in and out.
 *
 * <p>All this looks at 60 s only, because a value must not depend on anything older: a venue that stays between half the limit
 * and the limit for 60 s is left out too, as nobody could say after a restart on which side it came from.
 */
final class VenueConsensus {
    /** Below this number of venues a value is degraded. */
    static final int QUORUM = 3;
    /** A venue further from the median than this share of it is left out. */
    static final double OUTLIER = 0.05;
    /** A price that has not changed for so many seconds, while those of others have, is frozen. */
    static final int FROZEN_SECONDS = 30;
    /** The kind of the inputs that are middle prices. */
    static final String MID = "mid";

    private static final double READMITTED = OUTLIER / 2;
    private static final int OTHERS = 2;

    private final Series series;
    private final Unit unit;
    private final BiFunction<Long, Set<String>, Set<String>> missing;
    private final Map<String, Member> members = new TreeMap<>();

    /** One venue's quote and its recent past. */
    private record Member(VenueQuote quote, RecentMids recent) {}

    /** A member's quote of this instant. */
    private record Price(Member member, Quote quote) {
        double mid() {
            return quote.mid();
        }

        String venue() {
            return member.quote.venue();
        }
    }

    /** A price that does not count, and why. */
    private record Exclusion(Price price, Quality quality, String reason) {}

    /** {@code missing} tells, of an instant and the venues that are there, which others are expected. */
    VenueConsensus(Series series, Unit unit, BiFunction<Long, Set<String>, Set<String>> missing) {
        this.series = series;
        this.unit = unit;
        this.missing = missing;
    }

    /** The number again from the receipt of a value. */
    static OptionalDouble recompute(Receipt receipt) {
        double[] prices = receipt.used().stream().mapToDouble(Input::value).toArray();
        return prices.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Consensus.of(prices));
    }

    /** Where the quotes of a venue go that takes part from now on. */
    Indicator.Feed add(Instrument instrument) {
        VenueQuote quote = new VenueQuote(instrument);
        members.put(instrument.toString(), new Member(quote, new RecentMids()));
        return quote;
    }

    /** Publishes the value of an instant; none where no venue has a quote that can be used. */
    void publish(Evaluation at) {
        List<Price> fresh = new ArrayList<>(members.size());
        List<Price> stale = new ArrayList<>(0);
        List<Exclusion> excluded = new ArrayList<>(0);
        Set<String> gone = new TreeSet<>();
        for (Member member : members.values()) {
            VenueQuote.Reading reading = member.quote.read(at);
            reading.quote().map(quote -> new Price(member, quote)).ifPresent(price -> {
                switch (reading.standing()) {
                    case FRESH -> fresh.add(price);
                    case CROSSED -> excluded.add(new Exclusion(price, Quality.PARTIAL, "crossed"));
                    default -> stale.add(price);
                }
            });
            if (reading.standing() == VenueQuote.Standing.MISSING) {
                gone.add(member.quote.venue());
            }
        }
        if (fresh.isEmpty()) {
            publish(stale, excluded, gone, at);
        } else {
            stale.forEach(price -> excluded.add(new Exclusion(price, Quality.PARTIAL, ValueDraft.STALE)));
            long instant = at.instant();
            fresh.forEach(price -> price.member.recent.note(instant, price.mid()));
            publish(fresh, excluded, gone, at);
        }
    }

    private void publish(List<Price> prices, List<Exclusion> excluded, Set<String> gone, Evaluation at) {
        if (prices.isEmpty()) {
            return;
        }
        ValueDraft draft = at.draft(series, unit);
        judge(prices, at.instant(), draft);
        List<Price> in = new ArrayList<>(prices.size());
        for (Price price : prices) {
            if (isFrozen(price, at.instant())) {
                excluded.add(new Exclusion(price, Quality.DEGRADED, "frozen"));
            } else if (price.member.recent.isOff(at.instant(), OUTLIER, READMITTED)) {
                excluded.add(new Exclusion(price, Quality.PARTIAL, "outlier"));
            } else {
                in.add(price);
            }
        }
        enter(in, excluded, draft);
        enterMissing(in, excluded, gone, at, draft);
        if (in.isEmpty()) {
            draft.absent("every venue is left out");
        } else {
            draft.publish(Consensus.of(in.stream().mapToDouble(Price::mid).toArray()));
        }
    }

    /** With less than three venues nobody can say which one is off. What is judged against are all, frozen or not. */
    private static void judge(List<Price> prices, long instant, ValueDraft draft) {
        if (prices.size() < QUORUM) {
            return;
        }
        double median = Consensus.median(prices.stream().mapToDouble(Price::mid).toArray());
        int beyond = 0;
        for (Price price : prices) {
            double deviation = Math.abs(price.mid() / median - 1);
            price.member.recent.judge(instant, deviation);
            beyond += deviation > OUTLIER ? 1 : 0;
        }
        if (beyond > 1) {
            draft.remark(Quality.DEGRADED, beyond + " venues off the median at once");
        }
    }

    private boolean isFrozen(Price price, long instant) {
        int seconds = price.member.recent.unchangedFor(instant);
        if (seconds < FROZEN_SECONDS) {
            return false;
        }
        return members.values().stream()
                        .filter(other -> other != price.member && other.recent.hasMoved(instant, seconds))
                        .limit(OTHERS)
                        .count()
                == OTHERS;
    }

    private static void enter(List<Price> in, List<Exclusion> excluded, ValueDraft draft) {
        if (in.size() < QUORUM) {
            draft.remark(Quality.DEGRADED, "quorum " + in.size() + " of " + QUORUM);
        }
        for (Price price : in) {
            draft.uses(price.member.quote.name(), MID, price.mid(), price.quote.stamp(), 1.0 / in.size());
        }
        for (Exclusion each : excluded) {
            Price price = each.price;
            draft.input(Input.excluded(price.member.quote.name(), MID, price.mid(), price.quote.stamp(), each.reason))
                    .remark(each.quality, price.venue() + ' ' + each.reason);
        }
        draft.attribute("venues", (long) in.size());
    }

    private void enterMissing(
            List<Price> in, List<Exclusion> excluded, Set<String> gone, Evaluation at, ValueDraft draft) {
        Set<String> present = new TreeSet<>();
        in.forEach(price -> present.add(price.venue()));
        excluded.forEach(each -> present.add(each.price.venue()));
        gone.addAll(missing.apply(at.instant(), present));
        gone.forEach(venue -> draft.missing(venue).remark(Quality.PARTIAL, venue + " missing"));
    }
}
