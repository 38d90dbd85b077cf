package io.basiswatch.collector.venue.hyperliquid;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.feed.SymbolTable.Meaning;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answers of {@code POST /info}, told apart by their shape, for they do not say what they answer.
 *
 * @see <a href="https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/info-endpoint">Info</a>
 */
final class HyperliquidAnswers {
    private static final byte[] UNIVERSE = "universe".getBytes(ISO_8859_1);
    private static final byte[] TOKENS = "tokens".getBytes(ISO_8859_1);
    private static final byte[] LEVELS = "levels".getBytes(ISO_8859_1);
    private static final byte[] MAX_SUPPLY = "maxSupply".getBytes(ISO_8859_1);

    private static final List<String> WORDS = Stream.of(
                    "meta",
                    "spotMeta",
                    "metaAndAssetCtxs",
                    "spotMetaAndAssetCtxs",
                    "fundingHistory",
                    "predictedFundings",
                    HyperliquidCandles.QUESTION)
            .map(type -> "REST " + type)
            .toList();
    private static final List<String> KNOWN = WORDS.stream()
            .map(word -> "\"type\":\"" + word.substring("REST ".length()) + '"')
            .toList();

    private static final int NAME = 0;
    private static final int IS_DELISTED = 1;
    private static final int PAIR_TOKENS = 2;

    private static final int TOKEN_NAME = 0;
    private static final int TOKEN_INDEX = 1;

    private final SymbolTable symbols;
    private final HyperliquidMarket market;
    private final FrameEvents events;
    private final JsonFields member = JsonFields.of("name", "isDelisted", "tokens");
    private final JsonFields token = JsonFields.of("name", "index");
    private final HyperliquidFunding funding;
    private final HyperliquidCandles candles;

    HyperliquidAnswers(SymbolTable symbols, HyperliquidMarket market, FrameEvents events) {
        this.symbols = symbols;
        this.market = market;
        this.events = events;
        this.funding = new HyperliquidFunding(symbols, events);
        this.candles = new HyperliquidCandles(symbols, events);
    }

    /** One line of the universe: a perpetual, or a spot pair with the numbers of its two tokens. */
    private record Member(String name, boolean delisted, List<Long> tokens) {}

    /** What can be traded, before anything is made of it. */
    private record Universe(List<Member> members, Map<Long, String> tokens) {}

    void read(JsonCursor cursor, String question) {
        switch (cursor.kind()) {
            case OBJECT -> {
                Optional<Universe> universe = universe(cursor);
                cursor.end();
                universe.ifPresent(known -> list(known, question));
            }
            case ARRAY -> array(cursor, question);
            default -> throw new JsonException("neither an object nor an array");
        }
    }

    /** The word for the answer of an address, which holds the question behind its {@code #}. */
    static String word(String address) {
        for (int i = 0; i < KNOWN.size(); i++) {
            if (address.contains(KNOWN.get(i))) {
                return WORDS.get(i);
            }
        }
        return "REST";
    }

    /**
     * Metadata with contexts are an array of an object and an array, running rates one of arrays; everything else is an array
     * of equals. Candles do not look like anything else, but are followed only where somebody asked for them.
     */
    private void array(JsonCursor cursor, String question) {
        if (question.contains('"' + HyperliquidCandles.QUESTION + '"')) {
            candles.read(cursor);
            return;
        }
        byte[] text = cursor.text();
        cursor.beginArray();
        boolean isEmpty = !cursor.nextElement();
        if (!isEmpty && cursor.kind() == JsonKind.ARRAY) {
            funding.running(cursor.reset(text));
            return;
        }
        if (!isEmpty && cursor.kind() == JsonKind.OBJECT) {
            cursor.skip();
            if (cursor.nextElement() && cursor.kind() == JsonKind.ARRAY) {
                withContexts(cursor.reset(text), question);
                return;
            }
        }
        funding.payments(cursor.reset(text));
    }

