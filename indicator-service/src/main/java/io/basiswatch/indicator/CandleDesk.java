package io.basiswatch.indicator;

import io.basiswatch.model.Candle;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes values of candles, apart from the grid of seconds: a candle tells of an interval that is over, so nothing that is
 * being computed of the present has to do with it, and it can be answered at once.
 */
final class CandleDesk {
    private static final List<Resolution> STORED = List.of(Resolution.MINUTE, Resolution.HOUR, Resolution.DAY);

    private final List<Indicator> indicators;
    private final Simulations simulations;
    private final Map<String, List<Seat>> seats = new HashMap<>();
    private long taken;
    private long passedOver;

    /** What one indicator makes of the candles of one asset. */
    private record Seat(Indicator indicator, Indicator.Candles candles) {}

    CandleDesk(List<Indicator> indicators, Simulations simulations) {
        this.simulations = simulations;
        this.indicators = Indicators.inOrder(indicators);
    }

    /** The values that are known because of this candle; empty for one whose interval is not that of a stored value. */
    Optional<List<IndicatorValue>> values(Candle candle, boolean isSimulated) {
        taken++;
        Optional<List<IndicatorValue>> values =
                resolution(candle).map(resolution -> values(candle, isSimulated, resolution));
        if (values.isEmpty()) {
            passedOver++;
        }
        return values;
    }

    /** Takes a candle that was met before a restart. */
    void recall(Candle candle, boolean isSimulated) {
        resolution(candle).ifPresent(resolution -> values(candle, isSimulated, resolution));
    }

    private List<IndicatorValue> values(Candle candle, boolean isSimulated, Resolution resolution) {
        meet(candle.instrument(), isSimulated);
        CandleRound round = new CandleRound(resolution, candle.openTime());
        for (Seat seat : seats.computeIfAbsent(candle.asset(), this::start)) {
            seat.candles()
                    .take(candle, round.version(seat.indicator().definition().version()));
        }
        return round.values().stream().map(simulations::marked).toList();
    }

    /** Something of the past comes from this market: candles of a simulation and real ones are never made one value of. */
    void meet(Instrument instrument, boolean isSimulated) {
        if (simulations.isOther(instrument, isSimulated)) {
            seats.clear();
        }
    }

    private List<Seat> start(String asset) {
        List<Seat> started = new ArrayList<>();
        for (Indicator indicator : indicators) {
            indicator.candles(asset).ifPresent(candles -> started.add(new Seat(indicator, candles)));
        }
        return started;
    }

    /** Empty where it is neither a minute, an hour nor a day, lies off their grid, or was not over when it was received. */
    private static Optional<Resolution> resolution(Candle candle) {
        if (candle.openTime() < 0 || candle.closeTime() > candle.receivedTime()) {
            return Optional.empty();
        }
        return STORED.stream()
                .filter(resolution -> candle.closeTime() - candle.openTime() == resolution.micros())
                .filter(resolution -> resolution.floor(candle.openTime()) == candle.openTime())
                .findFirst();
    }

    /** Candles met. */
    long taken() {
        return taken;
    }

    /** Candles that no value can be made of. */
    long passedOver() {
        return passedOver;
    }
}
