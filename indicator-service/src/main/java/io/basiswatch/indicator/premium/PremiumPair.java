package io.basiswatch.indicator.premium;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.LastQuote;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Venue;
import java.util.Optional;

/** The two quotes that every form of the Coinbase premium is made of. */
final class PremiumPair {
    /** The kind of an input that is the last price of a candle. */
    static final String CLOSE = "close";

    static final Definition.Attribute COINBASE_CLOSE =
            new Definition.Attribute("coinbase_close", "last price on Coinbase in USD, where it was made of candles");
    static final Definition.Attribute BINANCE_CLOSE = new Definition.Attribute(
            "binance_close", "last price on Binance spot in USDT, where it was made of candles");
    static final Definition.Attribute DERIVED =
            new Definition.Attribute(IndicatorValue.DERIVED_FROM, "candle where it was made of candles");

    private static final String MID = "mid";
    private static final Venue COINBASE = Venue.of("coinbase");
    private static final Venue BINANCE = Venue.of("binance-spot");

    private final LastQuote coinbase;
    private final LastQuote binance;

    PremiumPair(String asset) {
        this.coinbase = new LastQuote(coinbase(asset));
        this.binance = new LastQuote(binance(asset));
    }

    static Instrument coinbase(String asset) {
        return Instrument.spot(COINBASE, asset, "USD");
    }

    static Instrument binance(String asset) {
        return Instrument.spot(BINANCE, asset, "USDT");
    }

    static boolean reads(Instrument instrument) {
        return instrument.isSpot()
                && (instrument.venue().equals(COINBASE) && instrument.quote().equals("USD")
                        || instrument.venue().equals(BINANCE)
                                && instrument.quote().equals("USDT"));
    }

    Indicator.Feed feed(Instrument instrument) {
        return instrument.venue().equals(COINBASE) ? coinbase : binance;
    }

    /** Both middle prices, or both closes of candles: {@code coinbase} in US dollars, {@code binance} in USDT. */
    record Mids(double coinbase, double binance) {
        /** Those that a value was made of. */
        static Mids of(Receipt receipt) {
            return new Mids(mid(receipt, COINBASE), mid(receipt, BINANCE));
        }

        private static double mid(Receipt receipt, Venue venue) {
            return receipt.used().stream()
                    .filter(input -> input.kind().equals(MID) || input.kind().equals(CLOSE))
                    .filter(input -> input.source().startsWith(venue.id() + ':'))
                    .findFirst()
                    .orElseThrow()
                    .value();
        }

        double gap() {
            return coinbase - binance;
        }

        double percent() {
            return (coinbase - binance) / binance * 100;
        }

        /** @param rate US dollars per USDT */
        double adjustedPercent(double rate) {
            return (coinbase / (binance * rate) - 1) * 100;
        }
    }

    boolean isUsable(Evaluation at) {
        return coinbase.usable(at).isPresent() && binance.usable(at).isPresent();
    }

    /** Both mids, entered into {@code draft} as inputs; empty where one of them is too old. */
    Optional<Mids> mids(Evaluation at, ValueDraft draft) {
        Optional<Quote> usd = coinbase.usable(at);
        Optional<Quote> usdt = binance.usable(at);
        if (usd.isEmpty() || usdt.isEmpty()) {
            return Optional.empty();
        }
        Mids mids = new Mids(usd.get().mid(), usdt.get().mid());
        draft.uses(coinbase.name(), MID, mids.coinbase(), usd.get().stamp(), 1);
        draft.uses(binance.name(), MID, mids.binance(), usdt.get().stamp(), 1);
        draft.attribute("coinbase_mid", mids.coinbase());
        draft.attribute("binance_mid", mids.binance());
        return Optional.of(mids);
    }
}
