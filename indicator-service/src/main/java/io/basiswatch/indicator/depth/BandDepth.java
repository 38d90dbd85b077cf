package io.basiswatch.indicator.depth;

import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.reference.DollarRate;
import io.basiswatch.indicator.reference.StablecoinRate;
import io.basiswatch.model.Definition;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Side;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Set;

/** What the indicators of one distance and side have in common. */
abstract class BandDepth implements Indicator {
    private final Definition definition;
    private final DepthBoard.Band band;

    /**
     * @param id with the distance and the side in it
     * @param percent the distance as text, such as 0.1
     * @param side bids are what others would buy, asks what they would sell
     */
    BandDepth(String id, String percent, Side side) {
        this.band = new DepthBoard.Band(Double.parseDouble(percent), side);
        String bids = side == Side.BUY ? "bids" : "asks";
        this.definition = new Definition(
                id,
                1,
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
                "an instant; the minute is the mean of its seconds",
                List.of(
                        "spot.usd, spot.usdt, spot.usdc: all spot books in one quote currency",
                        "perp.usd, perp.usdt, perp.usdc: all books of perpetuals in one quote currency",
                        BookBoard.DIMENSION),
                List.of(),
                List.of(
                        new Definition.Attribute("mid", "the middle of the book, in the quote currency"),
                        new Definition.Attribute("books", "how many books are in a sum")),
                "distance from mid; Kaiko measures from the best bid and ask");
    }

    @Override
    public final Definition definition() {
        return definition;
    }

    @Override
    public final MinuteRule minuteRule() {
        return MinuteRule.MEAN;
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
        return new DepthBoard(asset, definition.id(), band);
    }

    @Override
    public final String silence() {
        return BookBoard.SILENCE;
    }
}
