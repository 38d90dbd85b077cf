package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedCandle;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Candles as a venue has them at some moment: those that are over, and the one that runs, as far as it has got. */
final class OpenCandle {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long NANOS_PER_MICRO = 1_000;

    private final SimulatedMarket market;
    private final Listing listing;
    private final long now;

    /**
     * @param now the moment, microseconds since the epoch
     */
    OpenCandle(SimulatedMarket market, Listing listing, long now) {
        this.market = market;
        this.listing = listing;
        this.now = now;
    }

    /** The candle that opens at {@code openTime}; empty where nothing was traded in it (yet). */
    Optional<SimulatedCandle> at(long openTime, Duration interval) {
        if (openTime < listing.listed() || openTime > now) {
            return Optional.empty();
        }
        if (openTime + micros(interval) <= now) {
            return Optional.of(market.candle(listing, openTime, interval)).filter(candle -> candle.trades() > 0);
        }
        return joined(
                openTime,
                interval.equals(MINUTE) ? trades(openTime) : parts(openTime, interval.equals(HOUR) ? MINUTE : HOUR));
    }

    private List<SimulatedCandle> parts(long openTime, Duration part) {
        List<SimulatedCandle> parts = new ArrayList<>();
        for (long time = openTime; time <= now; time += micros(part)) {
            at(time, part).ifPresent(parts::add);
        }
        return parts;
    }

    private List<SimulatedCandle> trades(long openTime) {
        return market.trades(listing, openTime, now).stream().map(this::alone).toList();
    }

    /** One trade as a candle. */
    private SimulatedCandle alone(SimulatedTrade trade) {
        long price = trade.ticks();
        long bought = trade.aggressor() == Side.BUY ? trade.lots() : 0;
        double unit = listing.tick().doubleValue() * listing.lot().doubleValue() * price * listing.contractSize();
        return new SimulatedCandle(
                trade.time(), price, price, price, price, trade.lots(), unit * trade.lots(), bought, unit * bought, 1);
    }

    private static Optional<SimulatedCandle> joined(long openTime, List<SimulatedCandle> parts) {
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new SimulatedCandle(
                        openTime,
                        parts.getFirst().open(),
                        parts.stream().mapToLong(SimulatedCandle::high).max().orElseThrow(),
                        parts.stream().mapToLong(SimulatedCandle::low).min().orElseThrow(),
                        parts.getLast().close(),
                        parts.stream().mapToLong(SimulatedCandle::lots).sum(),
                        parts.stream().mapToDouble(SimulatedCandle::notional).sum(),
                        parts.stream().mapToLong(SimulatedCandle::takerBuyLots).sum(),
                        parts.stream()
                                .mapToDouble(SimulatedCandle::takerBuyNotional)
                                .sum(),
                        parts.stream().mapToInt(SimulatedCandle::trades).sum()));
    }

    private static long micros(Duration interval) {
        return interval.toNanos() / NANOS_PER_MICRO;
    }
}
