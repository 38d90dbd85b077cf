package io.basiswatch.benchmarks;

import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Many assets made of one: every real event is repeated for each of them, at its own time and price, so that the mix of
 * kinds and the rate of each instrument stay real while their number grows.
 */
final class Crowd {
    private final List<String> assets;
    private final LongUnaryOperator time;
    private final List<Map<Instrument, Instrument>> twins = new ArrayList<>();

    /**
     * @param assets whose events are made
     * @param time where on our clock a captured time, in microseconds, is put
     */
    Crowd(List<String> assets, LongUnaryOperator time) {
        this.assets = assets;
        this.time = time;
        assets.forEach(asset -> twins.add(new HashMap<>()));
    }

    /** Enough assets for {@code instruments}, where each has the {@code perAsset} instruments of the captures. */
    static List<String> assets(int instruments, int perAsset) {
        List<String> assets = new ArrayList<>();
        for (int i = 0; i * perAsset < instruments; i++) {
            assets.add("X" + i);
        }
        return assets;
    }

    /** The twins of {@code event}, one for each asset; none of an event that is not about an instrument. */
    List<MarketEvent> of(MarketEvent event) {
        List<MarketEvent> made = new ArrayList<>(assets.size());
        if (event instanceof InstrumentEvent about) {
            for (int i = 0; i < assets.size(); i++) {
                String asset = assets.get(i);
                Instrument twin =
                        twins.get(i).computeIfAbsent(about.instrument(), original -> renamed(original, asset));
                twin(about, twin, made);
            }
        }
        return made;
    }

    private static Instrument renamed(Instrument original, String asset) {
        String settlement = original.settlement().equals(original.base()) ? asset : original.settlement();
        return Instrument.of(original.venue(), asset, original.quote(), settlement, original.contract());
    }

    private void twin(InstrumentEvent event, Instrument as, List<MarketEvent> made) {
        Stamp stamp = new Stamp(
                time.applyAsLong(event.eventTime()),
                time.applyAsLong(event.receivedTime()),
                event.stamp().sequence(),
                event.stamp().origin());
        switch (event) {
            case Quote quote ->
                made.add(new Quote(
                        as, stamp, quote.bidPrice(), quote.bidQuantity(), quote.askPrice(), quote.askQuantity()));
            case Trade trade ->
                made.add(new Trade(
                        as,
                        stamp,
                        trade.tradeId(),
                        trade.price(),
                        trade.quantity(),
                        trade.notional(),
                        trade.aggressor()));
            case MarkPrice mark -> made.add(new MarkPrice(as, stamp, mark.price()));
            case IndexPrice index -> made.add(new IndexPrice(as, stamp, index.price()));
            case FundingRate funding ->
                made.add(new FundingRate(
                        as,
                        stamp,
                        funding.kind(),
                        funding.rate(),
                        funding.interval(),
                        time.applyAsLong(funding.fundingTime())));
            case InstrumentListed listed ->
                made.add(new InstrumentListed(as, stamp, listed.symbol(), listed.contractSize()));
            default -> {
                // Kinds that the captures do not hold.
            }
        }
    }
}
