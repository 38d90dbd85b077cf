package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Bitfinex v2: trades and changes of books as they come, a message each, and the status of perpetuals each second.
 *
 * <p>A stream's name here is channel and symbol, such as {@code trades:tBTCUSD}; that of a book has its length too.
 */
final class BitfinexDialect implements Dialect {
    static final String LIQUIDATIONS = "status:liq:global";

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final int LIMIT_SECONDS = 60;

    /** How often each kind of address may be asked in a minute. */
    private static final Map<String, Integer> LIMITS = Map.of("candles", 30, "trades", 15, "status", 90, "conf", 15);

    /** All of them together. */
    private static final int LIMIT = 150;

    private static final int RECENT = 30;
    private static final Set<Integer> LENGTHS = Set.of(1, 25, 100, 250);

    private final SimulatedMarket market;
    private final BitfinexFrames frames;
    private final BitfinexAnswers answers;

    /** How long the books are that somebody has asked for. */
    private final Set<Integer> lengths = new TreeSet<>();

    /** What was asked of each kind of address. */
    private final Map<String, Tally> asked = new HashMap<>();

    private long said;

    BitfinexDialect(SimulatedMarket market, Circumstances circumstances) {
        this.market = market;
        this.frames = new BitfinexFrames(market, circumstances);
        this.answers = new BitfinexAnswers(market, frames);
    }

    @Override
    public List<Said> say(long from, long to) {
        List<Said> all = new ArrayList<>();
        for (long time = from; time < to; time += SimulatedMarket.STEP) {
            for (Listing listing : market.listings(BitfinexFrames.VENUE, time)) {
                step(listing, time, all);
            }
        }
        said = to;
        return all;
    }

    private void step(Listing listing, long time, List<Said> all) {
        String symbol = BitfinexFrames.symbol(listing);
        for (SimulatedTrade trade : market.trades(listing, time, time + SimulatedMarket.STEP)) {
            String row = frames.trade(listing, trade);
            all.add(frames.said("trades:" + symbol, "\"te\"," + row, trade.time()));
            all.add(frames.said("trades:" + symbol, "\"tu\"," + row, trade.time()));
            if (trade.forced() && listing.instrument().isPerpetual()) {
                all.add(frames.said(LIQUIDATIONS, frames.liquidation(listing, trade, false), trade.time()));
                all.add(frames.said(LIQUIDATIONS, frames.liquidation(listing, trade, true), trade.time()));
            }
        }
        SimulatedBook before = market.book(listing, time - SimulatedMarket.STEP);
        SimulatedBook book = market.book(listing, time);
        for (int length : book.time() == before.time() ? Set.<Integer>of() : lengths) {
            SimulatedBook changes =
                    market.changes(BitfinexFrames.best(before, length), BitfinexFrames.best(book, length));
            String stream = book(symbol, length);
            changes.bids()
                    .forEach(level -> all.add(frames.said(stream, BitfinexFrames.level(listing, level, true), time)));
            changes.asks()
                    .forEach(level -> all.add(frames.said(stream, BitfinexFrames.level(listing, level, false), time)));
        }
        if (time % SECOND == 0 && listing.instrument().isPerpetual()) {
            all.add(frames.said("status:deriv:" + symbol, frames.status(listing, time), time));
        }
    }

    static String book(String symbol, int length) {
        return "book:" + symbol + ':' + length;
    }

    /**
     * What a channel begins with, as it stands after what was said last; empty where there is no such channel.
     *
     * @param key what stands behind the channel's name in that of the stream
     * @param length of a book
     */
    Optional<String> first(String channel, String key, int length, long now) {
        long time = (said == 0 ? now : said) - SimulatedMarket.STEP;
        String symbol = key.startsWith("deriv:") ? key.substring("deriv:".length()) : key;
        if (key.equals("liq:global") && channel.equals("status")) {
            return Optional.of(frames.told("[]", time));
        }
        return frames.find(symbol, time).flatMap(listing -> first(listing, channel, length, time));
    }

    private Optional<String> first(Listing listing, String channel, int length, long time) {
        return switch (channel) {
            case "trades" -> {
                long until = time + SimulatedMarket.STEP;
                List<SimulatedTrade> trades = market.trades(listing, until - MINUTE, until);
                List<SimulatedTrade> recent = trades.subList(Math.max(0, trades.size() - RECENT), trades.size());
                yield Optional.of(frames.told(frames.trades(listing, recent.reversed()), time));
            }
            case "book" -> {
                boolean isKnown = LENGTHS.contains(length);
                lengths.addAll(isKnown ? List.of(length) : List.of());
                SimulatedBook book = BitfinexFrames.best(market.book(listing, time), length);
                yield isKnown ? Optional.of(frames.told(BitfinexFrames.book(listing, book), time)) : Optional.empty();
            }
            case "status" ->
                listing.instrument().isPerpetual()
                        ? Optional.of(frames.told(frames.status(listing, time), time))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public Conversation open(String path, String query) {
        return new BitfinexConversation(this);
    }

    @Override
    public Answer answer(Question question) {
        return answers.answer(question);
    }

    /** Each kind of address has a limit of its own; a question beyond it costs more than there is. */
    @Override
    public int weight(Question question) {
        String[] parts = question.path().split("/", 4);
        String kind = parts.length > 2 && LIMITS.containsKey(parts[2]) ? parts[2] : "conf";
        long used = asked.computeIfAbsent(kind, unseen -> new Tally(Duration.ofSeconds(LIMIT_SECONDS)))
                .use(question.now(), 1);
        return used > LIMITS.get(kind) ? LIMIT + 1 : 1;
    }

    @Override
    public int limit() {
        return LIMIT;
    }

    @Override
    public int limitSeconds() {
        return LIMIT_SECONDS;
    }

    @Override
    public Answer refusal() {
        return new Answer(TOO_MANY, Map.of(), "{\"error\":\"ERR_RATE_LIMIT\"}".getBytes(StandardCharsets.UTF_8));
    }
}
