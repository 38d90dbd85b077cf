package io.basiswatch.indicator.positioning;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.interest.OpenInterestUsd;
import io.basiswatch.indicator.window.ExpectedSeries;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** One figure about the traders of an asset: of each perpetual, and of all of them weighted by open interest. */
final class LongShortBoard implements Indicator.State {
    static final String SILENCE = "no figure told within 60 s";

    /** Venues make the figure every five minutes; three of them missed are a sign of trouble, a dozen a figure of the past. */
    private static final long STALE = 15 * Resolution.MINUTE.micros();

    private static final long TOO_OLD = Resolution.HOUR.micros();

    private static final String RATIO = "long_short_ratio";
    private static final String LONG = "long_share";
    private static final String SHORT = "short_share";

    private final String id;
    private final LongShortRatio.Kind kind;
    private final Series all;
    private final SeriesOf interests;
    private final Map<String, Market> markets = new TreeMap<>();
    private final ExpectedSeries expected = new ExpectedSeries();

    private record Market(LastOf<LongShortRatio> last, Series series) {
        boolean isTold(Evaluation at) {
            return last.usable(at)
                    .filter(ratio -> at.instant() - ratio.eventTime() <= TOO_OLD)
                    .isPresent();
        }
    }

    LongShortBoard(String asset, String id, LongShortRatio.Kind kind) {
        this.id = id;
        this.kind = kind;
        this.all = Series.of(asset, id);
        this.interests = new SeriesOf(asset, OpenInterestUsd.ID);
    }

    @Override
    public Indicator.Feed feed(Instrument instrument) {
        LastOf<LongShortRatio> last = new LastOf<>(instrument, LongShortRatio.class, ratio -> ratio.kind() == kind);
        markets.put(last.name(), new Market(last, Series.of(all.asset(), id, last.dimension())));
        return last;
    }

    @Override
    public void closed(Series series, long minute, double value) {
        if (!series.equals(all)) {
            expected.closed(series, minute);
        }
    }

    @Override
    public void values(Evaluation at) {
        List<Market> told =
                markets.values().stream().filter(market -> market.isTold(at)).toList();
        if (told.isEmpty()) {
            return;
        }
        ValueDraft sum = at.draft(all, Unit.RATIO);
        List<TraderShares.Market> members = new ArrayList<>();
        for (Market market : told) {
            LongShortRatio ratio = market.last.usable(at).orElseThrow();
            publish(at, market.series, ratio);
            join(at, market, ratio, sum).ifPresent(members::add);
        }
        expected.missing(at).forEach(gone -> sum.remark(Quality.PARTIAL, "missing: " + gone.dimension()));
        publish(sum, members);
    }

    private static void publish(Evaluation at, Series series, LongShortRatio ratio) {
        ValueDraft draft = at.draft(series, Unit.RATIO);
        remarkAge(at, ratio.stamp(), draft);
        draft.input(Input.used(ratio.instrument().toString(), RATIO, ratio.ratio(), ratio.stamp(), 1))
                .attribute(LONG, ratio.longShare())
                .attribute(SHORT, ratio.shortShare())
                .publish(ratio.ratio());
    }

    private static void remarkAge(Evaluation at, Stamp stamp, ValueDraft draft) {
        if (at.instant() - stamp.eventTime() > STALE) {
            draft.remark(Quality.STALE, ValueDraft.STALE);
        }
    }

    /** Enters a market with its weight; empty where it has none. */
    private Optional<TraderShares.Market> join(Evaluation at, Market market, LongShortRatio ratio, ValueDraft sum) {
        Optional<IndicatorValue> interest = at.value(interests.dimension(market.series.dimension()));
        if (interest.isEmpty()) {
            String why = "no open interest";
            sum.remark(Quality.PARTIAL, why + ": " + market.series.dimension());
            sum.input(Input.excluded(market.last.name(), LONG, ratio.longShare(), ratio.stamp(), why));
            return Optional.empty();
        }
        remarkAge(at, ratio.stamp(), sum);
        sum.input(Input.used(market.last.name(), LONG, ratio.longShare(), ratio.stamp(), 1))
                .input(Input.used(market.last.name(), SHORT, ratio.shortShare(), ratio.stamp(), 1))
                .uses(interest.get(), 1);
        return Optional.of(new TraderShares.Market(
                ratio.longShare(), ratio.shortShare(), interest.get().value().orElseThrow()));
    }

    private static void publish(ValueDraft sum, List<TraderShares.Market> members) {
        TraderShares shares = TraderShares.of(members);
        sum.attribute("markets", (long) members.size()).attribute("open_interest_usd", shares.open());
        if (!(shares.open() > 0)) {
            sum.absent("nothing is open in a market that tells it");
        } else if (!(shares.shorts() > 0)) {
            sum.absent("nobody is short");
        } else {
            sum.attribute(LONG, shares.longShare())
                    .attribute(SHORT, shares.shortShare())
                    .publish(shares.ratio());
        }
    }

    /** What the receipt of a market, or of all of them, gives. */
    static OptionalDouble recompute(Receipt receipt) {
        Optional<Input> told = receipt.find(RATIO);
        if (told.isPresent()) {
            return OptionalDouble.of(told.get().value());
        }
        List<Input> longs = receipt.used(LONG);
        List<Input> shorts = receipt.used(SHORT);
        List<Input> interests = receipt.used("value");
        if (longs.isEmpty() || longs.size() != shorts.size() || longs.size() != interests.size()) {
            throw new NoSuchElementException(
                    longs.size() + " long shares, " + shorts.size() + " short, " + interests.size() + " weights");
        }
        List<TraderShares.Market> members = new ArrayList<>();
        for (int i = 0; i < longs.size(); i++) {
            members.add(new TraderShares.Market(
                    longs.get(i).value(),
                    shorts.get(i).value(),
                    interests.get(i).value()));
        }
        return OptionalDouble.of(TraderShares.of(members).ratio());
    }
}
