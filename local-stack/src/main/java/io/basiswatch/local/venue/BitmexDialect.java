package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * BitMEX, simulated: tables that are sent once and then kept up to date. A message has rows of one action, so the changes of a
 * book come as deletions, updates and insertions, which nothing numbers.
 *
 * <p>Each second of a book begins with a level as it already stands, so that what a collector shows once a second is a book
 * that the market had, and none between two messages.
 *
 * @see <a href="https://www.bitmex.com/app/wsAPI">WebSocket API</a>
 */
final class BitmexDialect extends WalkedDialect {
    private static final Venue VENUE = Venue.of("bitmex");
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    /** How often open interest and running funding change. */
    private static final long FIGURES = 5 * SECOND;

    private static final int LIMIT = 30;

    private final BitmexRows rows;
    private final BitmexAnswers answers;

    BitmexDialect(SimulatedMarket market, Circumstances circumstances) {
        super(VENUE, market);
        this.rows = new BitmexRows(circumstances);
        this.answers = new BitmexAnswers(VENUE, market, rows, steps);
    }

    private void say(String table, String symbol, String action, String data) {
        String frame = "{\"table\":\"" + table + "\",\"action\":\"" + action + "\",\"data\":[" + data + "]}";
        say(new Said(table + ':' + symbol, frame.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void traded(Listing listing, SimulatedTrade trade) {
        String symbol = BitmexNames.symbol(listing);
        if (trade.forced()) {
            say("liquidation", symbol, "insert", rows.liquidation(listing, symbol, trade));
        }
        say("trade", symbol, "insert", rows.trade(listing, symbol, trade));
        if (trade.forced()) {
            say("liquidation", symbol, "delete", rows.liquidation(listing, symbol, trade));
        }
    }

    @Override
    public void moved(Listing listing, SimulatedBook before, SimulatedBook now, SimulatedBook changes) {
        String symbol = BitmexNames.symbol(listing);
        if (now.time() % SECOND == 0) {
            say(
                    "orderBookL2",
                    symbol,
                    "update",
                    rows.level(listing, symbol, true, before.bids().getFirst(), "update", now.time()));
        }
        Set<Long> bids = prices(before.bids());
        Set<Long> asks = prices(before.asks());
        for (String action : List.of("delete", "update", "insert")) {
            String data = Stream.concat(
                            rows(listing, true, changes.bids(), bids, action, now.time()),
                            rows(listing, false, changes.asks(), asks, action, now.time()))
                    .collect(Collectors.joining(","));
            if (!data.isEmpty()) {
                say("orderBookL2", symbol, action, data);
            }
        }
        if (hasOtherTop(before, now)) {
            say("quote", symbol, "insert", rows.quote(listing, symbol, now));
        }
    }

    private static Set<Long> prices(List<SimulatedBook.Level> levels) {
        return levels.stream().map(SimulatedBook.Level::ticks).collect(Collectors.toCollection(HashSet::new));
    }

    private Stream<String> rows(
            Listing listing,
            boolean bid,
            List<SimulatedBook.Level> changes,
            Set<Long> before,
            String action,
            long time) {
        return changes.stream()
                .filter(level -> action.equals(
                        level.lots() == 0 ? "delete" : before.contains(level.ticks()) ? "update" : "insert"))
                .map(level -> rows.level(listing, BitmexNames.symbol(listing), bid, level, action, time));
    }

    @Override
    public void second(Listing listing, long time) {
        String symbol = BitmexNames.symbol(listing);
        say(
                "instrument",
                symbol,
                "update",
                rows.state(listing, symbol, market.marks(listing, time), time % FIGURES == 0, time));
        if (listing.instrument().isPerpetual()) {
            market.payments(listing, time, time + SECOND)
                    .forEach(payment -> say("funding", symbol, "insert", rows.payment(symbol, payment)));
        }
    }

    @Override
    public void ended(Listing listing, long time) {
        String symbol = BitmexNames.symbol(listing);
        say("instrument", symbol, "update", rows.settled(symbol, time));
    }

    @Override
    public Conversation open(String path, String query) {
        return new BitmexConversation(this::partial);
    }

    /** What a table holds of an instrument when a client subscribes to it; empty where nobody knows that. */
    private Optional<String> partial(String table, String symbol, Instant now) {
        return steps.find(symbol, BitmexNames::symbol, steps.told(now)).map(listing -> {
            long time = steps.told(now);
            SimulatedBook book = steps.standing(listing, now);
            return switch (table) {
                case "orderBookL2" ->
                    Stream.concat(
                                    book.bids().stream()
                                            .map(level -> rows.level(listing, symbol, true, level, "partial", time)),
                                    book.asks().stream()
                                            .map(level -> rows.level(listing, symbol, false, level, "partial", time)))
                            .collect(Collectors.joining(","));
                case "quote" -> rows.quote(listing, symbol, book);
                case "trade" ->
                    steps.toldTrades(listing, 1, now).stream()
                            .map(trade -> rows.trade(listing, symbol, trade))
                            .collect(Collectors.joining(","));
                case "instrument" -> rows.instrument(listing, symbol, market.marks(listing, time), time);
                default -> "";
            };
        });
    }

    @Override
    public Answer answer(Question question) {
        return answers.answer(question);
    }

    @Override
    public int limit() {
        return LIMIT;
    }

    @Override
    public int limitSeconds() {
        return 60;
    }

    @Override
    public Map<String, String> headers(long used) {
        return Map.of(
                "x-ratelimit-limit", Integer.toString(LIMIT),
                "x-ratelimit-remaining", Long.toString(Math.max(0, LIMIT - used)));
    }
}
