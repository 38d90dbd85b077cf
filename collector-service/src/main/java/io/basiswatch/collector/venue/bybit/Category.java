package io.basiswatch.collector.venue.bybit;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.SymbolTable.Meaning;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The markets of Bybit. One symbol may stand for different things in two of them ({@code BTCUSDT} is a pair and a
 * perpetual), and a message does not say which: the address does that it came from.
 *
 * <p>Quantities are coins, but US dollars in inverse contracts. A dated symbol means nothing before the metadata came.
 */
enum Category {
    SPOT {
        @Override
        Meaning meaning(String symbol) {
            return QUOTES.stream()
                    .filter(quote -> symbol.length() > quote.length() && symbol.endsWith(quote))
                    .map(quote -> known(
                            symbol,
                            Instrument.spot(VENUE, symbol.substring(0, symbol.length() - quote.length()), quote)))
                    .findFirst()
                    .orElse(Meaning.UNKNOWN);
        }
    },

    /** Perpetuals {@code BTCUSDT} and {@code BTCPERP} (of USDC), dated {@code BTC-26DEC25}. */
    LINEAR {
        @Override
        Meaning meaning(String symbol) {
            Matcher parts = PERPETUAL.matcher(symbol);
            if (!parts.matches()) {
                return Meaning.UNKNOWN;
            }
            String quote = parts.group(2).equals("PERP") ? "USDC" : parts.group(2);
            return known(symbol, Instrument.perpetual(VENUE, parts.group(1), quote));
        }
    },

    /** Perpetuals {@code BTCUSD}, dated {@code BTCUSDH26}. */
    INVERSE {
        @Override
        Meaning meaning(String symbol) {
            Matcher parts = INVERSE_PERPETUAL.matcher(symbol);
            return parts.matches()
                    ? known(symbol, Instrument.perpetual(VENUE, parts.group(1), "USD"))
                    : Meaning.UNKNOWN;
        }
    },

    OPTION {
        @Override
        Meaning meaning(String symbol) {
            return Meaning.UNUSED;
        }
    };

    static final Venue VENUE = Venue.of("bybit");

    private static final List<String> QUOTES =
            List.of("USDT", "USDC", "USDE", "EUR", "BRL", "TRY", "BTC", "ETH", "USD");
    private static final Pattern PERPETUAL = Pattern.compile("([A-Z0-9]+)(USDT|PERP)");
    private static final Pattern INVERSE_PERPETUAL = Pattern.compile("([A-Z0-9]+)USD");

    /** What a symbol stands for where no metadata named it. */
    abstract Meaning meaning(String symbol);

    private static Meaning known(String symbol, Instrument instrument) {
        return new Meaning.Known(new Terms(instrument, symbol, 1));
    }

    /** How the venue writes it in addresses. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Category> named(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** {@code wss://stream.bybit.com/v5/public/linear}, {@code https://…/v5/market/tickers?category=linear}. */
    static Optional<Category> of(Frame frame) {
        return Arrays.stream(values())
                .filter(one -> frame.source() == Frame.Source.REST
                        ? frame.address().contains("category=" + one.code())
                        : frame.address().endsWith('/' + one.code()))
                .findFirst();
    }
}
