package io.basiswatch.collector.feed;

import io.basiswatch.model.Contract;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.Stamp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A venue's symbols and what they stand for: as its metadata says, or by the venue's own rule where none has come yet.
 *
 * <p>Not thread-safe.
 */
public final class SymbolTable {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z0-9]+");

    /** Symbols that only frames named; metadata is not bounded by this. */
    private static final int MAX_DERIVED = 10_000;

    private static final long MICROS_PER_MILLI = 1_000;

    /** What is known of a symbol. */
    public sealed interface Meaning {
        /** Its terms. */
        record Known(Terms terms) implements Meaning {}

        /** A thing that we do not follow: an option, an asset that nobody asked for. */
        record Unused() implements Meaning {}

        /** Nobody can tell from the symbol alone, or nobody at all. */
        record Unknown() implements Meaning {}

        Meaning UNUSED = new Unused();
        Meaning UNKNOWN = new Unknown();
    }

    private final Predicate<String> assets;
    private final Function<String, Meaning> rule;
    private final Map<String, Meaning> meanings = new HashMap<>();
    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();
    private int derived;

    /**
     * What was last told of a listing.
     *
     * @param since from when on the terms hold, microseconds since the epoch; {@link #ENDED} after a delisting
     */
    private record Told(Terms terms, long since) {
        private static final long ENDED = -1;
    }

    /**
     * @param assets the bases of interest
     * @param rule what a symbol stands for that no metadata named
     */
    public SymbolTable(Predicate<String> assets, Function<String, Meaning> rule) {
        this.assets = assets;
        this.rule = rule;
    }

    /** Whether anybody asked for this; what is no plain currency code (such as {@code $WIF}) is never wanted. */
    public boolean wants(String base, String quote, Contract contract) {
        boolean reference = contract instanceof Contract.Spot && Stablecoins.isReference(base, quote);
        return (reference || assets.test(base))
                && CURRENCY.matcher(base).matches()
                && CURRENCY.matcher(quote).matches();
    }

    /** The terms of a symbol of interest; where there are none because it is not known, {@code events} are told. */
    public Optional<Terms> find(String symbol, FrameEvents events) {
        Meaning meaning = meanings.get(symbol);
        if (meaning == null) {
            meaning = filtered(rule.apply(symbol));
            if (!(meaning instanceof Meaning.Unknown) && derived < MAX_DERIVED) {
                derived++;
                meanings.put(symbol, meaning);
            }
        }
        return switch (meaning) {
            case Meaning.Known known -> Optional.of(known.terms);
            case Meaning.Unused unused -> Optional.empty();
            case Meaning.Unknown unknown -> {
                events.unknown();
                yield Optional.empty();
            }
        };
    }

    private Meaning filtered(Meaning meaning) {
        return meaning instanceof Meaning.Known known && !wants(known.terms) ? Meaning.UNUSED : meaning;
    }

    private boolean wants(Terms terms) {
        return wants(
                terms.instrument().base(),
                terms.instrument().quote(),
                terms.instrument().contract());
    }

    /** Notes a symbol that metadata names and nobody asked for. */
    public void ignore(String symbol) {
        meanings.put(symbol, Meaning.UNUSED);
    }

    /**
     * Takes one instrument of the metadata over and tells {@code events}. The terms that we hear first hold since the venue
     * listed the symbol, where it says when that was; others hold from receipt on.
     */
    public void list(Terms terms, FrameEvents events) {
        meanings.put(terms.symbol(), new Meaning.Known(terms));
        Stamp receipt = events.stampOnReceipt();
        Told before = told.get(terms.symbol());
        long since = receipt.receivedTime();
        if (before == null) {
            boolean past = terms.listedMillis() > 0 && terms.listedMillis() <= since / MICROS_PER_MILLI;
            since = past ? terms.listedMillis() * MICROS_PER_MILLI : since;
        } else if (before.since != Told.ENDED && before.terms.equals(terms)) {
            since = before.since;
        }
        told.put(terms.symbol(), new Told(terms, since));
        events.add(terms.listed(new Stamp(since, receipt.receivedTime(), Stamp.NO_SEQUENCE, receipt.origin())));
    }

    /** Takes changed terms over that are no news, such as the size of a contract that follows an exchange rate. */
    public void revise(Terms terms) {
        meanings.put(terms.symbol(), new Meaning.Known(terms));
    }

    /**
     * Takes a whole answer over: what an earlier answer to the same question listed and this one does not is gone.
     *
     * @param question what was asked, such as the address of the answer; blank where it is not known
     */
    public void listAll(String question, List<Terms> answer, FrameEvents events) {
        Set<String> symbols = HashSet.newHashSet(answer.size());
        for (Terms terms : answer) {
            symbols.add(terms.symbol());
            list(terms, events);
        }
        if (question.isBlank()) {
            return;
        }
        Set<String> before = groups.put(question, symbols);
        if (before != null) {
            before.stream().filter(symbol -> !symbols.contains(symbol)).sorted().forEach(gone -> delist(gone, events));
        }
    }

    /** Notes that a symbol is traded no more; frames that still name it are late and not used. */
    public void delist(String symbol, FrameEvents events) {
        if (meanings.put(symbol, Meaning.UNUSED) instanceof Meaning.Known known) {
            events.add(new InstrumentDelisted(known.terms.instrument(), events.stampOnReceipt(), symbol));
            told.put(symbol, new Told(known.terms, Told.ENDED));
        }
    }
}
