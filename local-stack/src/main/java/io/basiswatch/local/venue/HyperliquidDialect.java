package io.basiswatch.local.venue;

import io.basiswatch.local.market.Listing;
import io.basiswatch.local.market.SimulatedBook;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.local.market.SimulatedTrade;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hyperliquid, whose blocks are the steps of the simulated market: trades and best prices as they come, contexts each second,
 * pages of books twice a second.
 *
 * <p>A stream's name here is type and coin, such as {@code trades:BTC}; that of a book has its digits too.
 */
final class HyperliquidDialect implements Dialect {
    static final String BOOK = "l2Book";

    /** In the order in which pages are told: who puts them together does so when the finest has come. */
    static final List<Integer> DIGITS = List.of(2, 3, 4, 5, 0);

    private static final Venue VENUE = Venue.of("hyperliquid");
    private static final long SECOND = 1_000_000;
    private static final long PAGE = SECOND / 2;
    private static final int LIMIT = 1_200;
    private static final int MINUTE = 60;

    /** So many trades come with a subscription. */
    private static final int RECENT = 10;

    private final SimulatedMarket market;
    private final HyperliquidFrames frames;
    private final HyperliquidInfo info;
    private long said;

    HyperliquidDialect(SimulatedMarket market, Circumstances circumstances) {
        this.market = market;
        this.frames = new HyperliquidFrames(market, circumstances);
        this.info = new HyperliquidInfo(market, frames);
    }

    static List<Listing> listings(SimulatedMarket market, long time) {
        return market.listings(VENUE, time).stream()
                .filter(listing -> listing.instrument().isPerpetual())
                .toList();
    }

    static String book(String coin, int digits) {
        return BOOK + ':' + coin + ':' + digits;
    }

    @Override
    public List<Said> say(long from, long to) {
        List<Said> all = new ArrayList<>();
        for (long time = from; time < to; time += SimulatedMarket.STEP) {
            for (Listing listing : listings(market, time)) {
                step(listing, time, all);
            }
        }
        said = to;
        return all;
    }

    private void step(Listing listing, long time, List<Said> all) {
        String coin = HyperliquidFrames.coin(listing);
        List<SimulatedTrade> trades = market.trades(listing, time, time + SimulatedMarket.STEP);
        if (!trades.isEmpty()) {
            all.add(said("trades", coin, frames.trades(listing, trades)));
        }
        SimulatedBook before = market.book(listing, time - SimulatedMarket.STEP);
        SimulatedBook book = market.book(listing, time);
        if (!top(before).equals(top(book))) {
            all.add(said("bbo", coin, frames.bestPrices(listing, book)));
        }
        if (time % PAGE == 0) {
            for (int digits : DIGITS) {
                String page = HyperliquidFrames.frame(BOOK, frames.book(listing, book, digits, time));
                all.add(new Said(book(coin, digits), page.getBytes(StandardCharsets.UTF_8)));
            }
        }
        if (time % SECOND == 0) {
            all.add(said("activeAssetCtx", coin, context(listing, time)));
        }
    }

    private static List<SimulatedBook.Level> top(SimulatedBook book) {
        List<SimulatedBook.Level> top = new ArrayList<>();
        book.bids().stream().limit(1).forEach(top::add);
        book.asks().stream().limit(1).forEach(top::add);
        return top;
    }

    private static Said said(String type, String coin, String data) {
        return new Said(type + ':' + coin, HyperliquidFrames.frame(type, data).getBytes(StandardCharsets.UTF_8));
    }

    private String context(Listing listing, long time) {
        return "{\"coin\":\"" + HyperliquidFrames.coin(listing) + "\",\"ctx\":" + frames.context(listing, time) + '}';
    }

    /**
     * What a subscription begins with, as it stands after what was said last; empty where there is no such coin.
     *
     * @param now where nothing was said yet
     */
    private Optional<String> first(String type, String coin, int digits, long now) {
        long time = (said == 0 ? now : said) - SimulatedMarket.STEP;
        return listings(market, time).stream()
                .filter(listing -> HyperliquidFrames.coin(listing).equals(coin))
                .findFirst()
                .map(listing -> HyperliquidFrames.frame(type, first(listing, type, digits, time)));
    }

    private String first(Listing listing, String type, int digits, long time) {
        return switch (type) {
            case "trades" -> frames.trades(listing, recent(listing, time + SimulatedMarket.STEP));
            case "bbo" -> frames.bestPrices(listing, market.book(listing, time));
            case BOOK -> frames.book(listing, market.book(listing, time), digits, time);
            default -> context(listing, time);
        };
    }

    private List<SimulatedTrade> recent(Listing listing, long until) {
        List<SimulatedTrade> trades = market.trades(listing, until - MINUTE * SECOND, until);
        return trades.subList(Math.max(0, trades.size() - RECENT), trades.size());
    }

    @Override
    public Conversation open(String path, String query) {
        return new HyperliquidConversation(
                (type, coin, digits, now) -> first(type, coin, digits, now).map(List::of));
    }

    @Override
    public Answer answer(Question question) {
        return info.answer(question);
    }

    @Override
    public int weight(Question question) {
        return info.weight(question);
    }

    @Override
    public int limit() {
        return LIMIT;
    }

    @Override
    public int limitSeconds() {
        return MINUTE;
    }
}
