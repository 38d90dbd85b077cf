package io.basiswatch.collector.json;

/** Takes the rows of an array of pairs, such as the levels of a book: {@code [["2681.62","16.969"],…]}. */
@FunctionalInterface
public interface JsonPairs {
    /** The first two numbers of a row. */
    void pair(double first, double second);
}
