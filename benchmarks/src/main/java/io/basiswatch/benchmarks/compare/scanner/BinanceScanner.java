package io.basiswatch.benchmarks.compare.scanner;

import io.basiswatch.benchmarks.compare.round.Contender;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import io.basiswatch.benchmarks.compare.round.Tally;
import java.util.List;

/**
 * Reads the combined streams {@code trade}, {@code bookTicker} and {@code depth} of one symbol of Binance whose prices
 * have two decimals: {@code {"stream":"ethusdt@trade","data":{"e":"trade","p":"2681.62",…}}}.
 *
 * <p>It believes everything: that keys have one or two letters and numbers at most two letters of scale, that no change of
 * the book is missing, that nothing is repeated. It makes no objects; numbers go into sums so that they must be read.
 */
final class BinanceScanner implements Contender {
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private final byte[][] payloads;
    private final Book book;

    BinanceScanner(List<RawFrame> frames, Book book) {
        this.book = book;
        this.payloads = frames.stream().map(RawFrame::payload).toArray(byte[][]::new);
    }

    @Override
    public String version() {
        return "hand-written, unchecked, " + book.getClass().getSimpleName();
    }

    @Override
    public Contender.Pass start() {
        book.clear();
        return new Pass();
    }

    /** The scanning of one pass: {@code at} is where it stands in {@code text}. */
    private final class Pass implements Contender.Pass {
        private byte[] text;
        private int at;
        private long mantissa;
        private int decimals;
        private double sum;
        private long trades;
        private long quotes;
        private long books;
        private long others;

        @Override
        public void read(int index) {
            text = payloads[index];
            at = 0;
            if (text[2] != 's') {
                snapshot();
                return;
            }
            seek((byte) '@');
            switch (text[at]) {
                case 't' -> trade();
                case 'b' -> quote();
                case 'd' -> depth();
                default -> others++;
            }
        }

        private void trade() {
            seekData();
            while (nextField()) {
                sum += number();
            }
            trades++;
        }

        private void quote() {
            seekData();
            while (nextField()) {
                sum += number();
            }
            quotes++;
        }

        private void depth() {
            seekData();
            while (nextField()) {
                if (text[at] == '[') {
                    rows(text[at - 3] == 'b');
                } else {
                    sum += number();
                }
            }
            sum += book.bestAsk() - book.bestBid();
            books++;
        }

        /** The answer over REST: {@code {"lastUpdateId":…,"bids":[["2681.62","16.969"],…],"asks":[…]}}. */
        private void snapshot() {
            book.clear();
            seek((byte) '[');
            at--;
            rows(true);
            seek((byte) '[');
            at--;
            rows(false);
        }

        /** {@code [["2681.62","16.969"],…]}; ends behind the last bracket. */
        private void rows(boolean bids) {
            at++;
            while (text[at] != ']') {
                at += text[at] == ',' ? 2 : 1;
                number();
                long cents = decimals > 2 ? mantissa / (long) POWERS[decimals - 2] : mantissa;
                at++;
                double quantity = number();
                at++;
                if (bids) {
                    book.bid(cents, quantity);
                } else {
                    book.ask(cents, quantity);
                }
            }
            at++;
        }

        private void seek(byte wanted) {
            while (text[at] != wanted) {
                at++;
            }
            at++;
        }

        /** From the name of the stream to the first field of what it carries. */
        private void seekData() {
            seek((byte) '{');
        }

        /** Goes to the value of the next field whose value is not a word; false at the end. */
        private boolean nextField() {
            while (true) {
                while (text[at] != '"') {
                    if (text[at] == '}') {
                        return false;
                    }
                    at++;
                }
                at += text[at + 2] == '"' ? 4 : 5;
                byte first = text[at] == '"' ? text[at + 1] : text[at];
                if (first <= '9' || first == '[') {
                    return true;
                }
                at++;
                skipWord();
            }
        }

        private void skipWord() {
            while (text[at] != '"' && text[at] != ',' && text[at] != '}') {
                at++;
            }
            if (text[at] == '"') {
                at++;
            }
        }

        /** The number here, quoted or not; ends behind it. */
        private double number() {
            boolean quoted = text[at] == '"';
            at += quoted ? 1 : 0;
            mantissa = 0;
            decimals = 0;
            boolean fraction = false;
            while (true) {
                byte digit = text[at];
                if (digit >= '0' && digit <= '9') {
                    mantissa = mantissa * 10 + digit - '0';
                    decimals += fraction ? 1 : 0;
                } else if (digit == '.') {
                    fraction = true;
                } else {
                    break;
                }
                at++;
            }
            at += quoted ? 1 : 0;
            return mantissa / POWERS[decimals];
        }

        @Override
        public Tally tally() {
            return new Tally(trades, quotes, books, sum == 0 ? 0 : others, 0);
        }
    }
}
