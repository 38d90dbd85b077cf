package io.basiswatch.collector.book;

/** What a message did to a book. */
public enum Effect {
    /** The book was changed, or replaced, and is right. */
    CHANGED,
    /** The book is right again, or for the first time. */
    SYNCHRONISED,
    /** The message says nothing new. */
    IGNORED,
    /** The message is kept until a snapshot comes. */
    HELD,
    /** The snapshot is older than the changes that are held: ask for a newer one. */
    STALE_SNAPSHOT,
    /** The book is not right any more and was emptied: ask for a snapshot, see {@link BookState.Broken} for the reason. */
    BROKEN;

    /** Whether the caller must ask for a snapshot: by REST, or by subscribing again. */
    public boolean wantsSnapshot() {
        return this == STALE_SNAPSHOT || this == BROKEN;
    }
}
