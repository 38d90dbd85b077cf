package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.CandleRound;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Unit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The basis between a perpetual and spot of the same exchange and quote currency, from the closes of their candles.
 *
 * <p>A candle waits here for its counterpart, whichever of the two comes first. Of each asset the last {@value
 * Indicator.Candles#REMEMBERED} are remembered, which is 69 days of minutes of one market; whose counterpart comes later
 * than that gives no value, until both are imported together. Candles of one import come in the order of time, so none of
 * them waits long.
 */
final class CandleBasis implements Indicator.Candles {
    /** Closes are prices that somebody paid, on one side of the spread and maybe long before the interval's end. */
    static final String LAST_TRADES = "last trades, not mids";

    private final String asset;
    private final TreeSet<Instrument> futures = new TreeSet<>();
    private final TreeSet<Instrument> spots = new TreeSet<>();
    private final Map<Place, Close> closes = new LinkedHashMap<>();

    /** Of which market and interval. */
    private record Place(Instrument market, Resolution resolution, long time) {}

    /** The last price of an interval. */
    private record Close(double price, Stamp stamp) {}

    CandleBasis(String asset) {
        this.asset = asset;
    }

    @Override
    public void take(Candle candle, CandleRound round) {
        Instrument market = candle.instrument();
        if (!market.isSpot() && !market.isPerpetual()) {
            return;
        }
        Close close = new Close(candle.close(), candle.stamp());
        if (!remember(new Place(market, round.resolution(), round.time()), close)) {
            return;
        }
        if (market.isSpot()) {
            spots.add(market);
            futures.forEach(future -> pair(future, market, round));
        } else {
            futures.add(market);
            spots.forEach(spot -> pair(market, spot, round));
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

    private void pair(Instrument future, Instrument spot, CandleRound round) {
        if (!future.quote().equals(spot.quote()) || !exchange(future).equals(exchange(spot))) {
            return;
        }
        Close futureClose = closes.get(new Place(future, round.resolution(), round.time()));
        Close spotClose = closes.get(new Place(spot, round.resolution(), round.time()));
        if (futureClose == null || spotClose == null) {
            return;
        }
        round.draft(Series.of(asset, PerpSpotBasis.ID, PerpSpotBasis.dimension(future, spot)), Unit.PERCENT)
                .uses(future.toString(), "close", futureClose.price, futureClose.stamp, 1)
                .uses(spot.toString(), "close", spotClose.price, spotClose.stamp, 1)
                .attribute("fut_close", futureClose.price)
                .attribute("spot_close", spotClose.price)
                .remark(Quality.DEGRADED, LAST_TRADES)
                .publish(PerpSpotBasis.percent(futureClose.price, spotClose.price));
    }

    /** The exchange that a venue is a market of: {@code binance} of {@code binance-usdm}. */
    private static String exchange(Instrument instrument) {
        return instrument.venue().id().split("-", 2)[0];
    }
}
