package io.basiswatch.collector.archive;

/** A row cannot be what it is said to be; who reads the file knows which row it is. */
final class BrokenRow extends RuntimeException {
    BrokenRow(String what) {
        super(what);
    }
}
