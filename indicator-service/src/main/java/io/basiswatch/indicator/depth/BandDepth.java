package io.basiswatch.indicator.depth;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.reference.DollarRate;
import io.basiswatch.indicator.reference.StablecoinRate;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Side;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What the indicators of one distance and side have in common: what rests on one side of each book within a distance of mid. */
abstract class BandDepth implements Indicator {
    private final Definition definition;
    private final double percent;
    private final Side side;
    private final String kind;

    /**
     * @param id with the distance and the side in it
     * @param percent the distance as text, such as 0.1
     * @param side bids are what others would buy, asks what they would sell
     */
    BandDepth(String id, String percent, Side side) {
        this.percent = Double.parseDouble(percent);
        this.side = side;
        this.kind = side == Side.BUY ? "bid_notional" : "ask_notional";
        String bids = side == Side.BUY ? "bids" : "asks";
        this.definition = new Definition(
                id,
                BookBoard.VERSION,
                "Depth within " + percent + " %, " + bids,
                "What the " + bids + " within " + percent
                        + " % of the middle of a book are worth. Where the feed of a book"
                        + " does not reach that far there is no value.",
                Unit.USD,
                "Σ quantity × price of the " + bids + " within " + percent + " % of mid × usd per quote currency",
                List.of(
                        "profiles of order books in USD, USDT or USDC of spot and perpetuals, at most 60 s old; above 10 s a"
                                + " value is stale",
                        "stablecoin_rate of the quote currency; where it is unknown one coin counts as a dollar and the value"
                                + " is degraded"),
                BookBoard.WINDOW,
                BookGroups.DIMENSIONS,
                List.of(),
                List.of(
                        BookBoard.REFERENCE,
                        new Definition.Attribute("mid", "the middle of one book, in the quote currency"),
                        BookGroups.BOOKS),
                "distance from mid; Kaiko measures from the best bid and ask");
    }

    @Override
    public final Definition definition() {
        return definition;
    }

    @Override
    public final MinuteRule minuteRule() {
        return MinuteRule.MEDIAN;
    }

    @Override
    public final Set<Class<? extends InstrumentEvent>> inputs() {
        return Set.of(DepthProfile.class);
    }

    @Override
    public final boolean reads(Instrument instrument) {
        return BookBoard.hasBook(instrument) && DollarRate.isFor(instrument.quote());
    }

    @Override
    public final List<String> builtOn() {
        return List.of(StablecoinRate.ID);
    }

    @Override
    public final State start(String asset) {
        return new BookGroups(asset, definition.id(), definition.unit(), this::take, BandDepth::sum);
    }

    @Override
    public final String silence() {
        return BookBoard.SILENCE;
    }

    @Override
    public final OptionalDouble recompute(Receipt receipt) {
        return receipt.find(kind)
                .map(input -> OptionalDouble.of(dollars(input.value(), input.weight())))
                .orElseGet(() -> BookGroups.recompute(receipt, BandDepth::sum));
    }

    private static double sum(List<Double> books) {
        double sum = 0;
        for (double book : books) {
            sum += book;
        }
        return sum;
    }

    private static double dollars(double notional, double rate) {
        return notional * rate;
    }

    private void take(Evaluation at, LastOf<DepthProfile> book, DepthProfile profile, ValueDraft draft) {
        draft.attribute(BookBoard.REFERENCE.name(), BookBoard.MID);
        Optional<DepthProfile.Band> found = profile.bands().stream()
                .filter(reached -> reached.percent() == percent)
                .findFirst();
        if (found.isEmpty()) {
            draft.absent("the feed of the book does not reach that far");
            return;
        }
        double notional =
                side == Side.BUY ? found.get().bidNotional() : found.get().askNotional();
        double rate = DollarRate.enter(book.instrument().quote(), at, draft);
        draft.uses(book.name(), kind, notional, profile.stamp(), rate).attribute("mid", profile.mid());
        draft.publish(dollars(notional, rate));
    }
}
