package io.basiswatch.indicator.basis;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.LastPrice;
import io.basiswatch.indicator.window.LastQuote;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Stamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** One dated future and what is known of its price. */
final class DatedContract implements Indicator.Feed {
    /** Settled in the asset first, then by name. */
    static final Comparator<DatedContract> PREFERENCE = Comparator.comparing(
                    (DatedContract contract) -> !contract.instrument.isInverse())
            .thenComparing(DatedContract::instrument);

    /** The kind of input that its price is. */
    static final String MID = "mid";

    static final String MARK = "mark";

    private static final double MICROS_PER_DAY = 86_400_000_000.0;
    private static final long SETTLEMENT_MICROS = 30 * 60 * 1_000_000L;

    private static final Set<String> DOLLARS = Set.of("USD", "USDT", "USDC");

    private final Instrument instrument;
    private final Instant expiry;
    private final long expiryMicros;
    private final LastQuote quote;
    private final LastPrice mark;

    /** {@code instrument} is a dated future. */
    DatedContract(Instrument instrument) {
        this.instrument = instrument;
        this.expiry = ((Contract.Future) instrument.contract()).expiry();
        this.expiryMicros = Math.multiplyExact(expiry.getEpochSecond(), 1_000_000L);
        this.quote = new LastQuote(instrument);
        this.mark = new LastPrice(instrument);
    }

    @Override
    public void update(InstrumentEvent event) {
        quote.update(event);
        mark.update(event);
    }

    Instrument instrument() {
        return instrument;
    }

    Instant expiry() {
        return expiry;
    }

    /**
     * Whether a selection policy may choose it: priced in dollars and settled in one of its own two currencies. A quanto's
     * or a euro contract's basis holds another currency's as well.
     */
    boolean isRepresentative() {
        return isRepresentative(instrument);
    }

    /** The same of a contract of which nothing but its name is known. */
    static boolean isRepresentative(Instrument instrument) {
        boolean quanto = !instrument.isInverse() && !instrument.settlement().equals(instrument.quote());
        return DOLLARS.contains(instrument.quote()) && !quanto;
    }

    /** The expiry instant, microseconds since the epoch. */
    long expiryMicros() {
        return expiryMicros;
    }

    /** Days of 86,400 s to the expiry instant, as an exact fraction. */
    double days(long instant) {
        return (expiryMicros - instant) / MICROS_PER_DAY;
    }

    /** When the price begins to be averaged for settlement, microseconds since the epoch. */
    long settlementStart() {
        return expiryMicros - SETTLEMENT_MICROS;
    }

    boolean isExpired(long instant) {
        return instant >= expiryMicros;
    }

    /** Whether there is any price that is young enough. */
    boolean isUsable(Evaluation at) {
        return quote.usable(at).isPresent() || mark.isUsable(at);
    }

    /** The price, entered into {@code draft}: the mid, or where there is no fresh one the mark, which is remarked upon. */
    Optional<Leg> price(Evaluation at, ValueDraft draft) {
        Optional<Quote> mid = quote.fresh(at);
        if (mid.isEmpty() && !mark.isFresh(at)) {
            mid = quote.usable(at);
        }
        if (mid.isPresent()) {
            Stamp stamp = mid.get().stamp();
            draft.uses(quote.name(), MID, mid.get().mid(), stamp, 1);
            return Optional.of(new Leg(mid.get().mid(), stamp.receivedTime()));
        }
        if (!mark.isUsable(at)) {
            return Optional.empty();
        }
        draft.uses(mark.name(), MARK, mark.price(), mark.stamp(), 1).remark(Quality.DEGRADED, "mark price used");
        return Optional.of(new Leg(mark.price(), mark.stamp().receivedTime()));
    }
}
