package io.basiswatch.indicator.premium;

import io.basiswatch.indicator.CandleRound;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Stamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One form of the Coinbase premium at the end of hours and days that nobody has recorded, from the closes of both venues' candles.
 *
 * <p>A candle waits for its counterpart, whichever comes first; the last {@value Indicator.Candles#REMEMBERED} closes are
 * remembered. Of single minutes nothing is said: two last trades may lie most of one apart.
 */
final class CandlePremium implements Indicator.Candles {
    /** Closes are prices that somebody paid, on one side of the spread and maybe long before the interval's end. */
    private static final String LAST_TRADES = "last trades, not mids";

    private final String asset;
    private final Definition definition;
    private final ToDoubleFunction<PremiumPair.Mids> form;
    private final Map<Place, Close> closes = new LinkedHashMap<>();

    /** Of which market and interval. */
    private record Place(Instrument market, Resolution resolution, long time) {}

    /** The last price of an interval. */
    private record Close(double price, Stamp stamp) {}

    CandlePremium(String asset, Definition definition, ToDoubleFunction<PremiumPair.Mids> form) {
        this.asset = asset;
        this.definition = definition;
        this.form = form;
    }

    @Override
    public void take(Candle candle, CandleRound round) {
        if (round.resolution() == Resolution.MINUTE || !PremiumPair.reads(candle.instrument())) {
            return;
        }
        Place place = new Place(candle.instrument(), round.resolution(), round.time());
        if (remember(place, new Close(candle.close(), candle.stamp()))) {
            publish(round);
        }
    }

    /** Whether that is news. */
    private boolean remember(Place place, Close close) {
        Close known = closes.get(place);
        if (known != null && (known.price == close.price || known.stamp.receivedTime() >= close.stamp.receivedTime())) {
            return false;
        }
        closes.put(place, close);
        if (closes.size() > REMEMBERED) {
            closes.remove(closes.keySet().iterator().next());
        }
        return true;
    }

    private void publish(CandleRound round) {
        Instrument dollars = PremiumPair.coinbase(asset);
        Instrument tethers = PremiumPair.binance(asset);
        Close usd = closes.get(new Place(dollars, round.resolution(), round.time()));
        Close usdt = closes.get(new Place(tethers, round.resolution(), round.time()));
        if (usd == null || usdt == null) {
            return;
        }
        round.draft(Series.of(asset, definition.id()), definition.unit())
                .uses(dollars.toString(), PremiumPair.CLOSE, usd.price, usd.stamp, 1)
                .uses(tethers.toString(), PremiumPair.CLOSE, usdt.price, usdt.stamp, 1)
                .attribute("coinbase_close", usd.price)
                .attribute("binance_close", usdt.price)
                .remark(Quality.DEGRADED, LAST_TRADES)
                .publish(form.applyAsDouble(new PremiumPair.Mids(usd.price, usdt.price)));
    }
}
