package io.basiswatch.collector.venue.bitmex;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.json.JsonFields;
import java.util.List;
import java.util.Set;

/** The tables of BitMEX that are told apart. */
enum BitmexTable {
    /** Every level of the book. */
    LEVELS("orderBookL2", true),
    /** The best 25 levels of each side. */
    BEST_LEVELS("orderBookL2_25", true),
    QUOTE("quote", true),
    TRADE("trade", true),
    /** The best 10 levels of each side, whole each time. */
    BEST_TEN("orderBook10", true),
    INSTRUMENT("instrument", false),
    FUNDING("funding", false),
    LIQUIDATION("liquidation", false),
    UNUSED("unused", false),
    UNKNOWN("", false);

    private static final List<BitmexTable> READ =
            List.of(LEVELS, BEST_LEVELS, QUOTE, TRADE, BEST_TEN, INSTRUMENT, FUNDING, LIQUIDATION);
    private static final Set<String> NOT_USED = Set.of(
            "orderBookL3", "announcement", "chat", "connected", "insurance", "publicNotifications", "settlement");

    private final String word;
    private final byte[] name;
    private final boolean isBusy;

    BitmexTable(String word, boolean isBusy) {
        this.word = word;
        this.name = word.getBytes(ISO_8859_1);
        this.isBusy = isBusy;
    }

    /** The table that a field names. */
    static BitmexTable of(JsonFields fields, int field) {
        for (int i = 0; i < READ.size(); i++) {
            if (fields.is(field, READ.get(i).name)) {
                return READ.get(i);
            }
        }
        String name = fields.code(field);
        boolean isKnown = NOT_USED.contains(name) || name.startsWith("tradeBin") || name.startsWith("quoteBin");
        return isKnown ? UNUSED : UNKNOWN;
    }

    String word() {
        return word;
    }

    /** The word for a table that is not used: its name, without the width of bars. */
    static String family(String name) {
        if (name.startsWith("tradeBin")) {
            return "tradeBin";
        }
        return name.startsWith("quoteBin") ? "quoteBin" : name;
    }

    /** Whether it changes so often that its rows are read where they stand. */
    boolean isBusy() {
        return isBusy;
    }
}
