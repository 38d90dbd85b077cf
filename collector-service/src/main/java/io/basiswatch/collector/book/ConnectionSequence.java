package io.basiswatch.collector.book;

/**
 * One number for all messages of a connection, whatever they are about: each must have the number after the one before.
 * Coinbase Advanced Trade ({@code sequence_num}, acknowledgements and heartbeats count too) and Bitfinex (with the
 * {@code SEQ_ALL} flag).
 *
 * <p>A jump means that messages are lost and nobody knows of which book: all books of the connection must
 * {@linkplain BookAssembler#lose be rebuilt}.
 */
public final class ConnectionSequence {
    private long last;
    private boolean isStarted;

    /**
     * Takes the number of a message; the first one may be any.
     *
     * @return whether nothing is missing before it. After a jump counting goes on from the new number.
     */
    public boolean follows(long number) {
        boolean follows = !isStarted || number == last + 1;
        isStarted = true;
        last = number;
        return follows;
    }

    /** The number of the last message; 0 before the first. */
    public long last() {
        return last;
    }

    /** A new connection counts anew. */
    public void restart() {
        isStarted = false;
        last = 0;
    }
}
