package io.basiswatch.collector.archive;

import io.basiswatch.collector.feed.Terms;

/** Whether a row is about the instrument that the file was said to be about; rows without a symbol are. */
final class SymbolCheck {
    private final String symbol;
    private final String plain;

    SymbolCheck(Terms terms) {
        this.symbol = terms.symbol();
        this.plain = Column.plain(symbol);
    }

    /**
     * @param mayBeOther whether a row about something else is to be passed over
     * @throws BrokenRow where it is about something else and may not be
     */
    boolean isOurs(Row row, boolean mayBeOther) {
        String told = row.text(Column.SYMBOL).orElse(symbol);
        boolean ours = told.equals(symbol) || Column.plain(told).equals(plain);
        if (!ours && !mayBeOther) {
            throw new BrokenRow("it is of " + told + " and not of " + symbol);
        }
        return ours;
    }
}