    /**
     * {@code [{"universe":[…]},[{"funding":"0.0000125","openInterest":"688.11","markPx":"14.3161",…},…]]}: what is listed,
     * and its contexts in the same order. Those of spot pairs hold nothing for us.
     */
    private void withContexts(JsonCursor cursor, String question) {
        cursor.beginArray();
        cursor.nextElement();
        List<Member> members = universe(cursor)
                .map(universe -> {
                    list(universe, question);
                    return universe.members();
                })
                .orElse(List.of());
        cursor.nextElement();
        cursor.beginArray();
        int index = 0;
        while (cursor.nextElement()) {
            boolean listed = index < members.size() && !members.get(index).delisted();
            if (listed && members.get(index).tokens().isEmpty()) {
                market.context(members.get(index).name(), cursor);
            } else {
                cursor.skip();
            }
            index++;
        }
        if (cursor.nextElement()) {
            throw new JsonException("more than metadata and contexts");
        }
        cursor.end();
    }

    /**
     * {@code {"universe":[{"name":"BTC","szDecimals":5,"maxLeverage":50},{"name":"LOOM","isDelisted":true}]}}, and for spot
     * {@code {"universe":[{"tokens":[1,0],"name":"PURR/USDC"}],"tokens":[{"name":"USDC","index":0},…]}}.
     *
     * <p>Books, the facts of one token, and prices by coin ({@code {"APE":"4.33245",…}}) are recognised and not used.
     *
     * @return empty where the object at {@code cursor} has none
     */
    private Optional<Universe> universe(JsonCursor cursor) {
        List<Member> members = new ArrayList<>();
        Map<Long, String> tokens = new HashMap<>();
        boolean found = false;
        boolean recognised = false;
        boolean isOfTexts = true;
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.fieldIs(UNIVERSE)) {
                members(cursor, members);
                found = true;
            } else if (cursor.fieldIs(TOKENS) && cursor.kind() == JsonKind.ARRAY) {
                tokens(cursor, tokens);
            } else {
                recognised |= cursor.fieldIs(LEVELS) || cursor.fieldIs(MAX_SUPPLY);
                isOfTexts &= cursor.kind() == JsonKind.STRING;
                cursor.skip();
            }
        }
        if (!found && !recognised && !isOfTexts) {
            events.unknown();
        }
        return found ? Optional.of(new Universe(members, tokens)) : Optional.empty();
    }

    private void members(JsonCursor cursor, List<Member> members) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            member.clear().read(cursor);
            boolean delisted = member.has(IS_DELISTED) && member.bool(IS_DELISTED);
            members.add(new Member(member.string(NAME), delisted, pairTokens()));
        }
    }

    private List<Long> pairTokens() {
        if (!member.has(PAIR_TOKENS)) {
            return List.of();
        }
        List<Long> pair = new ArrayList<>();
        JsonCursor cursor = new JsonCursor().reset(member.text(), member.start(PAIR_TOKENS), member.end(PAIR_TOKENS));
        cursor.beginArray();
        while (cursor.nextElement()) {
            pair.add(cursor.whole());
        }
        if (pair.size() != 2) {
            throw new JsonException("a pair of " + pair.size() + " tokens");
        }
        return pair;
    }

    private void tokens(JsonCursor cursor, Map<Long, String> tokens) {
        cursor.beginArray();
        while (cursor.nextElement()) {
            token.clear().read(cursor);
            tokens.put(token.whole(TOKEN_INDEX), token.string(TOKEN_NAME));
        }
    }

    /** Takes the universe over; what nobody asked for is noted as such. */
    private void list(Universe universe, String question) {
        List<Terms> listed = new ArrayList<>();
        for (Member line : universe.members()) {
            if (line.delisted()) {
                symbols.delist(line.name(), events);
            } else if (meaning(line, universe.tokens()) instanceof Meaning.Known(Terms terms) && wants(terms)) {
                listed.add(terms);
            } else {
                symbols.ignore(line.name());
            }
        }
        symbols.listAll(question, listed, events);
    }

    private static Meaning meaning(Member line, Map<Long, String> tokens) {
        if (line.tokens().isEmpty()) {
            return Coins.meaning(line.name());
        }
        String base = tokens.getOrDefault(line.tokens().getFirst(), "");
        String quote = tokens.getOrDefault(line.tokens().getLast(), "");
        return Coins.spot(line.name(), base, quote);
    }

    private boolean wants(Terms terms) {
        return symbols.wants(
                terms.instrument().base(),
                terms.instrument().quote(),
                terms.instrument().contract());
    }
}
