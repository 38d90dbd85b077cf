package io.basiswatch.indicator.reference;

import io.basiswatch.indicator.CandleDraft;
import io.basiswatch.indicator.CandleRound;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.model.Candle;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Unit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The spot index of times that nobody has recorded, from the closes of candles: of those venues of which there is one.
 *
 * <p>The last {@value Indicator.Candles#REMEMBERED} closes of an asset are remembered: a candle of another venue that comes
 * later than that is taken for the only one of its interval, until both are imported together.
 */
final class CandleIndex implements Indicator.Candles {
    /** Closes are prices that somebody paid, on one side of the spread and maybe long before the interval's end. */
    private static final String LAST_TRADES = "last trades, not mids";

    private final String asset;
    private final Map<Place, Map<String, Close>> closes = new LinkedHashMap<>();
    private int remembered;

    /** Of which quote currency and interval. */
    private record Place(String quote, Resolution resolution, long time) {}

    /** The last price of an interval. */
    private record Close(double price, Stamp stamp) {}

    CandleIndex(String asset) {
        this.asset = asset;
    }

    @Override
    public void take(Candle candle, CandleRound round) {
        String quote = candle.instrument().quote();
        Optional<Unit> unit = SpotIndex.unit(quote);
        if (unit.isEmpty()
                || !candle.instrument().isSpot()
                || StablecoinRate.STABLECOINS.contains(candle.instrument().base())) {
            return;
        }
        Place place = new Place(quote, round.resolution(), round.time());
        Map<String, Close> venues = closes.computeIfAbsent(place, key -> new TreeMap<>());
        if (remember(venues, candle)) {
            CandleDraft draft = round.draft(SpotIndex.series(asset, quote).orElseThrow(), unit.get());
            publish(venues, draft);
            forget();
        }
    }

    /** Whether that is news. */
    private boolean remember(Map<String, Close> venues, Candle candle) {
        String market = candle.instrument().toString();
        Close known = venues.get(market);
        if (known != null && (known.price == candle.close() || known.stamp.receivedTime() >= candle.receivedTime())) {
            return false;
        }
        venues.put(market, new Close(candle.close(), candle.stamp()));
        remembered += known == null ? 1 : 0;
        return true;
    }

    private void forget() {
        Iterator<Map<String, Close>> oldest = closes.values().iterator();
        while (remembered > REMEMBERED) {
            remembered -= oldest.next().size();
            oldest.remove();
        }
    }

    private static void publish(Map<String, Close> venues, CandleDraft draft) {
        if (venues.size() < VenueConsensus.QUORUM) {
            draft.remark(Quality.DEGRADED, "quorum " + venues.size() + " of " + VenueConsensus.QUORUM);
        }
        venues.forEach((market, close) -> draft.uses(market, "close", close.price, close.stamp, 1.0 / venues.size()));
        draft.remark(Quality.DEGRADED, LAST_TRADES)
                .publish(Consensus.of(
                        venues.values().stream().mapToDouble(Close::price).toArray()));
    }
}
