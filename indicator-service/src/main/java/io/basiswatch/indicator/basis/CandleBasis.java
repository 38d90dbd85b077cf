package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.CandleDraft;
import io.basiswatch.indicator.CandleRound;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** A perpetual and spot, in one interval. */
    private record Pair(Instrument future, Close futureClose, Instrument spot, Close spotClose) {
        double percent() {
            return PerpSpotBasis.percent(futureClose.price, spotClose.price);
        }

        Stamp newest() {
            return futureClose.stamp.receivedTime() >= spotClose.stamp.receivedTime()
                    ? futureClose.stamp
                    : spotClose.stamp;
        }
    }

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
        List<Pair> pairs;
        if (market.isSpot()) {
            spots.add(market);
            pairs = pairs(round, futures, List.of(market));
        } else {
            futures.add(market);
            pairs = pairs(round, List.of(market), spots);
        }
        pairs.forEach(pair -> publish(pair, round));
        if (!pairs.isEmpty()) {
            publishScope(round);
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

    /** The pairs of one exchange and currency of which both closes are known. */
    private List<Pair> pairs(CandleRound round, Collection<Instrument> futures, Collection<Instrument> spots) {
        List<Pair> pairs = new ArrayList<>();
        for (Instrument future : futures) {
            for (Instrument spot : spots) {
                if (future.quote().equals(spot.quote()) && PairName.isOwn(future.venue(), spot.venue())) {
                    Close futureClose = closes.get(new Place(future, round.resolution(), round.time()));
                    Close spotClose = closes.get(new Place(spot, round.resolution(), round.time()));
                    if (futureClose != null && spotClose != null) {
                        pairs.add(new Pair(future, futureClose, spot, spotClose));
                    }
                }
            }
        }
        return pairs;
    }

    private void publish(Pair pair, CandleRound round) {
        round.draft(series(pair), Unit.PERCENT)
                .uses(pair.future.toString(), PerpSpotBasis.CLOSE, pair.futureClose.price, pair.futureClose.stamp, 1)
                .uses(pair.spot.toString(), PerpSpotBasis.CLOSE, pair.spotClose.price, pair.spotClose.stamp, 1)
                .attribute("fut_close", pair.futureClose.price)
                .attribute("spot_close", pair.spotClose.price)
                .remark(Quality.DEGRADED, LAST_TRADES)
                .publish(pair.percent());
    }

    private Series series(Pair pair) {
        return Series.of(asset, PerpSpotBasis.ID, PerpSpotBasis.dimension(pair.future, pair.spot));
    }

    /** The mean over all perpetuals of the interval. Candles tell nothing of open interest. */
    private void publishScope(CandleRound round) {
        List<Pair> pairs = pairs(round, futures, spots).stream()
                .filter(pair -> DatedContract.isRepresentative(pair.future))
                .toList();
        if (pairs.isEmpty()) {
            return;
        }
        CandleDraft draft = round.draft(Series.of(asset, PerpSpotBasis.ID, BasisScope.PERP.code()), Unit.PERCENT);
        double mean = 0;
        double weight = 1.0 / pairs.size();
        for (Pair pair : pairs) {
            draft.uses(series(pair).toString(), ScopeMean.VALUE, pair.percent(), pair.newest(), weight);
            mean += weight * pair.percent();
        }
        draft.remark(Quality.DEGRADED, LAST_TRADES)
                .remark(Quality.DEGRADED, ScopeMean.EQUAL)
                .publish(mean);
    }
}
