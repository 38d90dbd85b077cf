package io.basiswatch.collector.shard;

import io.basiswatch.collector.publish.Outlet;
import io.basiswatch.model.Shard;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What the shards of a collector share.
 *
 * @param collector the id of this one
 * @param feeds begins feeds
 * @param outlets opens a way into the log
 * @param writer writes to the board, in order
 * @param through until when all that was received is in the log, microseconds since the epoch
 * @param nanos a clock for intervals
 * @param journal takes what happens to shards
 */
record Surroundings(
        String collector,
        Feeds feeds,
        Function<Shard, Outlet> outlets,
        Writer writer,
        LongSupplier through,
        LongSupplier nanos,
        Journal journal) {

    /** Writes to the board; it never waits. */
    @FunctionalInterface
    interface Writer {
        /**
         * @param written is told on the event loop at which place of the board it stands
         */
        void write(BoardRecord said, LongConsumer written);
    }

    /** Takes note of what happens to shards. */
    interface Journal {
        /** A turn has begun; {@code nanos} after the shard was given to us. */
        void began(ShardName shard, long epoch, Beginning how, long nanos);

        /** A turn has ended, or has never begun. */
        void ended(ShardName shard, Ending how, boolean hadBegun);
    }

    /** How a turn began. */
    enum Beginning {
        /** Nobody has ever run it. */
        FIRST,
        /** The one before ran until this one was ready: nothing is missing. */
        HANDED_OVER,
        /** The one before was gone, so that a gap is told. */
        TAKEN_OVER,
        /** Another one claimed what is ours. */
        CLAIMED_AGAIN
    }

    /** How a turn ended. */
    enum Ending {
        /** Somebody else has begun. */
        HANDED_OVER,
        /** Nobody came in time, or nobody is there. */
        STOPPED,
        /** It was lost without our doing. */
        LOST
    }
}
