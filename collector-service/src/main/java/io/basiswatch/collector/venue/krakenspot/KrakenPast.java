package io.basiswatch.collector.venue.krakenspot;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The addresses at which Kraken's spot market tells the past.
 *
 * <ul>
 *   <li>Candles: the last 720 of an interval, whatever was asked, and the last of those still runs.
 *   <li>Trades: a thousand after a time in nanoseconds, the oldest first, since the market began. There is no end to ask for:
 *       {@code until} says to our own decoder what lies beyond it, and the venue passes it over.
 * </ul>
 *
 * @see <a href="https://docs.kraken.com/exchange/guides/general/historical-data">Historical data</a>
 */
final class KrakenPast {
    private static final String CANDLES = "/0/public/OHLC?pair=";
    private static final String TRADES = "/0/public/Trades?pair=";

    private static final int CANDLES_KEPT = 720;
    private static final int TRADES_PER_PAGE = 1_000;
    private static final Duration TRADES_REACH = Duration.ofDays(1_827);
    private static final long SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final String restUrl;

    KrakenPast(String restUrl) {
        this.restUrl = restUrl;
    }

    /** What is told of these. */
    List<Past> of(List<InstrumentListed> listed) {
        return listed.stream()
                .flatMap(one -> Stream.of(
                        candles(one, Past.Kind.DAYS, Duration.ofDays(1)),
                        candles(one, Past.Kind.HOURS, Duration.ofHours(1)),
                        candles(one, Past.Kind.MINUTES, Duration.ofMinutes(1)),
                        trades(one)))
                .toList();
    }

    private Past candles(InstrumentListed listed, Past.Kind kind, Duration step) {
        return new Past(
                listed.instrument(),
                kind,
                step,
                CANDLES_KEPT,
                Past.Holds.NEWEST,
                step.multipliedBy(CANDLES_KEPT - 1),
                (from, to, edge) -> restUrl + CANDLES + listed.symbol() + "&interval=" + step.toMinutes() + "&since="
                        + (Math.ceilDiv(from, SECOND) - 1));
    }

    private Past trades(InstrumentListed listed) {
        return new Past(
                listed.instrument(),
                Past.Kind.TRADES,
                Duration.ZERO,
                TRADES_PER_PAGE,
                Past.Holds.OLDEST,
                TRADES_REACH,
                (from, to, edge) -> restUrl + TRADES + listed.symbol() + "&count=" + TRADES_PER_PAGE + "&since="
                        + (start(from, edge) * NANOS_PER_MICRO - 1) + "&until=" + to * NANOS_PER_MICRO);
    }

    /** The microsecond of the edge once more: of the trades in it the page before may have held some only. */
    private static long start(long from, Optional<InstrumentEvent> edge) {
        return edge.map(InstrumentEvent::eventTime).orElse(from);
    }
}
