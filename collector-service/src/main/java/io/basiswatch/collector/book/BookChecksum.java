package io.basiswatch.collector.book;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The check over the printed text of a book's best levels that some venues send with every change: CRC-32 (ISO 3309).
 *
 * <p>It needs rows that were added by {@link BookUpdate#printedBid} and {@link BookUpdate#printedAsk}. Not thread-safe.
 */
public abstract sealed class BookChecksum {
    /** As many as a number has digits at most, see {@link PrintedNumber}. */
    private static final long[] POWERS_OF_TEN = powersOfTen(18);

    private final CRC32 crc = new CRC32();
    private byte[] text = new byte[2_048];
    private int length;

    private BookChecksum() {}

    private static long[] powersOfTen(int count) {
        long[] powers = new long[count];
        Arrays.setAll(powers, exponent -> (long) Math.pow(10, exponent));
        return powers;
    }

    /** No checksum is sent. */
    public static BookChecksum none() {
        return new None();
    }

    /**
     * Kraken spot: the best 10 asks, then the best 10 bids, each price and quantity as printed without dot and leading
     * zeros.
     *
     * <p>Source: Kraken, "Spot WebSockets book checksum".
     */
    public static BookChecksum digitsOfTopTen() {
        return new DigitsOfTopTen();
    }

    /**
     * OKX: {@code bid:quantity:ask:quantity} as printed, rank by rank for the best 25; a side that ends is skipped. Since
     * June 2026 the venue sends 0, which says nothing.
     */
    public static BookChecksum alternatingTop25() {
        return new AlternatingTop25();
    }

    /** Whether the message says nothing about the book, or the book is as the message says. */
    final boolean matches(BookUpdate update, OrderBook book) {
        return !isSent(update.checksum()) || (int) update.checksum() == of(book);
    }

    /** Whether the book must keep what was printed. */
    boolean isTakenOverText() {
        return true;
    }

    boolean isSent(long checksum) {
        return checksum != BookUpdate.NO_CHECKSUM;
    }

    /** The checksum of the book as it is. */
    final int of(OrderBook book) {
        length = 0;
        write(book);
        crc.reset();
        crc.update(text, 0, length);
        return (int) crc.getValue();
    }

    abstract void write(OrderBook book);

    final void appendDigits(long number) {
        requirePrinted(number);
        appendDecimal(PrintedNumber.digits(number), 1);
    }

    final void appendPrinted(long number) {
        requirePrinted(number);
        int scale = PrintedNumber.scale(number);
        appendDecimal(PrintedNumber.digits(number), scale + 1);
        if (scale > 0) {
            ensureRoom(1);
            System.arraycopy(text, length - scale, text, length - scale + 1, scale);
            text[length - scale] = '.';
            length++;
        }
    }

    private static void requirePrinted(long number) {
        if (number == PrintedNumber.NONE) {
            throw new IllegalStateException("a book with a checksum needs rows as printed");
        }
    }

    final void append(char character) {
        ensureRoom(1);
        text[length++] = (byte) character;
    }

    /** Appends a whole number, with leading zeros where it has fewer than {@code atLeast} digits. */
    private void appendDecimal(long number, int atLeast) {
        int digits = atLeast;
        while (digits < POWERS_OF_TEN.length && number >= POWERS_OF_TEN[digits]) {
            digits++;
        }
        ensureRoom(digits);
        long rest = number;
        int at = length + digits;
        while (at - length >= 2) {
            int pair = (int) (rest % 100);
            rest /= 100;
            text[--at] = (byte) ('0' + pair % 10);
            text[--at] = (byte) ('0' + pair / 10);
        }
        if (at > length) {
            text[--at] = (byte) ('0' + rest % 10);
        }
        length += digits;
    }

    private void ensureRoom(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, text.length * 2 + more);
        }
    }

    private static final class None extends BookChecksum {
        @Override
        boolean isTakenOverText() {
            return false;
        }

        @Override
        boolean isSent(long checksum) {
            return false;
        }

        @Override
        void write(OrderBook book) {
            // nothing is sent, so nothing is compared
        }
    }

    private static final class DigitsOfTopTen extends BookChecksum {
        private static final int DEPTH = 10;

        @Override
        void write(OrderBook book) {
            write(book.asks());
            write(book.bids());
        }

        private void write(BookSide side) {
            for (int rank = 0; rank < Math.min(DEPTH, side.size()); rank++) {
                appendDigits(side.printedPrice(rank));
                appendDigits(side.printedQuantity(rank));
            }
        }
    }

    private static final class AlternatingTop25 extends BookChecksum {
        private static final int DEPTH = 25;

        @Override
        boolean isSent(long checksum) {
            return super.isSent(checksum) && checksum != 0;
        }

        @Override
        void write(OrderBook book) {
            for (int rank = 0; rank < DEPTH; rank++) {
                write(book.bids(), rank);
                write(book.asks(), rank);
            }
        }

        private void write(BookSide side, int rank) {
            if (rank < side.size()) {
                append(':', side.printedPrice(rank));
                append(':', side.printedQuantity(rank));
            }
        }

        private void append(char separator, long number) {
            if (super.length > 0) {
                append(separator);
            }
            appendPrinted(number);
        }
    }
}
