package io.basiswatch.collector.archive;

import io.basiswatch.collector.feed.Terms;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Stamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Open interest and the traders' positions, sampled every five minutes, from Binance's metrics:
 *
 * <pre>{@code
 * create_time,symbol,sum_open_interest,sum_open_interest_value,count_toptrader_long_short_ratio,…
 * 2024-01-01 00:00:00,BTCUSDT,74006.266,3131493738.8974,1.36820310,…
 * }</pre>
 *
 * <p>USD-M tells coins and their value; COIN-M tells contracts and their value in coins. Where one of the ratios is blank
 * nobody knows it, and the row tells the rest. The ratio of what takers buy and sell is made of trades here, and not read.
 *
 * @see <a href="https://github.com/binance/binance-public-data">Binance public data</a>
 */
final class MetricsRows implements RowReader {
    private static final Column TIME = Column.required("create_time", "timestamp", "time");
    private static final Column OPEN_INTEREST = Column.required("sum_open_interest");
    private static final Column VALUE = Column.required("sum_open_interest_value");
    private static final Column TOP_COUNT = Column.optional("count_toptrader_long_short_ratio");
    private static final Column TOP_SUM = Column.optional("sum_toptrader_long_short_ratio");
    private static final Column COUNT = Column.optional("count_long_short_ratio");
    private static final Column TAKER = Column.optional("sum_taker_long_short_vol_ratio");

    private static final Map<Column, LongShortRatio.Kind> RATIOS = ratios();

    private final Terms terms;
    private final RowOrder order = new RowOrder();

    MetricsRows(Terms terms) {
        this.terms = terms;
    }

    private static Map<Column, LongShortRatio.Kind> ratios() {
        Map<Column, LongShortRatio.Kind> ratios = new LinkedHashMap<>();
        ratios.put(COUNT, LongShortRatio.Kind.ACCOUNTS);
        ratios.put(TOP_COUNT, LongShortRatio.Kind.TOP_ACCOUNTS);
        ratios.put(TOP_SUM, LongShortRatio.Kind.TOP_POSITIONS);
        return ratios;
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.SYMBOL, TIME, OPEN_INTEREST, VALUE, TOP_COUNT, TOP_SUM, COUNT);
    }

    @Override
    public List<Column> order() {
        return List.of(TIME, Column.SYMBOL, OPEN_INTEREST, VALUE, TOP_COUNT, TOP_SUM, COUNT, TAKER);
    }

    @Override
    public boolean passesOverOthers() {
        return false;
    }

    @Override
    public Reading read(Row row) {
        long time = row.time(TIME);
        double units = row.notNegative(OPEN_INTEREST);
        double value = row.notNegative(VALUE);
        boolean contracts = terms.instrument().isInverse();
        double quantity = contracts ? value : units;
        double notional = contracts ? units * terms.contractSize() : value;
        if ((quantity > 0) != (notional > 0)) {
            throw new BrokenRow("an open interest of " + units + " that is worth " + value);
        }
        order.next(time);
        List<Function<Stamp, MarketEvent>> makers = new ArrayList<>();
        makers.add(stamp -> new OpenInterest(terms.instrument(), stamp, quantity, notional));
        RATIOS.forEach((column, kind) -> row.optionalNotNegative(column)
                .ifPresent(
                        ratio -> makers.add(stamp -> LongShortRatio.ofRatio(terms.instrument(), stamp, kind, ratio))));
        return new Reading(time, makers);
    }
}
