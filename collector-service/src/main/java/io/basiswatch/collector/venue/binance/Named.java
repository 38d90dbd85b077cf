package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One stream of one instrument.
 *
 * @param name as it stands in the address
 * @param watched what it brings, where its silence means that something is wrong
 */
record Named(String name, Optional<MarketStream> watched) {
    private static final Set<String> DOLLARS = Set.of("USD", "USDT", "USDC");

    static Named quotes(InstrumentListed listed) {
        return of(listed, "@bookTicker", StreamKind.QUOTES);
    }

    static Named trades(InstrumentListed listed) {
        return of(listed, "@trade", StreamKind.TRADES);
    }

    static Named marks(InstrumentListed listed) {
        return of(listed, "@markPrice@1s", StreamKind.MARKS);
    }

    /** Dated contracts and pairs of two coins may have no change for a while. */
    static Named depth(InstrumentListed listed) {
        Instrument of = listed.instrument();
        boolean liquid = DOLLARS.contains(of.quote()) && (of.isSpot() || of.isPerpetual());
        Named named = of(listed, "@depth@100ms", StreamKind.DEPTH);
        return liquid ? named : new Named(named.name, Optional.empty());
    }

    /** Nobody is liquidated for hours on end. */
    static Named liquidations(InstrumentListed listed) {
        return new Named(symbol(listed) + "@forceOrder", Optional.empty());
    }

    /** By pair: {@code btcusd@indexPrice@1s}. */
    static Named index(InstrumentListed listed) {
        Instrument of = listed.instrument();
        Instrument index = Instrument.of(of.venue(), of.base(), of.quote(), Contract.INDEX);
        String pair = (of.base() + of.quote()).toLowerCase(Locale.ROOT);
        return new Named(pair + "@indexPrice@1s", Optional.of(new MarketStream(index, StreamKind.MARKS)));
    }

    private static Named of(InstrumentListed listed, String suffix, StreamKind kind) {
        return new Named(symbol(listed) + suffix, Optional.of(new MarketStream(listed.instrument(), kind)));
    }

    private static String symbol(InstrumentListed listed) {
        return listed.symbol().toLowerCase(Locale.ROOT);
    }
}
