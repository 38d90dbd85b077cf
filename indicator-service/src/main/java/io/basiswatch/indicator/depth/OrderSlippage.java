package io.basiswatch.indicator.depth;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.reference.DollarRate;
import io.basiswatch.indicator.window.LastOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What the indicators of one order size have in common. */
abstract class OrderSlippage implements Indicator {
    static final String EXHAUSTED = "the order would exhaust the book";

    private static final String BUY = "buy_slippage_bps";
    private static final String SELL = "sell_slippage_bps";

    private final Definition definition;
    private final double order;

    /**
     * @param id with the size in it
     * @param size the size as text
     * @param order the size, in the quote currency
     */
    OrderSlippage(String id, String size, double order) {
        this.order = order;
        this.definition = new Definition(
                id,
                BookBoard.VERSION,
                "Slippage of " + size,
                "How much worse than the middle a market order of " + size
                        + " would be filled, on the worse of both sides."
                        + " Where it would exhaust what is known of the book there is no value.",
                Unit.BASIS_POINTS,
                "max(vwap_buy / mid − 1, 1 − vwap_sell / mid) × 10,000",
                List.of(
                        "profiles of order books in USD, USDT or USDC of spot and perpetuals, at most 60 s old; above 10 s a"
                                + " value is stale. The size is counted in the quote currency"),
                BookBoard.WINDOW,
                List.of(BookBoard.DIMENSION),
                List.of(),
                List.of(
                        BookBoard.REFERENCE,
                        new Definition.Attribute("buy_bps", "what a buyer would pay above mid, in basis points"),
                        new Definition.Attribute("sell_bps", "what a seller would give below mid, in basis points")),
                "fill against mid, absent where the book is exhausted, as Kaiko has it");
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
    public final State start(String asset) {
        return new BookBoard(asset, definition.id(), definition.unit(), this::take);
    }

    @Override
    public final String silence() {
        return BookBoard.SILENCE;
    }

    @Override
    public final OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(worse(receipt.input(BUY), receipt.input(SELL)));
    }

    private static double worse(double buy, double sell) {
        return Math.max(buy, sell);
    }

    private void take(Evaluation at, LastOf<DepthProfile> book, DepthProfile profile, ValueDraft draft) {
        Optional<DepthProfile.Slippage> found = profile.slippage().stream()
                .filter(told -> told.notional() == order)
                .findFirst();
        if (found.isEmpty()) {
            draft.absent(EXHAUSTED);
            return;
        }
        double buy = found.get().buyBps();
        double sell = found.get().sellBps();
        draft.uses(book.name(), BUY, buy, profile.stamp(), buy >= sell ? 1 : 0)
                .uses(book.name(), SELL, sell, profile.stamp(), buy >= sell ? 0 : 1)
                .attribute(BookBoard.REFERENCE.name(), BookBoard.MID)
                .attribute("buy_bps", buy)
                .attribute("sell_bps", sell)
                .publish(worse(buy, sell));
    }
}
