package io.basiswatch.collector.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.basiswatch.model.Trade;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Price levels as the captures' depth messages give them, kept to have a best bid and ask to check trades against. */
public final class TestBooks {
    private final Map<String, TreeMap<Double, Double>> bids = new HashMap<>();
    private final Map<String, TreeMap<Double, Double>> asks = new HashMap<>();

    /** Takes a message over: rows of price and quantity as texts, 0 removes. */
    public void apply(String symbol, boolean snapshot, JsonNode bidRows, JsonNode askRows) {
        if (snapshot) {
            bids.put(symbol, new TreeMap<>(Comparator.reverseOrder()));
            asks.put(symbol, new TreeMap<>());
        }
        apply(bids.get(symbol), bidRows);
        apply(asks.get(symbol), askRows);
    }

    private static void apply(TreeMap<Double, Double> side, JsonNode rows) {
        for (JsonNode row : rows) {
            double price = row.get(0).asDouble();
            double quantity = row.get(1).asDouble();
            if (quantity == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        }
    }

    /** Counts a trade against the book of its symbol, once there is one. */
    public void count(String symbol, Trade trade, TakerSides sides) {
        if (bids.containsKey(symbol)) {
            sides.count(trade, bids.get(symbol).firstKey(), asks.get(symbol).firstKey());
        }
    }
}
