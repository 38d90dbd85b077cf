package io.basiswatch.indicator.reference;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** The consensus price of an asset over spot venues, once in US dollars and once in USDT; the two are never mixed. */
@AutoService(Indicator.class)
public final class SpotIndex implements Indicator {
    public static final String ID = "spot_index";

    private static final Map<String, Unit> QUOTES = Map.of("USD", Unit.USD_PER_UNIT, "USDT", Unit.USDT_PER_UNIT);

    private static final Definition DEFINITION = new Definition(
            ID,
            2,
            "Spot index",
            "What an asset costs on spot markets, as several venues agree. True US dollar markets and USDT markets have an"
                    + " index each.",
            Unit.USD_PER_UNIT,
            "median of the venues' mids; each mid clamped to median ± 0.5 %; mean with equal weights",
            List.of(
                    "best bid and ask of spot markets, at most 10 s old; of 60 s, and stale, where no venue has a newer one",
                    "left out: a book that is crossed or locked for 1 s or more",
                    "left out: a venue whose mid stands still for 30 s or more while two others moved by more than 1 bp"
                            + " (frozen)",
                    "left out: a venue more than 5 % off the median within the last 60 s, or 2.5 % and more all through these 60"
                            + " s (outlier)",
                    "below 3 venues the value is degraded",
                    "imported candles: the same of the closes of the venues of which there is one; degraded, as these are last"
                            + " trades"),
            "an instant; the minute is its last second, hours and days their last minute",
            List.of("usd: markets quoted in US dollars", "usdt: markets quoted in USDT (unit usdt_per_unit)"),
            List.of(),
            List.of(
                    new Definition.Attribute("venues", "how many venues took part"),
                    new Definition.Attribute(
                            ValueDraft.VENUES_MISSING,
                            "venues that were left out, or had a price within a day before and have none"),
                    new Definition.Attribute(IndicatorValue.DERIVED_FROM, "candle where it was made of candles")),
            "practice of consensus indices (Deribit, Binance); re-admission within half the limit as CF Benchmarks has it;"
                    + " clamp, quorum and times are defaults of this project");

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

    /** A restart must know which venues there were within a day. */
    @Override
    public List<LookBack> looksBackOn() {
        return List.of(
                new LookBack(VenueSpotPrice.ID, Resolution.MINUTE, Duration.ofMinutes(70)),
                new LookBack(VenueSpotPrice.ID, Resolution.HOUR, Duration.ofHours(25)));
    }

    @Override
    public String silence() {
        return "no uncrossed quote of any venue within 60 s";
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return VenueConsensus.recompute(receipt);
    }

    @Override
    public Optional<Candles> candles(String asset) {
        return Optional.of(new CandleIndex(asset));
    }

    @Override
    public State start(String asset) {
        return new SpotState(asset);
    }

    /** What an index in {@code quote} is counted in; empty for currencies that no index is made for. */
    static Optional<Unit> unit(String quote) {
        return Optional.ofNullable(QUOTES.get(quote));
    }

    private static final class SpotState implements State {
        private final String asset;
        private final ExpectedVenues expected = new ExpectedVenues();
        private final Map<String, VenueConsensus> byQuote = new TreeMap<>();

        SpotState(String asset) {
            this.asset = asset;
        }

        @Override
        public Feed feed(Instrument instrument) {
            return byQuote.computeIfAbsent(instrument.quote(), this::consensus).add(instrument);
        }

        private VenueConsensus consensus(String quote) {
            return new VenueConsensus(
                    series(asset, quote).orElseThrow(),
                    QUOTES.get(quote),
                    (instant, present) -> expected.missing(quote, instant, present));
        }

        @Override
        public void closed(ClosedValue price) {
            expected.closed(price);
        }

        @Override
        public void values(Evaluation at) {
            byQuote.values().forEach(consensus -> consensus.publish(at));
        }
    }
}
