package io.basiswatch.local.market;

import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** All that is known of one listing: its price and what hangs on it. */
final class Traded {
    private static final long DAY_SECONDS = 86_400;
    private static final double CARRY = 0.06;
    private static final double PREMIUM = 0.0001;
    private static final double MOST_FUNDING = 0.003;

    /** Hours of the day, UTC, at which funding is paid every eight hours, where it is not 00:00, 08:00 and 16:00. */
    private static final Map<String, Integer> FIRST_PAYMENT = Map.of("bitmex", 4);

    private final Terms terms;
    private final int fundingHours;
    private final Prices prices;
    private final Wave basis;
    private final Wave interest;
    private final Tape tape;
    private final Candles candles;
    private final Ladder ladder;

    Traded(Terms terms, int fundingHours, Prices prices, long seed) {
        this.terms = terms;
        this.fundingHours = fundingHours;
        this.prices = prices;
        Instrument instrument = terms.listing().instrument();
        long own = Hash.of(seed, Hash.of(instrument.toString()));
        this.basis = basis(instrument, seed, own);
        this.interest = Swings.about0(Hash.of(own, 3), 18, 0.2, 0.05);
        List<Wave> others = new ArrayList<>(List.of(Swings.about0(Hash.of(own, 1), 12, 0.00012, 0.00008)));
        others.add(basis);
        Course course = prices.course(instrument.base(), instrument.quote(), others);
        this.tape = new Tape(terms, course, own);
        this.candles = new Candles(tape, course);
        this.ladder = new Ladder(terms, course, own);
    }

    /** What a contract costs above its index: of a perpetual a premium that comes and goes, of a dated future the carry. */
    private static Wave basis(Instrument instrument, long seed, long own) {
        return switch (instrument.contract()) {
            case Contract.Perpetual perpetual ->
                Swings.about0(Hash.of(own, 2), 16, 0.0004, 0.0001).about(PREMIUM);
            case Contract.Future(Instant expiry) ->
                Lines.carry(
                        Swings.about0(Hash.of(seed, Hash.of(instrument.base()), 2), 20, 0.02, 0.01)
                                .about(CARRY),
                        expiry.getEpochSecond());
            default -> Lines.constant(0);
        };
    }

    Tape tape() {
        return tape;
    }

    Candles candles() {
        return candles;
    }

    Ladder ladder() {
        return ladder;
    }

    Marks marks(long time) {
        long second = Math.floorDiv(time, Tape.SECOND);
        Instrument instrument = terms.listing().instrument();
        double index = prices.log(instrument.base(), instrument.quote(), second);
        Optional<Marks.Funding> funding = instrument.isPerpetual()
                ? Optional.of(new Marks.Funding(rate(second), nextPayment(second) * Tape.SECOND, fundingHours))
                : Optional.empty();
        return new Marks(Math.exp(index + basis.at(second)), Math.exp(index), openInterest(second), funding);
    }

    /** Half of the premium in eight hours, in proportion in less: who holds the dearer side pays. */
    private double rate(long second) {
        double rate = basis.at(second) / 2 * fundingHours / 8;
        return Math.clamp(rate, -MOST_FUNDING, MOST_FUNDING);
    }

    private long nextPayment(long second) {
        long every = TimeUnit.HOURS.toSeconds(fundingHours);
        long first = TimeUnit.HOURS.toSeconds(
                FIRST_PAYMENT.getOrDefault(terms.listing().instrument().venue().id(), 0));
        return Math.floorDiv(second - first, every) * every + every + (first % every);
    }

    /** About a day's turnover. */
    private long openInterest(long second) {
        double lots = terms.dailyDollars() / terms.lotDollars(terms.usualPrice());
        return Math.max(1, Math.round(lots * Math.exp(interest.at(second))));
    }

    List<Payment> payments(long from, long to) {
        List<Payment> payments = new ArrayList<>();
        if (fundingHours == 0) {
            return payments;
        }
        long second = nextPayment(Math.max(from, terms.listing().listed()) / Tape.SECOND - 1);
        while (second * Tape.SECOND < from) {
            second = nextPayment(second);
        }
        for (; second * Tape.SECOND < to; second = nextPayment(second)) {
            payments.add(new Payment(second * Tape.SECOND, rate(second), fundingHours));
        }
        return payments;
    }

    double longShare(long time) {
        long second = Math.floorDiv(time, Tape.SECOND);
        double share = 0.5 + basis.at(second) * 100 + interest.at(second - DAY_SECONDS) / 5;
        return Math.clamp(share, 0.05, 0.95);
    }
}
