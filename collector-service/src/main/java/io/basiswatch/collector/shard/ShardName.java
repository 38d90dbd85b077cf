package io.basiswatch.collector.shard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one shard is: a source, or a slice of its assets, and which replica of it.
 *
 * @param source the venue, or another source of events that is run like one
 * @param slice which slice of the assets, from 0 on
 * @param slices how many slices there are
 * @param replica which replica, from 1 on; replicas run on different collectors
 */
public record ShardName(String source, int slice, int slices, int replica) implements Comparable<ShardName> {
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9-]+)(?:/([0-9]{1,4})of([0-9]{1,4}))?(?:\\+([0-9]{1,2}))?");

    public ShardName {
        if (source.isBlank() || slice < 0 || slice >= slices || replica < 1) {
            throw new IllegalArgumentException(
                    "no shard: slice " + slice + " of " + slices + " of '" + source + "', replica " + replica);
        }
    }

    /** All of a source. */
    public static ShardName of(String source) {
        return new ShardName(source, 0, 1, 1);
    }

    /**
     * What {@link #toString} has written.
     *
     * @throws IllegalArgumentException where {@code text} is no such name
     */
    public static ShardName parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not the name of a shard: " + text);
        }
        int slice = form.group(2) == null ? 0 : Integer.parseInt(form.group(2)) - 1;
        int slices = form.group(3) == null ? 1 : Integer.parseInt(form.group(3));
        int replica = form.group(4) == null ? 1 : Integer.parseInt(form.group(4));
        return new ShardName(form.group(1), slice, slices, replica);
    }

    /** The same feed, whichever replica. */
    ShardName firstReplica() {
        return new ShardName(source, slice, slices, 1);
    }

    /** {@code binance-usdm}, {@code binance-usdm/1of4}, {@code binance-usdm+2}. */
    @Override
    public String toString() {
        return source + (slices == 1 ? "" : "/" + (slice + 1) + "of" + slices) + (replica == 1 ? "" : "+" + replica);
    }

    @Override
    public int compareTo(ShardName other) {
        return toString().compareTo(other.toString());
    }
}
