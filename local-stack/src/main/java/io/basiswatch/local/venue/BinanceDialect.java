package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Venue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Binance's three markets, simulated: trades one by one, quotes on every change of the best prices, changes of books each 100 ms,
 * marks each second.
 *
 * @see <a href="https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams">Spot streams</a>
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams">USD-M streams</a>
 */
final class BinanceDialect implements Dialect {
    private static final long SECOND = 1_000_000;
    /** Numbers of a book's updates: so many to a step. */
    private static final long UPDATES = 10;

    private static final int SPOT_LIMIT = 6_000;
    private static final int FUTURES_LIMIT = 2_400;

    private final Venue venue;
    private final BinanceMarket market;
    private final SimulatedMarket simulated;
    private final Circumstances circumstances;
    private final BinanceFrames frames;
    private final BinanceAnswers answers;
    private final Map<Listing, Spoken> spoken = new HashMap<>();
    private final Map<String, Listing> known = new LinkedHashMap<>();
    private long said;

    /** What was said of a listing last. */
    static final class Spoken {
        private long update;
        private long liquidated;

        long update() {
            return update;
        }
    }

    BinanceDialect(BinanceMarket market, SimulatedMarket simulated, Circumstances circumstances) {
        this.venue = Venue.of(
                switch (market) {
                    case SPOT -> "binance-spot";
                    case USD_M -> "binance-usdm";
                    case COIN_M -> "binance-coinm";
                });
        this.market = market;
        this.simulated = simulated;
        this.circumstances = circumstances;
        this.frames = new BinanceFrames(market, circumstances);
        this.answers = new BinanceAnswers(this, market, simulated, circumstances);
    }

    @Override
    public List<Said> say(long from, long to) {
        List<Said> all = new ArrayList<>();
        Set<String> pairs = new HashSet<>();
        for (long step = from; step < to; step += SimulatedMarket.STEP) {
            for (Listing listing : simulated.listings(venue, step)) {
                say(listing, step, all);
                if (step % SECOND == 0 && market == BinanceMarket.COIN_M && pairs.add(BinanceNames.pair(listing))) {
                    String base = listing.instrument().base();
                    all.add(frames.index(BinanceNames.pair(listing), simulated.index(base, "USD", step), step));
                }
            }
            pairs.clear();
            said = step;
        }
        return all;
    }

    private void say(Listing listing, long step, List<Said> all) {
        String symbol = symbol(listing);
        Spoken last = spoken.computeIfAbsent(listing, first -> first(first, step));
        for (SimulatedTrade trade : simulated.trades(listing, step, step + SimulatedMarket.STEP)) {
            all.add(frames.trade(listing, symbol, trade));
            if (trade.forced() && trade.time() - last.liquidated >= SECOND) {
                last.liquidated = trade.time();
                all.add(frames.liquidation(listing, symbol, trade));
            }
        }
        SimulatedBook before = simulated.book(listing, step - SimulatedMarket.STEP);
        SimulatedBook now = simulated.book(listing, step);
        SimulatedBook changes = simulated.changes(before, now);
        if (!changes.bids().isEmpty() || !changes.asks().isEmpty()) {
            say(listing, last, before, now, changes, all);
        }
        if (step % SECOND == 0 && !listing.instrument().isSpot()) {
            all.add(frames.mark(listing, symbol, simulated.marks(listing, step), step));
        }
    }

    private void say(
            Listing listing,
            Spoken last,
            SimulatedBook before,
            SimulatedBook now,
            SimulatedBook changes,
            List<Said> all) {
        String symbol = symbol(listing);
        long update = update(listing, now.step());
        long first = update > last.update ? last.update + 1 : update - UPDATES + 1;
        all.add(frames.depth(listing, symbol, changes, first, update, last.update));
        last.update = update;
        if (!before.bids().getFirst().equals(now.bids().getFirst())
                || !before.asks().getFirst().equals(now.asks().getFirst())) {
            all.add(frames.quote(listing, symbol, now, update));
        }
    }

    private Spoken first(Listing listing, long step) {
        Spoken made = new Spoken();
        made.update = update(listing, step / SimulatedMarket.STEP - 1);
        return made;
    }

    private String symbol(Listing listing) {
        String symbol = BinanceNames.symbol(market, listing);
        known.putIfAbsent(symbol, listing);
        return symbol;
    }

    /** The number of a step's last update. */
    long update(Listing listing, long step) {
        return (circumstances.sequence(listing, step) + 1) * UPDATES;
    }

    /** The number of the last update that was said of a listing, where anything was. */
    long lastUpdate(Listing listing) {
        return spoken.containsKey(listing) ? spoken.get(listing).update : update(listing, said / SimulatedMarket.STEP);
    }

    /** Up to when everything was said; a step that has not been said cannot be known. */
    long said() {
        return said;
    }

    Venue venue() {
        return venue;
    }

    /** All that was ever listed here, by symbol: what has expired is still known. */
    Map<String, Listing> known(long time) {
        simulated.listings(venue, time).forEach(this::symbol);
        return known;
    }

    boolean isTrading(Listing listing, long time) {
        return simulated.listings(venue, time).contains(listing)
                && !(listing.instrument().contract() instanceof Contract.Future(var expiry)
                        && expiry.toEpochMilli() <= Printed.millis(time));
    }

    @Override
    public Conversation open(String path, String query) {
        return new BinanceConversation(market, path, query);
    }

    @Override
    public Answer answer(Question question) {
        return answers.answer(question);
    }

    @Override
    public int weight(Question question) {
        return BinanceWeights.of(market, question);
    }

    @Override
    public int limit() {
        return market == BinanceMarket.SPOT ? SPOT_LIMIT : FUTURES_LIMIT;
    }

    @Override
    public int limitSeconds() {
        return 60;
    }

    @Override
    public Map<String, String> headers(long used) {
        return Map.of("X-MBX-USED-WEIGHT-1M", Long.toString(used));
    }
}
