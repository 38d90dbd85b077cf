package io.basiswatch.collector.book;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What leaves the collector of a book: one {@link DepthProfile} in each second of receive time in which a message came.
 *
 * <p>It is taken after the first message of the second that leaves the book live and uncrossed, and carries that message's
 * stamp: a function of the messages, the same live and in a replay. Distances are measured from mid. What the feed does
 * not reach is left out, never 0.
 */
public final class DepthProfiles {
    /** Distances from mid, in percent. */
    static final double[] PERCENTS = {0.1, 0.5, 1, 2};

    /** Sizes of market orders, in US dollars. */
    static final double[] ORDERS = {100_000, 1_000_000};

    /** Quote currencies that count as a US dollar; slippage is told for these only, because no other rate is known here. */
    private static final Set<String> DOLLARS =
            Set.of("USD", "USDT", "USDC", "FDUSD", "TUSD", "USDE", "USDG", "PYUSD", "USDD", "DAI");

    private static final long SECOND = 1_000_000;

    private final Instrument instrument;
    private final BookAssembler assembler;
    private long lastSecond = Long.MIN_VALUE;

    public DepthProfiles(Instrument instrument, BookAssembler assembler) {
        this.instrument = instrument;
        this.assembler = assembler;
    }

    /**
     * A message has been taken.
     *
     * @param stamp the message's
     * @return the profile of the second, if this message is the one to take it after
     */
    public Optional<DepthProfile> after(Stamp stamp) {
        long second = Math.floorDiv(stamp.receivedTime(), SECOND);
        if (second <= lastSecond || !assembler.isLive()) {
            return Optional.empty();
        }
        Optional<DepthProfile> profile = assembler.book().flatMap(book -> profile(book, stamp));
        if (profile.isPresent()) {
            lastSecond = second;
        }
        return profile;
    }

    private Optional<DepthProfile> profile(OrderBook book, Stamp stamp) {
        OptionalDouble mid = book.mid();
        if (mid.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DepthProfile(
                instrument, stamp, mid.getAsDouble(), book.spreadBps().orElseThrow(), bands(book), slippage(book)));
    }

    private static List<DepthProfile.Band> bands(OrderBook book) {
        List<DepthProfile.Band> bands = new ArrayList<>(PERCENTS.length);
        for (double percent : PERCENTS) {
            OptionalDouble bid = book.bidNotionalWithin(percent);
            OptionalDouble ask = book.askNotionalWithin(percent);
            if (bid.isPresent() && ask.isPresent()) {
                bands.add(new DepthProfile.Band(percent, bid.getAsDouble(), ask.getAsDouble()));
            }
        }
        return bands;
    }

    private List<DepthProfile.Slippage> slippage(OrderBook book) {
        List<DepthProfile.Slippage> slippage = new ArrayList<>(ORDERS.length);
        if (!DOLLARS.contains(instrument.quote())) {
            return slippage;
        }
        for (double order : ORDERS) {
            OptionalDouble buy = book.buySlippageBps(order);
            OptionalDouble sell = book.sellSlippageBps(order);
            if (buy.isPresent() && sell.isPresent()) {
                slippage.add(new DepthProfile.Slippage(order, buy.getAsDouble(), sell.getAsDouble()));
            }
        }
        return slippage;
    }
}
