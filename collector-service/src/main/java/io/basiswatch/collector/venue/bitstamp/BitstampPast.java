package io.basiswatch.collector.venue.bitstamp;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the venue tells of the past, in seconds. Candles are anchored on their end: where both ends are given the venue counts
 * {@code limit} candles back from {@code end} and passes {@code start} over. Trades are those of the last day, all at once; no
 * range can be asked for, so the two ends that stand in the address are for ourselves, who read the answer.
 */
final class BitstampPast {
    private static final int CANDLES = 1_000;

    /** No pair has as many trades in a day. */
    private static final int TRADES = 1_000_000;

    /** A little less than the day that the venue tells, for the time until it is asked. */
    private static final Duration TRADES_REACH = Duration.ofHours(23);

    private static final Duration ALL = Duration.ofDays(10 * 365);
    private static final long MICROS = 1_000_000;
    private static final Pattern RANGE = Pattern.compile("[?&]start=(\\d{1,12})&end=(\\d{1,12})");

    private final String root;

    BitstampPast(VenueSettings settings) {
        this.root = settings.restUrl() + "/api/v2/";
    }

    /**
     * The range of an address, seconds since the epoch, both inclusive.
     *
     * @param start its first second
     * @param end its last
     */
    record Range(long start, long end) {
        private static final Range ANY = new Range(0, Long.MAX_VALUE);

        static Range of(String address) {
            return Optional.of(RANGE.matcher(address))
                    .filter(Matcher::find)
                    .map(found -> new Range(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))))
                    .orElse(ANY);
        }

        boolean isBounded() {
            return !equals(ANY);
        }

        boolean holds(long second) {
            return second >= start && second <= end;
        }
    }

    List<Past> of(InstrumentListed listing) {
        Instrument instrument = listing.instrument();
        if (Stablecoins.isReference(instrument)) {
            return List.of();
        }
        List<Past> all = new ArrayList<>();
        all.add(candles(listing, Past.Kind.MINUTES, Duration.ofMinutes(1)));
        all.add(candles(listing, Past.Kind.HOURS, Duration.ofHours(1)));
        all.add(candles(listing, Past.Kind.DAYS, Duration.ofDays(1)));
        String trades = root + "transactions/" + listing.symbol() + "/?time=day&";
        all.add(new Past(
                instrument,
                Past.Kind.TRADES,
                Duration.ZERO,
                TRADES,
                Past.Holds.OLDEST,
                TRADES_REACH,
                (from, to, edge) -> trades + range(from / MICROS, to)));
        return all;
    }

    private Past candles(InstrumentListed listing, Past.Kind kind, Duration step) {
        long seconds = step.toSeconds();
        String address = root + "ohlc/" + listing.symbol() + "/?step=" + seconds + "&limit=";
        return new Past(listing.instrument(), kind, step, CANDLES, Past.Holds.NEWEST, ALL, (from, to, edge) -> {
            long candles = Math.clamp(Math.ceilDiv(to - from, seconds * MICROS), 1, CANDLES);
            return address + candles + '&' + range(Math.ceilDiv(from, MICROS), to) + "&exclude_current_candle=true";
        });
    }

    private static String range(long start, long to) {
        return "start=" + start + "&end=" + (Math.ceilDiv(to, MICROS) - 1);
    }
}
