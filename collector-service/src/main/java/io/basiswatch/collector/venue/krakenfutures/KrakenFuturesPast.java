package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The addresses at which Kraken Futures tells the past.
 *
 * <ul>
 *   <li>Candles: a page holds 2,000 (the documentation says 5,000), the oldest of its range; both bounds are whole seconds
 *       and inclusive. Their volume is in contracts, and what a contract of a fixed amount of dollars was in coins is told
 *       nowhere: there are none of inverse contracts.
 *   <li>Trades: the last hundred before a time, for a week at most.
 *   <li>Funding: one answer holds a year, whatever was asked.
 *   <li>Open interest is told in contracts without a price, so what it was worth is not known: none.
 * </ul>
 *
 * @see <a href="https://docs.kraken.com/api-reference/candles/market-candles">Candles</a>
 * @see <a href="https://docs.kraken.com/api-reference/market-data/get-trade-history">Trades</a>
 */
final class KrakenFuturesPast {
    static final String CHARTS = "/api/charts/v1/trade/";
    static final String TRADES = "/derivatives/api/v3/history?symbol=";
    static final String RATES = "/derivatives/api/v4/historicalfundingrates?symbol=";

    private static final int CANDLES_PER_PAGE = 2_000;
    private static final int TRADES_PER_PAGE = 100;
    private static final int RATES_PER_PAGE = 10_000;
    private static final Duration CANDLES_REACH = Duration.ofDays(1_827);
    private static final Duration TRADES_REACH = Duration.ofDays(7);
    private static final Duration RATES_REACH = Duration.ofDays(365);
    private static final long SECOND = 1_000_000;
    private static final long MILLI = 1_000;

    private final String restUrl;

    KrakenFuturesPast(String restUrl) {
        this.restUrl = restUrl;
    }

    /** What is told of these. */
    List<Past> of(List<InstrumentListed> listed) {
        List<Past> past = new ArrayList<>();
        for (InstrumentListed one : listed) {
            Instrument instrument = one.instrument();
            if (!instrument.isInverse()) {
                past.add(candles(one, Past.Kind.DAYS, Duration.ofDays(1), "1d"));
                past.add(candles(one, Past.Kind.HOURS, Duration.ofHours(1), "1h"));
                past.add(candles(one, Past.Kind.MINUTES, Duration.ofMinutes(1), "1m"));
            }
            if (instrument.isPerpetual()) {
                past.add(new Past(
                        instrument,
                        Past.Kind.FUNDING,
                        Duration.ofHours(1),
                        RATES_PER_PAGE,
                        Past.Holds.NEWEST,
                        RATES_REACH,
                        (from, to, edge) -> restUrl + RATES + one.symbol()));
            }
            past.add(new Past(
                    instrument,
                    Past.Kind.TRADES,
                    Duration.ZERO,
                    TRADES_PER_PAGE,
                    Past.Holds.NEWEST,
                    TRADES_REACH,
                    (from, to, edge) -> restUrl + TRADES + one.symbol() + "&lastTime=" + before(to, edge)));
        }
        return past;
    }

    private Past candles(InstrumentListed listed, Past.Kind kind, Duration step, String resolution) {
        return new Past(
                listed.instrument(),
                kind,
                step,
                CANDLES_PER_PAGE,
                Past.Holds.OLDEST,
                CANDLES_REACH,
                (from, to, edge) -> restUrl + CHARTS + listed.symbol() + '/' + resolution + "?from="
                        + Math.ceilDiv(from, SECOND) + "&to=" + (to - 1) / SECOND);
    }

    /** The first millisecond after the page: of the trades at its edge the page before may have held some only. */
    private static Instant before(long to, Optional<InstrumentEvent> edge) {
        long after = edge.map(reached -> reached.eventTime() + 1).orElse(to);
        return Instant.ofEpochMilli(Math.ceilDiv(after, MILLI)).truncatedTo(ChronoUnit.MILLIS);
    }
}
