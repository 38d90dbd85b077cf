package io.basiswatch.indicator.reference;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.LastQuote;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The consensus of the venues that quote one pair.
 *
 * <p>Only quotes that are fresh take part; where there is none, those that are still usable do, and the value is stale. A
 * venue more than 5 % off the median is left out, and for 60 s afterwards, so that it does not flicker in and out. The
 * memory ends with these 60 s, because a value must not depend on anything older.
 */
final class VenueConsensus {
    /** Below this number of venues a value is degraded. */
    static final int QUORUM = 3;
    /** A venue further from the median than this share of it is left out. */
    static final double OUTLIER = 0.05;

    private static final long QUARANTINE = Resolution.MINUTE.micros();

    private final Series series;
    private final Unit unit;
    private final Map<String, Member> members = new TreeMap<>();

    /** One venue's quote and when it was last an outlier. */
    private static final class Member {
        private final LastQuote quote;
        private long lastOutlier = Long.MIN_VALUE / 2;

        Member(LastQuote quote) {
            this.quote = quote;
        }
    }

    /** A member's quote of this instant. */
    private record Price(Member member, Quote quote) {
        double mid() {
            return quote.mid();
        }
    }

    VenueConsensus(Series series, Unit unit) {
        this.series = series;
        this.unit = unit;
    }

    void add(Instrument instrument, LastQuote quote) {
        members.put(instrument.toString(), new Member(quote));
    }

    void publish(Evaluation at) {
        List<Price> prices = prices(at, true);
        if (prices.isEmpty()) {
            prices = prices(at, false);
        }
        if (!prices.isEmpty()) {
            publish(prices, at);
        }
    }

    private List<Price> prices(Evaluation at, boolean fresh) {
        List<Price> prices = new ArrayList<>(members.size());
        for (Member member : members.values()) {
            (fresh ? member.quote.fresh(at) : member.quote.usable(at))
                    .ifPresent(quote -> prices.add(new Price(member, quote)));
        }
        return prices;
    }

    private void publish(List<Price> prices, Evaluation at) {
        markOutliers(prices, at.instant());
        List<Price> in =
                prices.stream().filter(price -> !isOut(price, at.instant())).toList();
        ValueDraft draft = at.draft(series, unit);
        if (in.size() < QUORUM) {
            draft.remark(Quality.DEGRADED, "quorum " + in.size() + " of " + QUORUM);
        }
        for (Price price : prices) {
            String source = price.member.quote.name();
            if (isOut(price, at.instant())) {
                draft.input(Input.excluded(source, "mid", price.mid(), price.quote.stamp(), "outlier"));
            } else {
                draft.uses(source, "mid", price.mid(), price.quote.stamp(), 1.0 / in.size());
            }
        }
        draft.attribute("venues", (long) in.size());
        if (in.isEmpty()) {
            draft.absent("every venue is an outlier");
        } else {
            draft.publish(Consensus.of(in.stream().mapToDouble(Price::mid).toArray()));
        }
    }

    /** With less than three venues nobody can say which one is off. */
    private static void markOutliers(List<Price> prices, long instant) {
        if (prices.size() < QUORUM) {
            return;
        }
        double median = Consensus.median(prices.stream().mapToDouble(Price::mid).toArray());
        for (Price price : prices) {
            if (Math.abs(price.mid() / median - 1) > OUTLIER) {
                price.member.lastOutlier = instant;
            }
        }
    }

    private static boolean isOut(Price price, long instant) {
        return instant - price.member.lastOutlier < QUARANTINE;
    }
}
