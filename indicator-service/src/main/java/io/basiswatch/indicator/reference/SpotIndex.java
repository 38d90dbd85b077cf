package io.basiswatch.indicator.reference;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.window.LastQuote;
import io.basiswatch.model.Definition;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The consensus price of an asset over spot venues, once in US dollars and once in USDT; the two are never mixed. */
@AutoService(Indicator.class)
public final class SpotIndex implements Indicator {
    public static final String ID = "spot_index";

    private static final Map<String, Unit> QUOTES = Map.of("USD", Unit.USD_PER_UNIT, "USDT", Unit.USDT_PER_UNIT);

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Spot index",
            "What an asset costs on spot markets, as several venues agree. True US dollar markets and USDT markets have an"
                    + " index each.",
            Unit.USD_PER_UNIT,
            "median of the venues' mids; each mid clamped to median ± 0.5 %; mean with equal weights",
            List.of(
                    "best bid and ask of spot markets, uncrossed and at most 10 s old",
                    "venues more than 5 % off the median are left out, and for 60 s afterwards",
                    "below 3 venues the value is degraded"),
            "an instant; the minute is its last second",
            List.of("usd: markets quoted in US dollars", "usdt: markets quoted in USDT (unit usdt_per_unit)"),
            List.of(),
            List.of(new Definition.Attribute("venues", "how many venues took part")),
            "practice of consensus indices (Deribit, Binance); clamp and quorum are defaults of this project");

    /** The index of {@code asset} in {@code quote}; empty for currencies that no index is made for. */
    public static Optional<Series> series(String asset, String quote) {
        return QUOTES.containsKey(quote)
                ? Optional.of(Series.of(asset, ID, quote.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.LAST;
    }

    @Override
    public Set<Class<? extends InstrumentEvent>> inputs() {
        return Set.of(Quote.class);
    }

    @Override
    public boolean reads(Instrument instrument) {
        return instrument.isSpot()
                && QUOTES.containsKey(instrument.quote())
                && !StablecoinRate.STABLECOINS.contains(instrument.base());
    }

    @Override
    public State start(String asset) {
        return new SpotState(asset);
    }

    private static final class SpotState implements State {
        private final String asset;
        private final Map<String, VenueConsensus> byQuote = new TreeMap<>();

        SpotState(String asset) {
            this.asset = asset;
        }

        @Override
        public Feed feed(Instrument instrument) {
            LastQuote quote = new LastQuote(instrument);
            byQuote.computeIfAbsent(instrument.quote(), this::consensus).add(instrument, quote);
            return quote;
        }

        private VenueConsensus consensus(String quote) {
            return new VenueConsensus(series(asset, quote).orElseThrow(), QUOTES.get(quote));
        }

        @Override
        public void values(Evaluation at) {
            byQuote.values().forEach(consensus -> consensus.publish(at));
        }
    }
}
