package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.model.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The symbols of one market by the bytes of their names: looked up per frame without making a string. */
final class Symbols {
    /** Symbols that only frames named; metadata is not bounded by this. */
    private static final int MAX_DERIVED = 10_000;

    private static final int SLOTS = 1 << 15;

    private final Market market;
    private final Predicate<String> assets;
    private final Map<String, Symbol> byName = new HashMap<>();
    private final Map<String, Instrument> indices = new HashMap<>();

    /** A cache in front of {@link #byName}: one entry per hash, checked by its bytes. */
    private final byte[][] cachedNames = new byte[SLOTS][];

    private final Symbol[] cached = new Symbol[SLOTS];
    private int derived;

    Symbols(Market market, Predicate<String> assets) {
        this.market = market;
        this.assets = assets;
    }

    boolean isWanted(Instrument instrument) {
        return assets.test(instrument.base()) || Stablecoins.isReference(instrument);
    }

    /** The symbol of that name, from metadata or by the rules of the market; else {@link Symbol#UNKNOWN}. */
    Symbol find(byte[] text, int start, int end) {
        int slot = hash(text, start, end);
        byte[] name = cachedNames[slot];
        if (name != null && Arrays.equals(text, start, end, name, 0, name.length)) {
            return cached[slot];
        }
        Symbol symbol = find(new String(text, start, end - start, StandardCharsets.UTF_8));
        if (symbol.isKnown()) {
            cachedNames[slot] = Arrays.copyOfRange(text, start, end);
            cached[slot] = symbol;
        }
        return symbol;
    }

    /** The same by a name that is a string already. */
    Symbol find(String name) {
        Symbol known = byName.get(name);
        if (known != null) {
            return known;
        }
        Optional<Symbol> made = market.derive(name)
                .map(instrument -> Symbol.of(
                        name, isWanted(instrument), instrument, market.defaultContractSize(instrument.base()), false));
        if (made.isPresent() && derived < MAX_DERIVED) {
            derived++;
            byName.put(name, made.get());
        }
        return made.orElse(Symbol.UNKNOWN);
    }

    private static int hash(byte[] text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text[i];
        }
        return (hash ^ hash >>> 15) & (SLOTS - 1);
    }

    /**
     * Takes a symbol from metadata.
     *
     * @return what was known of it before
     */
    Symbol put(Symbol symbol) {
        Symbol before = byName.getOrDefault(symbol.name(), Symbol.UNKNOWN);
        byName.put(symbol.name(), before.isKnown() ? symbol.remembering(before) : symbol);
        byte[] name = symbol.name().getBytes(StandardCharsets.UTF_8);
        cachedNames[hash(name, 0, name.length)] = null;
        return before;
    }

    /** The index of a pair such as {@code BTCUSD}, if we want it. */
    Optional<Instrument> index(String pair) {
        Instrument known = indices.get(pair);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Instrument> index = market.index(pair).filter(this::isWanted);
        if (indices.size() < MAX_DERIVED) {
            index.ifPresent(instrument -> indices.put(pair, instrument));
        }
        return index;
    }
}
