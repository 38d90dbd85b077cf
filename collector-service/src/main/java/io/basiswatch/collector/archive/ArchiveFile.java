package io.basiswatch.collector.archive;

import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A file and what it is said to hold: {@code binance-usdm:BTC-USDT-PERP:1d=BTCUSDT-1d.csv.gz}.
 *
 * @param terms whose market it tells of, and in which units
 * @param kind what a row is
 * @param path CSV, plain, gzip or the one file of a zip
 */
public record ArchiveFile(Terms terms, ArchiveKind kind, Path path) {
    private static final String FORM = "VENUE:INSTRUMENT:INTERVAL=FILE";

    /** Whether {@code text} is meant to name an archive: a capture has no colon before its file. */
    public static boolean isMeant(String text) {
        int colon = text.indexOf(':');
        int equals = text.indexOf('=');
        return colon >= 0 && (equals < 0 || colon < equals);
    }

    /**
     * Takes no look at the file.
     *
     * @throws IllegalArgumentException where {@code text} is no {@code VENUE:INSTRUMENT:INTERVAL=FILE}, or names what is not
     *     known
     */
    public static ArchiveFile parse(String text) {
        int equals = text.indexOf('=');
        int kind = text.lastIndexOf(':', equals);
        int instrument = text.indexOf(':');
        if (equals < 0 || equals == text.length() - 1 || instrument < 0 || kind <= instrument) {
            throw new IllegalArgumentException("an archive is given as " + FORM + ", not '" + text + "'");
        }
        requireVenue(text.substring(0, instrument));
        return of(
                Instrument.parse(text.substring(0, kind)),
                ArchiveKind.parse(text.substring(kind + 1, equals)),
                Path.of(text.substring(equals + 1)));
    }

    private static void requireVenue(String venue) {
        if (VenueFeeds.names().stream().noneMatch(known -> known.id().equals(venue))) {
            throw new IllegalArgumentException("unknown venue '" + venue + "'; known are "
                    + VenueFeeds.names().stream().map(Venue::id).collect(Collectors.joining(", ")));
        }
    }

    /**
     * @throws IllegalArgumentException where the venue trades no such instrument, or nobody knows how it counts it
     */
    static ArchiveFile of(Instrument instrument, ArchiveKind kind, Path path) {
        Terms terms = ArchiveTerms.find(instrument)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown instrument '" + instrument + "': archives are read of spot markets, and of what "
                                + "binance-usdm and binance-coinm trade"));
        if (kind instanceof ArchiveKind.Funding && !instrument.isPerpetual()) {
            throw new IllegalArgumentException(instrument + " pays no funding");
        }
        if (kind instanceof ArchiveKind.Metrics && !instrument.isPerpetual() && !isFuture(instrument)) {
            throw new IllegalArgumentException(instrument + " has no open interest");
        }
        return new ArchiveFile(terms, kind, path);
    }

    private static boolean isFuture(Instrument instrument) {
        return instrument.contract() instanceof Contract.Future;
    }

    public Instrument instrument() {
        return terms.instrument();
    }

    /** What all files of one kind of one instrument share. */
    String series() {
        return instrument() + ":" + kind;
    }

    @Override
    public String toString() {
        return series() + "=" + path;
    }
}
