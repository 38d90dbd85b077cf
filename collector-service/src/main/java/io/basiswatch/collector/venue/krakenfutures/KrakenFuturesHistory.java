package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.Rfc3339;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The funding rates that were paid, as {@code historicalfundingrates} lists them: all of a year, the oldest first, whatever
 * was asked. A poll tells those after the last one told, and of its first answer the newest ones only; who asks for the past
 * is told all of it.
 *
 * <p>Tickers say the running hour's rate as well; this fills in what was paid while nobody listened.
 *
 * @see <a href="https://docs.kraken.com/api/docs/futures-api/trading/historical-funding-rates">Historical rates</a>
 */
final class KrakenFuturesHistory {
    /** Eight days of hours: as much as the shortest history that indicators need. */
    private static final int MAX_TOLD = 200;

    private static final int TIMESTAMP = 0;
    private static final int RELATIVE_RATE = 1;

    private final JsonFields row = JsonFields.of("timestamp", "relativeFundingRate");
    private final Map<Instrument, Long> told = new HashMap<>();
    private final KrakenFuturesSymbols symbols;
    private final FrameEvents events;

    KrakenFuturesHistory(KrakenFuturesSymbols symbols, FrameEvents events) {
        this.symbols = symbols;
        this.events = events;
    }

    /**
     * {@code [{"timestamp":"2025-09-24T08:00:00Z","fundingRate":1.3285114808978307,"relativeFundingRate":
     * 1.1795815277778e-05},…]}: {@code fundingRate} is an amount of money per contract and not used.
     */
    void read(JsonCursor rates, String symbol, Origin origin) {
        Optional<Terms> terms = symbols.find(symbol, events);
        List<FundingRate> paid = new ArrayList<>();
        rates.beginArray();
        while (rates.nextElement()) {
            row.clear().read(rates);
            Stamp stamp = events.stampMicros(Rfc3339.micros(row, TIMESTAMP), Stamp.NO_SEQUENCE);
            if (row.hasValue(RELATIVE_RATE)) {
                double rate = row.decimal(RELATIVE_RATE);
                terms.ifPresent(known -> paid.add(rate(known.instrument(), stamp, rate)));
            }
        }
        if (origin == Origin.BACKFILL) {
            paid.forEach(events::add);
        } else {
            terms.ifPresent(known -> tell(known.instrument(), paid));
        }
    }

    private static FundingRate rate(Instrument instrument, Stamp stamp, double rate) {
        return new FundingRate(
                instrument,
                stamp,
                FundingRate.Kind.SETTLED,
                rate,
                Optional.of(KrakenFuturesTickers.RATE_INTERVAL),
                stamp.eventTime());
    }

    private void tell(Instrument instrument, List<FundingRate> paid) {
        long last = told.getOrDefault(instrument, -1L);
        List<FundingRate> news =
                paid.stream().filter(rate -> rate.fundingTime() > last).toList();
        news.stream().skip(Math.max(0, news.size() - MAX_TOLD)).forEach(events::add);
        news.stream().mapToLong(FundingRate::fundingTime).max().ifPresent(latest -> told.put(instrument, latest));
    }
}
