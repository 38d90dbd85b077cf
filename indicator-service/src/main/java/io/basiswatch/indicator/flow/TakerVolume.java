package io.basiswatch.indicator.flow;

import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.reference.StablecoinRate;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.GapFilled;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Side;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** What takers of one side traded on an asset's perpetuals: per market, and together, in US dollars. */
final class TakerVolume implements Indicator.State {
    private final String asset;
    private final String id;
    private final Side side;
    private final Map<String, Market> markets = new TreeMap<>();
    private final Map<Series, Long> heard = new HashMap<>();

    TakerVolume(String asset, String id, Side side) {
        this.asset = asset;
        this.id = id;
        this.side = side;
    }

    /** The dimension of a market: {@code binance-usdm.BTC-USDT-PERP}. */
    static String dimension(Instrument instrument) {
        return instrument.toString().replaceFirst(":", ".").replace(':', '-');
    }

    /** US dollars of volumes in quote currencies, each weighted with what its currency is worth; in their order. */
    static double dollars(List<Input> volumes) {
        double sum = 0;
        for (Input volume : volumes) {
            sum += volume.value() * volume.weight();
        }
        return sum;
    }

    /** The volume of a receipt: of the markets that it names, or of the candle whose numbers it holds. */
    static OptionalDouble recompute(Receipt receipt, Side side) {
        if (receipt.value().derivedFrom().equals(IndicatorValue.CANDLE)) {
            return OptionalDouble.of(
                    CandleVolume.of(side, receipt.input(TakerSplit.TOTAL), receipt.input(TakerSplit.BOUGHT)));
        }
        List<Input> volumes = receipt.used(kind(side));
        return volumes.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(dollars(volumes));
    }

    /** How the volume of one market is called among the inputs. */
    private static String kind(Side side) {
        return side == Side.BUY ? "taker_buy_notional" : "taker_sell_notional";
    }

    @Override
    public Indicator.Feed feed(Instrument instrument) {
        Series series = Series.of(asset, id, dimension(instrument));
        Market market = new Market(instrument, series, side);
        market.since = heard.getOrDefault(series, Long.MAX_VALUE);
        markets.put(market.name, market);
        return market;
    }

    /** A market of which minutes are stored was heard before this engine began, though it may have been silent since. */
    @Override
    public void closed(Series series, long minute, double value) {
        heard.putIfAbsent(series, minute);
    }

    @Override
    public void values(Evaluation at) {
        ValueDraft all = at.draft(Series.of(asset, id), Unit.USD);
        Set<String> rated = new HashSet<>();
        List<Input> volumes = new ArrayList<>();
        long trades = 0;
        for (Market market : markets.values()) {
            int count = market.trades(at);
            if (count > 0) {
                volumes.add(market.publish(at, count, all, rated));
                trades += count;
            }
        }
        if (trades > 0) {
            all.attribute("n_obs", trades);
            all.publish(dollars(volumes));
        }
    }

    /** The trades of one perpetual by second. */
    private static final class Market implements Indicator.Feed {
        private final String name;
        private final String quote;
        private final Series series;
        private final Side side;
        private final TradeGaps trades = new TradeGaps();
        private long lastSkewed = Long.MIN_VALUE / 2;
        private long since = Long.MAX_VALUE;
        private Trade last;

        Market(Instrument instrument, Series series, Side side) {
            this.name = instrument.toString();
            this.quote = instrument.quote();
            this.series = series;
            this.side = side;
        }

        @Override
        public void update(InstrumentEvent event) {
            since = Math.min(since, event.receivedTime());
            switch (event) {
                case Trade trade -> add(trade);
                case FeedGap gap -> trades.lost(gap);
                case GapFilled filled -> trades.filled(filled);
                case InstrumentDelisted delisted -> trades.lost(0, delisted.receivedTime());
                default -> {}
            }
        }

        private void add(Trade trade) {
            trades.add(trade.eventTime(), trade.aggressor() == side ? trade.notional() : 0);
            if (last == null || trade.eventTime() >= last.eventTime()) {
                last = trade;
            }
            // What was asked for afterwards is late for that, and says nothing about clocks.
            if (trade.stamp().origin() != Origin.BACKFILL
                    && Math.abs(trade.stamp().latency()) > 2 * Resolution.SECOND.micros()) {
                lastSkewed = Math.max(lastSkewed, trade.eventTime());
            }
        }

        /** How many trades the window holds; none where it had ended before this market was first heard. */
        int trades(Evaluation at) {
            return at.to() <= since ? 0 : trades.count(at);
        }

        /** Publishes the market's own volume, enters it into the sum's draft, and returns it. */
        Input publish(Evaluation at, int count, ValueDraft all, Set<String> rated) {
            double notional = trades.sum(at);
            ValueDraft own = at.draft(series, Unit.USD);
            remark(at, own);
            remark(at, all);
            double rate = rate(at, own, all, rated);
            Input input = Input.used(name, kind(side), notional, last.stamp(), rate);
            own.input(input).attribute("n_obs", (long) count).attribute("quote", quote);
            all.input(input);
            own.publish(dollars(List.of(input)));
            return input;
        }

        private void remark(Evaluation at, ValueDraft draft) {
            if (trades.isHoled(at)) {
                draft.remark(Quality.PARTIAL, TakerShare.GAP);
            }
            if (!at.isWholeWindowKnown(since)) {
                draft.remark(Quality.PARTIAL, TakerShare.FIRST_HEARD);
            }
            if (lastSkewed >= at.from() && lastSkewed < at.to()) {
                draft.remark(Quality.DEGRADED, ValueDraft.CLOCK_SKEW);
            }
        }

        /** US dollars per unit of the quote currency. */
        private double rate(Evaluation at, ValueDraft own, ValueDraft all, Set<String> rated) {
            if (quote.equals("USD")) {
                return 1;
            }
            Optional<IndicatorValue> rate = at.value(StablecoinRate.series(quote));
            if (rate.isEmpty()) {
                String reason = TakerShare.unknownRate(quote);
                own.remark(Quality.DEGRADED, reason);
                all.remark(Quality.DEGRADED, reason);
                return 1;
            }
            own.uses(rate.get(), 0);
            if (rated.add(quote)) {
                all.uses(rate.get(), 0);
            }
            return rate.get().value().orElseThrow();
        }
    }
}
