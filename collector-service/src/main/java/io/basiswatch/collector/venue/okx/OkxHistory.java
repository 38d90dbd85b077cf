package io.basiswatch.collector.venue.okx;

import io.basiswatch.collector.feed.Past;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where OKX tells the past of one instrument, and how it is paged.
 *
 * <p>Pages hold the newest rows of what was asked. {@code after} is an exclusive <em>upper</em> bound and {@code before} an
 * exclusive lower one, in milliseconds. Trades know no lower bound in time: the first page is asked by time, the next ones by
 * the id of the oldest trade of the one before.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-trades-history">Trades history</a>
 * @see <a href="https://www.okx.com/docs-v5/en/#public-data-rest-api-get-funding-rate-history">Funding rate history</a>
 */
final class OkxHistory {
    static final String MINUTE = "1m";
    static final String HOUR = "1H";

    /** {@code 1D} would begin at midnight in Hong Kong. */
    static final String DAY = "1Dutc";

    /** As many days as one page has rows. */
    static final int INTEREST_DAYS = 100;

    private static final int CANDLES = 300;
    private static final int ROWS = 100;
    private static final Duration MONTHS = Duration.ofDays(90);

    /** No interval of the venue is longer: so far a page of payments reaches back, for the one before the first asked. */
    private static final long LONGEST_FUNDING = 86_400_000;

    private static final long DAY_MILLIS = 86_400_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private final String address;
    private final InstrumentListed listed;

    private OkxHistory(String address, InstrumentListed listed) {
        this.address = address;
        this.listed = listed;
    }

    /** All that the venue tells of {@code listed}. */
    static List<Past> of(String address, InstrumentListed listed) {
        OkxHistory history = new OkxHistory(address + "/api/v5/", listed);
        List<Past> told = new ArrayList<>();
        told.add(history.past(Past.Kind.TRADES, Duration.ZERO, ROWS, MONTHS, history::trades));
        told.add(history.candles(Past.Kind.DAYS, DAY, Duration.ofDays(1)));
        told.add(history.candles(Past.Kind.HOURS, HOUR, Duration.ofHours(1)));
        told.add(history.candles(Past.Kind.MINUTES, MINUTE, Duration.ofMinutes(1)));
        if (listed.instrument().isPerpetual()) {
            told.add(history.past(Past.Kind.FUNDING, Duration.ZERO, ROWS, MONTHS, history::funding));
        }
        if (!listed.instrument().isSpot()) {
            told.add(history.past(
                    Past.Kind.OPEN_INTEREST,
                    Duration.ofDays(1),
                    ROWS,
                    Duration.ofDays(INTEREST_DAYS),
                    history::interest));
        }
        return told;
    }

    private Past past(Past.Kind kind, Duration step, int rows, Duration reach, Past.Page page) {
        return new Past(listed.instrument(), kind, step, rows, Past.Holds.NEWEST, reach, page);
    }

    private Past candles(Past.Kind kind, String bar, Duration step) {
        return past(
                kind,
                step,
                CANDLES,
                Duration.ofDays(5 * 366),
                (from, to, edge) -> question("market/history-candles", CANDLES) + "&bar=" + bar + after(to) + "&before="
                        + (millis(from) - 1));
    }

    private String trades(long from, long to, Optional<InstrumentEvent> edge) {
        String question = question("market/history-trades", ROWS);
        return edge.isPresent() && edge.get() instanceof Trade oldest
                ? question + "&type=1&after=" + oldest.tradeId()
                : question + "&type=2" + after(to);
    }

    private String funding(long from, long to, Optional<InstrumentEvent> edge) {
        long until = edge.map(row -> row.stamp().eventTime()).orElse(to);
        return question("public/funding-rate-history", ROWS) + after(until) + "&before="
                + (millis(from) - LONGEST_FUNDING - 1);
    }

    /** A row is stamped with the start of its day, and told with its end. Bounds are in the middle of no row. */
    private String interest(long from, long to, Optional<InstrumentEvent> edge) {
        return question("rubik/stat/contracts/open-interest-history", ROWS) + "&period=" + DAY + "&begin="
                + (millis(from) - DAY_MILLIS - 1) + "&end=" + (millis(to) - DAY_MILLIS - 1);
    }

    private String question(String path, int limit) {
        return address + path + "?instId=" + listed.symbol() + "&limit=" + limit;
    }

    private static String after(long to) {
        return "&after=" + millis(to);
    }

    /** The first millisecond that is not before. */
    private static long millis(long micros) {
        return Math.ceilDiv(micros, MICROS_PER_MILLI);
    }
}
