package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A venue with one pair that speaks in lines: {@code L} lists the pair, {@code T <id> <micros>} is a trade, {@code Q <micros>}
 * a quote, {@code bye} announces a close, and anything else cannot be read.
 */
final class StubFeed implements VenueFeed {
    static final Instrument PAIR = Instrument.parse("binance-spot:BTC-USDT");
    static final MarketStream TRADES = new MarketStream(PAIR, StreamKind.TRADES);
    static final MarketStream QUOTES = new MarketStream(PAIR, StreamKind.QUOTES);
    static final int PAGE = 50;

    private final boolean tellsThePast;
    private final boolean beginsAgain;

    StubFeed(boolean tellsThePast, boolean beginsAgain) {
        this.tellsThePast = tellsThePast;
        this.beginsAgain = beginsAgain;
    }

    @Override
    public Venue venue() {
        return Venue.of("binance-spot");
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        return List.of("list");
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        Map<MarketStream, List<String>> again = beginsAgain
                ? Map.of(TRADES, List.of("-trades", "+trades"), QUOTES, List.of("-quotes", "+quotes"))
                : Map.of();
        return List.of(new Subscription(
                "market",
                List.of("wss://one", "wss://two"),
                List.of("+trades", "+quotes"),
                Set.of(TRADES, QUOTES),
                again,
                Duration.ofHours(1)));
    }

    @Override
    public List<Past> past(VenueSettings settings, List<InstrumentListed> listed) {
        return tellsThePast
                ? List.of(new Past(
                        PAIR,
                        Past.Kind.TRADES,
                        Duration.ZERO,
                        PAGE,
                        Past.Holds.OLDEST,
                        Duration.ofMinutes(30),
                        (from, to, edge) ->
                                "trades " + edge.map(row -> row.eventTime()).orElse(from) + " " + to))
                : List.of();
    }

    @Override
    public String word(StreamKind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public RestLimits limits() {
        return RestLimits.requests(600, Duration.ofMinutes(1));
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new Lines();
    }

    private static final class Lines implements Decoder {
        private final FrameEvents events = new FrameEvents();
        private final TradeIds ids = new TradeIds();
        private Optional<Request> request = Optional.empty();

        @Override
        public Outcome decode(Frame frame, Consumer<io.basiswatch.model.MarketEvent> out) {
            events.begin(frame);
            for (String line :
                    new String(frame.payload(), StandardCharsets.UTF_8).lines().toList()) {
                read(line.split(" "), frame);
            }
            return events.handOn(out);
        }

        private void read(String[] words, Frame frame) {
            switch (words[0]) {
                case "L" -> events.add(new InstrumentListed(PAIR, events.stampOnReceipt(), "BTCUSDT", 1));
                case "T" -> trade(Long.parseLong(words[1]), Long.parseLong(words[2]));
                case "Q" -> events.add(new Quote(PAIR, events.stampMicros(Long.parseLong(words[1]), 0), 99, 1, 101, 1));
                case "bye" -> request = Optional.of(new Request.Replace(frame.connection(), "the venue says bye"));
                default -> throw new FrameException("no such word");
            }
        }

        private void trade(long id, long micros) {
            Trade trade = new Trade(PAIR, events.stampMicros(micros, id), Long.toString(id), 100, 1, 100, Side.BUY);
            ids.take(trade, id, "trades").ifPresent(events::add);
            events.add(trade);
        }

        @Override
        public void closed(String connection, long receivedTime) {
            ids.forget();
        }

        @Override
        public void succeeded(String connection, long receivedTime) {
            // The numbers go on.
        }

        @Override
        public void requests(Consumer<Request> to) {
            request.ifPresent(to);
            request = Optional.empty();
        }
    }
}
