package io.basiswatch.benchmarks.xchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchange.currency.CurrencyPair;

/** The symbols that a capture's messages name; known before anything is measured. */
final class Symbols {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern PAIR = Pattern.compile("(.{2,})(USDT|USDC|UST|USD|EUR|GBP|BTC|XBT|ETH)");

    private Symbols() {}

    /** The distinct texts that {@code named} finds in the messages; it may find a missing node. */
    static Set<String> of(List<RawFrame> frames, Function<JsonNode, JsonNode> named) {
        Set<String> symbols = new TreeSet<>();
        for (RawFrame frame : frames) {
            JsonNode found = frame.isRest() ? MAPPER.missingNode() : named.apply(tree(frame));
            if (found.isTextual() && !found.asText().isEmpty()) {
                symbols.add(found.asText());
            }
        }
        return symbols;
    }

    private static JsonNode tree(RawFrame frame) {
        try {
            return MAPPER.readTree(new String(frame.payload(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            return MAPPER.missingNode();
        }
    }

    /** Base and quote of a symbol such as {@code ETHUSDT}; one that ends in no known quote is cut behind three letters. */
    static CurrencyPair pair(String symbol) {
        Matcher known = PAIR.matcher(symbol.toUpperCase());
        return known.matches()
                ? new CurrencyPair(known.group(1), known.group(2))
                : new CurrencyPair(symbol.substring(0, 3), symbol.substring(3));
    }
}
