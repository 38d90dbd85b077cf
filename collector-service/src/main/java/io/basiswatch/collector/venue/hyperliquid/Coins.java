package io.basiswatch.collector.venue.hyperliquid;

import io.basiswatch.collector.feed.SymbolTable.Meaning;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a coin's name stands for.
 *
 * <p>{@code BTC} is the perpetual, counted and settled in USDC; {@code kPEPE} is the perpetual on 1,000 PEPE, so prices
 * are divided and quantities multiplied; {@code PURR/USDC} and {@code @107} are spot pairs, the latter named by metadata
 * only; {@code dex:NAME} belongs to somebody else's exchange on the same chain and is not followed.
 *
 * @see <a href="https://hyperliquid.gitbook.io/hyperliquid-docs/trading/contract-specifications">Contracts</a>
 */
final class Coins {
    static final Venue VENUE = Venue.of("hyperliquid");

    private static final String DOLLAR = "USDC";
    private static final double THOUSAND = 1_000;
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,20}");
    private static final Pattern THOUSANDS = Pattern.compile("k([A-Z0-9]{1,20})");
    private static final Pattern PAIR = Pattern.compile("([A-Z0-9]{1,20})/([A-Z0-9]{1,20})");

    private Coins() {}

    /** What the name says by itself. */
    static Meaning meaning(String name) {
        if (CODE.matcher(name).matches()) {
            return perpetual(name, name, 1);
        }
        Matcher thousands = THOUSANDS.matcher(name);
        if (thousands.matches()) {
            return perpetual(name, thousands.group(1), THOUSAND);
        }
        Matcher pair = PAIR.matcher(name);
        if (pair.matches()) {
            return spot(name, pair.group(1), pair.group(2));
        }
        return name.indexOf(':') > 0 ? Meaning.UNUSED : Meaning.UNKNOWN;
    }

    private static Meaning perpetual(String name, String base, double contractSize) {
        return new Meaning.Known(new Terms(Instrument.perpetual(VENUE, base, DOLLAR), name, contractSize));
    }

    /** The spot pair of two tokens, if both have a name that can be a currency's. */
    static Meaning spot(String name, String base, String quote) {
        boolean named = CODE.matcher(base).matches() && CODE.matcher(quote).matches();
        return named ? new Meaning.Known(new Terms(Instrument.spot(VENUE, base, quote), name, 1)) : Meaning.UNUSED;
    }

    /** The reference price of the pair that {@code instrument} trades. */
    static Instrument index(Instrument instrument) {
        return Instrument.of(VENUE, instrument.base(), instrument.quote(), Contract.INDEX);
    }

    /** Of one unit of the base, where the venue quotes one unit of its own quantity. */
    static double price(Terms terms, double venuePrice) {
        return venuePrice / terms.contractSize();
    }
}
