package io.basiswatch.collector.history;

/** What has been told of each history, kept where every collector can read it. Never waits; of any thread. */
public interface HistoryLedger extends AutoCloseable {
    /** What was told of a history; {@link Told#NOTHING} where nothing was. */
    Told told(HistoryKey key);

    /** Keeps what was told, which must be in the log already. */
    void keep(HistoryKey key, Told told);

    /** Nothing more is kept. */
    @Override
    default void close() {}
}
