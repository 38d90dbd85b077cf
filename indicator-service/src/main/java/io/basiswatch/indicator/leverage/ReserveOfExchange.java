package io.basiswatch.indicator.leverage;

import com.google.auto.service.AutoService;
import io.basiswatch.indicator.Evaluation;
import io.basiswatch.indicator.Indicator;
import io.basiswatch.indicator.MinuteRule;
import io.basiswatch.indicator.Receipt;
import io.basiswatch.indicator.ValueDraft;
import io.basiswatch.indicator.window.SeriesOf;
import io.basiswatch.model.Definition;
import io.basiswatch.model.ExchangeReserve;
import io.basiswatch.model.Input;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quality;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Unit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** What an exchange holds of the asset for its customers, as a source outside of the exchanges says. */
@AutoService(Indicator.class)
public final class ReserveOfExchange implements Indicator {
    static final String ID = "exchange_reserve";

    private static final String RESERVE = "reserve";
    /** Sources count once a day, and need a day for it. */
    private static final long STALE = 2 * Resolution.DAY.micros();

    private static final long TOO_OLD = 8 * Resolution.DAY.micros();

    private static final Definition DEFINITION = new Definition(
            ID,
            1,
            "Exchange reserve",
            "How much of the asset an exchange holds in wallets that are known to be its own. Counted by somebody who knows"
                    + " these wallets, and only as good as that knowledge.",
            Unit.ASSET,
            "the newest figure of the source",
            List.of(
                    "the source that the collector was given (CSV or JSON of time, asset, venue, reserve); none by default"),
            "an instant; the minute is its last second; stale where the figure is of more than 2 days ago, not used after 8",
            List.of("<exchange>: one company, all of its markets together"),
            List.of(),
            List.of(new Definition.Attribute("reserve_time", "what the figure is of, microseconds since the epoch")),
            "exchange reserve as in CryptoQuant and Glassnode, told by the configured source");

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public MinuteRule minuteRule() {
        return MinuteRule.LAST;
    }

    @Override
    public Set<Class<? extends MarketEvent>> assetInputs() {
        return Set.of(ExchangeReserve.class);
    }

    @Override
    public State start(String asset) {
        return new Reserves(asset);
    }

    @Override
    public String silence() {
        return "no reserve told within 60 s";
    }

    @Override
    public OptionalDouble recompute(Receipt receipt) {
        return OptionalDouble.of(receipt.input(RESERVE));
    }

    /** The last figure of each exchange. */
    private static final class Reserves implements State {
        private final SeriesOf series;
        private final Map<String, ExchangeReserve> last = new TreeMap<>();

        Reserves(String asset) {
            this.series = new SeriesOf(asset, ID);
        }

        @Override
        public void update(MarketEvent event) {
            if (event instanceof ExchangeReserve reserve && reserve.stamp().origin() != Origin.BACKFILL) {
                last.merge(
                        reserve.entity(),
                        reserve,
                        (known, news) -> news.receivedTime() >= known.receivedTime() ? news : known);
            }
        }

        @Override
        public void values(Evaluation at) {
            last.forEach((entity, reserve) -> {
                long age = at.instant() - reserve.eventTime();
                if (at.isUsable(reserve.stamp()) && age <= TOO_OLD) {
                    ValueDraft draft = at.draft(series.dimension(entity), DEFINITION.unit())
                            .attribute("reserve_time", reserve.eventTime())
                            .input(Input.used(entity, RESERVE, reserve.amount(), reserve.stamp(), 1));
                    if (age > STALE) {
                        draft.remark(Quality.STALE, "the figure is more than 2 days old");
                    }
                    draft.publish(reserve.amount());
                }
            });
        }
    }
}
