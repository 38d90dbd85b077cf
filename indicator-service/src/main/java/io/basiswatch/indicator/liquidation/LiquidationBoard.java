package io.basiswatch.indicator.liquidation;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.reference.DollarRate;
import io.basiswatch.indicator.window.ExpectedSeries;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Liquidation;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Series;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** Liquidations of one side of an asset's perpetuals: of each market, and together. */
final class LiquidationBoard implements Indicator.State {
    static final String SILENCE = "no market that tells liquidations was heard within the window";

    /** Trades and marks tell that a market is heard while nobody is liquidated, and bring the gaps of its streams. */
    static final Set<Class<? extends InstrumentEvent>> INPUTS = Set.of(Liquidation.class, Trade.class, MarkPrice.class);

    static final List<String> SOURCES = List.of(
            "liquidations of perpetuals in USD, USDT or USDC, by our time; those told more than 60 s after they happened are"
                    + " old news and left out",
            "trades and mark prices, as a sign that a market is heard: 0 is published only of a market that was, and that has"
                    + " told a liquidation before",
            "stablecoin_rate of the quote currency; where it is unknown one coin counts as a dollar and the value is"
                    + " degraded");

    static final String WINDOW =
            "liquidations received in the 60 s before an instant; those received within the minute; hours and days are"
                    + " the sums of their minutes";

    static final List<String> DIMENSIONS =
            List.of("none: all perpetuals of the asset", "<venue>.<BASE>-<QUOTE>-PERP: one perpetual");

    static final List<Definition.Attribute> ATTRIBUTES = List.of(
            new Definition.Attribute("n_obs", "liquidations of this side in the window"),
            new Definition.Attribute("largest", "the largest of them, in US dollars; missing where there is none"),
            new Definition.Attribute(
                    "completeness",
                    "lower_bound where a venue tells only some of its liquidations, else complete; missing where there is"
                            + " none"),
            new Definition.Attribute("markets", "how many markets are in the sum"));

    private final String asset;
    private final String id;
    private final Liquidation.Position side;
    private final Map<Series, LiquidatedMarket> markets = new TreeMap<>();
    private final ExpectedSeries expected = new ExpectedSeries();

    LiquidationBoard(String asset, String id, Liquidation.Position side) {
        this.asset = asset;
        this.id = id;
        this.side = side;
    }

    @Override
    public Indicator.Feed feed(Instrument instrument) {
        LiquidatedMarket market = new LiquidatedMarket(instrument, side);
        markets.put(Series.of(asset, id, market.dimension()), market);
        return market;
    }

    @Override
    public void closed(Series series, long minute, double value) {
        if (!series.dimension().isEmpty()) {
            expected.closed(series, minute);
        }
    }

    /** The number of a market from what was liquidated there, or the sum from the values of the markets. */
    static OptionalDouble recompute(Receipt receipt) {
        if (receipt.value().series().dimension().isEmpty()) {
            return OptionalDouble.of(
                    Total.sum(receipt.used("value").stream().map(Input::value).toList()));
        }
        // Where nobody was liquidated nothing is entered.
        return OptionalDouble.of(receipt.find(LiquidatedMarket.NOTIONAL)
                .map(input -> dollars(input.value(), input.weight()))
                .orElse(0.0));
    }

    private static double dollars(double notional, double rate) {
        return notional * rate;
    }

    @Override
    public void values(Evaluation at) {
        Total total = new Total();
        markets.forEach((series, market) -> {
            if (market.tells(at, expected.isKnown(series, at))) {
                Forced forced = market.forced(at);
                ValueDraft draft = at.draft(series, Unit.USD);
                double rate = DollarRate.enter(market.quote(), at, draft);
                market.enter(at, forced, rate, draft);
                draft.publish(dollars(forced.notional(), rate));
                total.add(at.value(series).orElseThrow(), forced, rate);
            }
        });
        if (!total.parts.isEmpty()) {
            total.publish(at.draft(Series.of(asset, id), Unit.USD), expected.missing(at));
        }
    }

    /** The sum over markets while they are being added. */
    private static final class Total {
        private final List<IndicatorValue> parts = new ArrayList<>();
        private Forced all = Forced.NONE;

        void add(IndicatorValue part, Forced forced, double rate) {
            parts.add(part);
            all = all.plus(forced.inDollars(rate));
        }

        static double sum(List<Double> parts) {
            double sum = 0;
            for (double part : parts) {
                sum += part;
            }
            return sum;
        }

        void publish(ValueDraft draft, List<Series> missing) {
            for (IndicatorValue part : parts) {
                part.reasons().forEach(reason -> draft.remark(part.quality(), reason));
                draft.input(ValueDraft.valueInput(part, 1));
            }
            missing.forEach(series -> draft.remark(Quality.PARTIAL, "missing: " + series.dimension()));
            all.enter(1, draft);
            draft.attribute("markets", (long) parts.size());
            draft.publish(
                    sum(parts.stream().map(part -> part.value().orElseThrow()).toList()));
        }
    }
}
