package io.basiswatch.indicator.interest;

import io.basiswatch.indicator.CandleDraft;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.ExpectedSeries;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Open interest of an asset: of each market, and summed up by margin, by kind of contract, by venue and altogether. */
final class InterestBoard implements Indicator.State {
    static final String SILENCE = "no open interest told within 100 s";
    /** The attribute that says what a market's positions are backed by. */
    static final String MARGIN = "margin";
    /** The attribute that says whether a market is a perpetual. */
    static final String TYPE = "type";
    /** The {@link #TYPE} of a perpetual. */
    static final String PERPETUAL = "perp";

    static final List<String> DIMENSIONS = List.of(
            "none: all markets of the asset",
            "stable: those margined in dollars and stablecoins; coin: those margined in a coin",
            "perp: perpetuals; dated: dated futures",
            "<venue>: all markets of one venue",
            "<venue>.<BASE>-<QUOTE>-PERP, <venue>.<BASE>-<QUOTE>-<expiry>: one market");

    static final List<Definition.Attribute> ATTRIBUTES = List.of(
            new Definition.Attribute(MARGIN, "stable or coin, of one market"),
            new Definition.Attribute(TYPE, "perp or dated, of one market"),
            new Definition.Attribute("venues", "the venues in a sum, by name"),
            new Definition.Attribute("markets", "how many markets are in a sum"),
            new Definition.Attribute(
                    IndicatorValue.DERIVED_FROM, "history where it was asked for afterwards, of one market"));

    private static final Pattern EXPIRY = Pattern.compile("-(\\d{8}T\\d{4}Z)(?:-[A-Z0-9]+)?$");

    private final String asset;
    private final String id;
    private final Unit unit;
    private final Measure measure;
    private final Map<String, Market> markets = new TreeMap<>();
    private final ExpectedSeries expected = new ExpectedSeries();

    /** What one market has open. */
    @FunctionalInterface
    interface Measure {
        /** The number; its inputs are entered into {@code draft}. */
        double of(Evaluation at, LastOf<OpenInterest> market, OpenInterest open, ValueDraft draft);
    }

    /** One market, its own series, and the sums that it is part of. */
    private record Market(LastOf<OpenInterest> last, Series series, List<Series> sums) {}

    InterestBoard(String asset, String id, Unit unit, Measure measure) {
        this.asset = asset;
        this.id = id;
        this.unit = unit;
        this.measure = measure;
    }

    static boolean isDerivative(Instrument instrument) {
        return instrument.isPerpetual() || instrument.contract() instanceof Contract.Future;
    }

    /** Whether {@code series} is of a contract that has expired. */
    static boolean isOver(Series series, long instant) {
        Matcher expiry = EXPIRY.matcher(series.dimension());
        return expiry.find()
                && Contract.parse(expiry.group(1)) instanceof Contract.Future future
                && future.expiry().getEpochSecond() * 1_000_000 <= instant;
    }

    @Override
    public Indicator.Feed feed(Instrument instrument) {
        LastOf<OpenInterest> last = new LastOf<>(instrument, OpenInterest.class);
        List<Series> sums = new ArrayList<>();
        for (String sum : sums(instrument)) {
            sums.add(Series.of(asset, id, sum));
        }
        markets.put(last.name(), new Market(last, Series.of(asset, id, last.dimension()), sums));
        return last;
    }

    private static List<String> sums(Instrument instrument) {
        return List.of(
                "",
                Margin.of(instrument).code(),
                type(instrument),
                instrument.venue().id());
    }

    private static String type(Instrument instrument) {
        return instrument.isPerpetual() ? PERPETUAL : "dated";
    }

    @Override
    public void closed(Series series, long minute, double value) {
        if (instrument(series.dimension()).isPresent()) {
            expected.closed(series, minute);
        }
    }

    /** The market that a dimension names; empty where it names a sum. */
    static Optional<Instrument> instrument(String dimension) {
        int dot = dimension.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String[] parts = dimension.substring(dot + 1).split("-");
        String name = dimension.substring(0, dot) + ':' + parts[0] + '-' + parts[1] + '-' + parts[2];
        return Optional.of(Instrument.parse(parts.length > 3 ? name + ':' + parts[3] : name));
    }

    /** What one market had open at the end of an interval that is asked for afterwards. */
    static void past(OpenInterest open, String kind, double number, CandleDraft draft) {
        Instrument instrument = open.instrument();
        draft.uses(instrument.toString(), kind, number, open.stamp(), 1)
                .attribute(MARGIN, Margin.of(instrument).code())
                .attribute(TYPE, type(instrument))
                .publish(number);
    }

    /** The number of a market from its input of this {@code kind}, or a sum from the values of its markets. */
    static OptionalDouble recompute(Receipt receipt, String kind) {
        if (instrument(receipt.value().series().dimension()).isPresent()) {
            return receipt.find(kind)
                    .map(input -> OptionalDouble.of(input.value() * input.weight()))
                    .orElse(OptionalDouble.empty());
        }
        return OptionalDouble.of(
                InterestSum.sum(receipt.used("value").stream().map(Input::value).toList()));
    }

    @Override
    public void values(Evaluation at) {
        Map<Series, InterestSum> sums = new LinkedHashMap<>();
        for (Market market : markets.values()) {
            market.last.told(at).ifPresent(open -> {
                publish(at, market, open);
                for (Series sum : market.sums) {
                    sums.computeIfAbsent(sum, key -> new InterestSum(at.draft(key, unit)))
                            .add(at.value(market.series).orElseThrow(), market.last.instrument());
                }
            });
        }
        for (Series gone : expected.missing(at)) {
            if (!isOver(gone, at.instant())) {
                for (String sum : sums(instrument(gone.dimension()).orElseThrow())) {
                    Optional.ofNullable(sums.get(Series.of(asset, id, sum)))
                            .ifPresent(there -> there.misses(gone.dimension()));
                }
            }
        }
        sums.values().forEach(InterestSum::publish);
    }

    private void publish(Evaluation at, Market market, OpenInterest open) {
        Instrument instrument = market.last.instrument();
        ValueDraft draft = at.draft(market.series, unit)
                .attribute(MARGIN, Margin.of(instrument).code())
                .attribute(TYPE, type(instrument));
        draft.publish(measure.of(at, market.last, open, draft));
    }
}
