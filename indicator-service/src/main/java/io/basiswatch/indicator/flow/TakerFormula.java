package io.basiswatch.indicator.flow;

import io.basiswatch.indicator.Receipt;
import io.basiswatch.model.IndicatorValue;
import java.util.Optional;
import java.util.OptionalDouble;

/** A number made of what takers bought and sold within one window. */
@FunctionalInterface
interface TakerFormula {
    /** Of volumes for which {@link #missing} knows no reason. */
    double of(double buy, double sell);

    /** Why there is no such number; empty where there is one. */
    default Optional<String> missing(double buy, double sell) {
        return buy + sell == 0 ? Optional.of(TakerShare.NO_TRADES) : Optional.empty();
    }

    /** The number of a receipt: of the volumes that it names, or of the candle whose numbers it holds. */
    default OptionalDouble recompute(Receipt receipt) {
        if (receipt.value().derivedFrom().equals(IndicatorValue.CANDLE)) {
            double total = receipt.input(TakerSplit.TOTAL);
            double bought = receipt.input(TakerSplit.BOUGHT);
            return OptionalDouble.of(of(bought, TakerSplit.sold(total, bought)));
        }
        double buy = receipt.valueOf(TakerBuyVolume.ID).orElseThrow().value();
        double sell = receipt.valueOf(TakerSellVolume.ID).orElseThrow().value();
        return OptionalDouble.of(of(buy, sell));
    }
}
