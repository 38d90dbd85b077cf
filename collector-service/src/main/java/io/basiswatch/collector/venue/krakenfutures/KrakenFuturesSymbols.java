package io.basiswatch.collector.venue.krakenfutures;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.SymbolTable;
import io.basiswatch.collector.feed.SymbolTable.Meaning;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.collector.json.Rfc3339;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Venue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The symbols of Kraken Futures, which the stream writes in upper and old REST answers in lower case.
 *
 * <p>{@code PI_XBTUSD} is the inverse perpetual, one unit of quantity being 1 USD; {@code PF_XBTUSD} is the linear one,
 * settled in USD, counted in the base currency. {@code FI_XBTUSD_261225} and {@code FF_XBTUSD_261225} are the same with an
 * expiry, whose hour differs between the two (16:00 London, 08:00 UTC): the metadata or a ticker say it, the name does not.
 */
final class KrakenFuturesSymbols {
    static final Venue VENUE = Venue.of("kraken-futures");

    private static final int SYMBOL = 0;
    private static final int TYPE = 1;
    private static final int LAST_TRADING_TIME = 2;
    private static final int CONTRACT_SIZE = 3;
    private static final int TRADEABLE = 4;
    private static final int IS_EXPIRED = 5;
    private static final int OPENING_DATE = 6;

    private static final String DOLLAR = "USD";
    private static final long MINUTE_MILLIS = 60_000;
    private static final Pattern NAME =
            Pattern.compile("(?<kind>P|F)(?<payoff>I|F)_(?<base>[A-Z0-9]+)USD(?<date>_\\d{6})?");

    private final JsonFields fields =
            JsonFields.of("symbol", "type", "lastTradingTime", "contractSize", "tradeable", "isExpired", "openingDate");
    private final SymbolTable symbols;

    /** The dated symbols whose expiry is known. */
    private final Set<String> explained = new HashSet<>();

    private final KrakenFuturesOpenings openings = new KrakenFuturesOpenings();
    private final FrameEvents answer = new FrameEvents();

    KrakenFuturesSymbols(Predicate<String> assets) {
        this.symbols = new SymbolTable(assets, KrakenFuturesSymbols::derive);
    }

    Optional<Terms> find(String symbol, FrameEvents events) {
        return symbols.find(symbol.toUpperCase(Locale.ROOT), events);
    }

    /**
     * The same, where the message itself says when the contract ends.
     *
     * @param maturityMillis milliseconds since the epoch; 0 for a perpetual
     */
    Optional<Terms> find(String symbol, long maturityMillis, FrameEvents events) {
        String name = symbol.toUpperCase(Locale.ROOT);
        Matcher parts = NAME.matcher(name);
        boolean ends = maturityMillis > 0 && maturityMillis % MINUTE_MILLIS == 0 && parts.matches();
        if (ends && parts.group("date") != null && explained.add(name)) {
            Contract contract = new Contract.Future(Instant.ofEpochMilli(maturityMillis));
            take(new Terms(instrument(parts, contract), name, 1), events);
        }
        return symbols.find(name, events);
    }

    private void take(Terms terms, FrameEvents events) {
        if (wants(terms)) {
            symbols.list(terms, events);
        } else {
            symbols.ignore(terms.symbol());
        }
    }

    private boolean wants(Terms terms) {
        Instrument instrument = terms.instrument();
        return symbols.wants(instrument.base(), instrument.quote(), instrument.contract());
    }

    private static Meaning derive(String name) {
        Matcher parts = NAME.matcher(name);
        boolean perpetual = parts.matches() && parts.group("kind").equals("P") && parts.group("date") == null;
        return perpetual
                ? new Meaning.Known(new Terms(instrument(parts, Contract.PERPETUAL), name, 1))
                : Meaning.UNKNOWN;
    }

    private static Instrument instrument(Matcher parts, Contract contract) {
        String base = KrakenFuturesSymbols.currency(parts.group("base"));
        String settlement = parts.group("payoff").equals("I") ? base : DOLLAR;
        return Instrument.of(VENUE, base, DOLLAR, settlement, contract);
    }

    /** The field's usual code. */
    private static String currency(String code) {
        return switch (code) {
            case "XBT" -> "BTC";
            case "XDG" -> "DOGE";
            default -> code;
        };
    }

    /** The venue's reference price of the pair that {@code instrument} trades. */
    static Instrument index(Instrument instrument) {
        return Instrument.of(VENUE, instrument.base(), instrument.quote(), Contract.INDEX);
    }

    /**
     * The {@code instruments} of {@code /derivatives/api/v3/instruments}: {@code [{"symbol":"FF_XBTUSD_261225","type":
     * "flexible_futures","lastTradingTime":"2026-12-25T08:00:00Z","contractSize":1,"tradeable":true,"openingDate":
     * "2026-05-22T08:00:00Z","isExpired":false,…}]}. The terms hold from the opening on.
     *
     * @see <a href="https://docs.kraken.com/api/docs/futures-api/trading/get-instruments">Instruments</a>
     */
    void read(JsonCursor cursor, Frame frame, FrameEvents events) {
        List<Terms> listed = new ArrayList<>();
        List<String> others = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            fields.clear().read(cursor);
            String symbol = fields.code(SYMBOL).toUpperCase(Locale.ROOT);
            Optional<Terms> wanted = terms(symbol).filter(this::wants);
            wanted.ifPresentOrElse(listed::add, () -> others.add(symbol));
            if (wanted.isPresent() && fields.hasValue(OPENING_DATE)) {
                openings.note(symbol, Rfc3339.micros(fields, OPENING_DATE));
            }
        }
        cursor.end();
        listed.forEach(terms -> explained.add(terms.symbol()));
        explained.addAll(others);
        answer.begin(frame);
        symbols.listAll(frame.address(), listed, answer);
        answer.handOn(event -> events.add(event instanceof InstrumentListed one ? openings.dated(one) : event));
        others.forEach(symbols::ignore);
    }

    /** Empty for indices, for what trades no more and for payoffs that we do not know. */
    private Optional<Terms> terms(String symbol) {
        Matcher parts = NAME.matcher(symbol);
        boolean expired = fields.has(IS_EXPIRED) && fields.bool(IS_EXPIRED);
        if (!parts.matches() || !fields.bool(TRADEABLE) || expired || !isPayoff(parts.group("payoff"))) {
            return Optional.empty();
        }
        return contract(parts.group("date") != null)
                .map(contract -> new Terms(instrument(parts, contract), symbol, fields.decimal(CONTRACT_SIZE)));
    }

    private boolean isPayoff(String payoff) {
        return fields.code(TYPE).equals(payoff.equals("I") ? "futures_inverse" : "flexible_futures");
    }

    private Optional<Contract> contract(boolean dated) {
        if (!dated) {
            return Optional.of(Contract.PERPETUAL);
        }
        if (!fields.is(LAST_TRADING_TIME, JsonKind.STRING)) {
            return Optional.empty();
        }
        long millis = millis(fields.code(LAST_TRADING_TIME));
        return millis % MINUTE_MILLIS == 0
                ? Optional.of(new Contract.Future(Instant.ofEpochMilli(millis)))
                : Optional.empty();
    }

    private static long millis(String time) {
        try {
            return Instant.parse(time).toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time: '" + time + "'", e);
        }
    }
}
