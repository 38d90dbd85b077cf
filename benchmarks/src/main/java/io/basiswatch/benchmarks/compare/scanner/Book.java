package io.basiswatch.benchmarks.compare.scanner;

/** What the scanner puts levels on. Prices are whole numbers, of cents; nothing is checked. */
interface Book {
    void clear();

    /** Sets the quantity bid at a price; 0 removes the level. */
    void bid(long cents, double quantity);

    /** Sets the quantity asked at a price; 0 removes the level. */
    void ask(long cents, double quantity);

    /** The highest price bid; meaningless where there is none. */
    long bestBid();

    /** The lowest price asked; meaningless where there is none. */
    long bestAsk();
}
