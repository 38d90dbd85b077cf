package io.basiswatch.indicator.depth;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.ClosedValue;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.LookBack;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Band;
import io.basiswatch.model.Constituents;
import io.basiswatch.model.Definition;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.Input;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Whether a book is thinner than it usually is at this hour of the week. */
@AutoService(Indicator.class)
public final class LiquidityState implements Indicator {
    static final String ID = "liquidity_state";

    private static final List<String> SOURCES = List.of(OnePercentBidDepth.ID, OnePercentAskDepth.ID, BookSpread.ID);

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "State of liquidity",
            "1 where a spot book is thin: less rests within 1 % of mid than usual, and the spread is wider than usual, for this"
                    + " hour of the week; 0 where one of both is not so. What is not known is neither.",
            Unit.RATIO,
            "B + A < 25th percentile, and spread > 75th percentile (nearest rank), of the same hour of the weeks before",
            List.of(
                    "depth_1pct_bid_usd (B) and depth_1pct_ask_usd (A) of the minute, and their hours",
                    "spread_bps of the minute, and its hours"),
            "the hours of 90 days that were over when the minute's hour began; of them those of the same hour of the week, UTC,"
                    + " which are 12; absent with fewer than 6, partial with fewer than 10; taken when the minute closes",
            List.of(
                    "spot.usd, spot.usdt, spot.usdc: all spot books in one quote currency",
                    "<venue>.<BASE>-<QUOTE>: one book"),
            List.of(
                    new Band(
                            OptionalDouble.empty(), "usual", "Usual — the book is not thin for this hour of the week."),
                    new Band(
                            OptionalDouble.of(1),
                            "thin",
                            "Thin — little rests near the middle, and the spread is wide.")),
            List.of(
                    BookBoard.REFERENCE,
                    new Definition.Attribute("depth_usd", "B + A, in US dollars"),
                    new Definition.Attribute("depth_p25_usd", "25th percentile of B + A; from 6 weeks on"),
                    new Definition.Attribute("spread_bps", "the spread, in basis points"),
                    new Definition.Attribute("spread_p75_bps", "75th percentile of the spread; from 6 weeks on"),
                    new Definition.Attribute("n_obs", "weeks of which both are known")),
            "thin books as in market articles of November 2025; the thresholds are this project's own");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.CLOSE;
    }

    @Override
    public List<String> builtOn() {
        return SOURCES;
    }

    @Override
    public List<LookBack> looksBackOn() {
        Duration length = Duration.ofDays(LiquidityCheck.DAYS).plusHours(2);
        return SOURCES.stream()
                .map(id -> new LookBack(id, Resolution.HOUR, length))
                .toList();
    }

    @Override
    public State start(String asset) {
        return new Books(asset);
    }

    @Override
    public String silence() {
        return BookBoard.SILENCE;
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        LiquidityCheck check = LiquidityCheck.of(
                Resolution.HOUR.floor(receipt.value().time()),
                points(receipt, OnePercentBidDepth.ID),
                points(receipt, OnePercentAskDepth.ID),
                points(receipt, BookSpread.ID));
        return check.number(
                depth(number(receipt, OnePercentBidDepth.ID), number(receipt, OnePercentAskDepth.ID)),
                number(receipt, BookSpread.ID));
    }

    private static List<Constituents.Point> points(Receipt receipt, String id) {
        return receipt.constituents(id).map(Constituents::points).orElse(List.of());
    }

    private static OptionalDouble number(Receipt receipt, String id) {
        return receipt.valueOf(id).map(Input::value).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble depth(OptionalDouble bids, OptionalDouble asks) {
        return bids.isPresent() && asks.isPresent()
                ? OptionalDouble.of(bids.getAsDouble() + asks.getAsDouble())
                : OptionalDouble.empty();
    }

    private static final class Books implements State {
        private final String asset;
        private final SeriesOf series;
        private final List<SeriesOf> sources;
        private final Map<String, BookHistory> histories = new TreeMap<>();

        Books(String asset) {
            this.asset = asset;
            this.series = new SeriesOf(asset, ID);
            this.sources = SOURCES.stream().map(id -> new SeriesOf(asset, id)).toList();
        }

        @Override
        public void closed(ClosedValue value) {
            if (isSpot(value.series().dimension())) {
                history(value.series().dimension())
                        .line(value.series().indicator())
                        .put(value);
            }
        }

        private BookHistory history(String dimension) {
            return histories.computeIfAbsent(dimension, key -> new BookHistory(asset, key));
        }

        /** One spot book in dollars, or the spot books of one quote currency. */
        private static boolean isSpot(String dimension) {
            return BookGroups.group(dimension).orElse(dimension).startsWith("spot.");
        }

        @Override
        public void values(Evaluation at) {
            for (IndicatorValue spread : at.values(BookSpread.ID, asset)) {
                String dimension = spread.series().dimension();
                if (isSpot(dimension)) {
                    publish(at, dimension);
                }
            }
        }

        private void publish(Evaluation at, String dimension) {
            BookHistory.Seen seen = history(dimension).before(at.time());
            LiquidityCheck check = seen.check();
            ValueDraft draft = at.draft(series.dimension(dimension), DEFINITION.unit())
                    .attribute(BookBoard.REFERENCE.name(), BookBoard.MID)
                    .attribute("n_obs", (long) check.weeks());
            seen.hours().forEach(draft::madeOf);
            List<OptionalDouble> now = sources.stream()
                    .map(source -> use(at.value(source.dimension(dimension)), draft))
                    .toList();
            OptionalDouble depth = depth(now.get(0), now.get(1));
            OptionalDouble spread = now.get(2);
            depth.ifPresent(dollars -> draft.attribute("depth_usd", dollars));
            spread.ifPresent(bps -> draft.attribute("spread_bps", bps));
            remark(check, draft);
            check.number(depth, spread)
                    .ifPresentOrElse(
                            draft::publish,
                            () -> draft.absent(
                                    depth.isEmpty()
                                            ? "the feed of the book does not reach that far"
                                            : "fewer than " + LiquidityCheck.LEAST + " weeks are known"));
        }

        private static OptionalDouble use(Optional<IndicatorValue> value, ValueDraft draft) {
            value.ifPresent(there -> draft.uses(there, 1));
            return value.map(IndicatorValue::value).orElse(OptionalDouble.empty());
        }

        private static void remark(LiquidityCheck check, ValueDraft draft) {
            if (check.depths() >= LiquidityCheck.LEAST) {
                draft.attribute("depth_p25_usd", check.depth());
            }
            if (check.spreads() >= LiquidityCheck.LEAST) {
                draft.attribute("spread_p75_bps", check.spread());
            }
            if (!check.isWhole()) {
                draft.remark(Quality.PARTIAL, check.weeks() + " of " + LiquidityCheck.WEEKS + " weeks");
            }
        }
    }
}
