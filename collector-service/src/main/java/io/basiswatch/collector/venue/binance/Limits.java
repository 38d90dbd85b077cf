package io.basiswatch.collector.venue.binance;

import io.basiswatch.collector.feed.RestLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Binance lets one address ask in a minute: each question has a weight, and each answer says in a header how much was
 * spent so far.
 *
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info">Limits</a>
 */
final class Limits {
    private static final Optional<RestLimits.Header> USED =
            Optional.of(new RestLimits.Header("X-MBX-USED-WEIGHT-1M", false));
    private static final int SPOT = 6_000;
    private static final int FUTURES = 2_400;

    /** The histories of funding have a limit of their own: 500 in five minutes, so 100 in one. */
    private static final int FUNDING_HISTORY = FUTURES / 100;

    /** So have the figures about traders: 1000 in five minutes. */
    private static final int TRADERS = FUTURES / 200;

    private static final Pattern LEVELS = Pattern.compile("[?&]limit=(\\d{1,5})");

    private Limits() {}

    static RestLimits of(Market market) {
        return market == Market.SPOT
                ? new RestLimits(SPOT, Duration.ofMinutes(1), Limits::spot, USED)
                : new RestLimits(FUTURES, Duration.ofMinutes(1), Limits::futures, USED);
    }

    private static int spot(String url) {
        if (url.contains(BinancePast.TRADES)) {
            return 25;
        }
        if (!url.contains("/depth")) {
            return url.contains("/exchangeInfo") ? 20 : 2;
        }
        int levels = levels(url, 100);
        return levels <= 100 ? 5 : levels <= 500 ? 25 : levels <= 1_000 ? 50 : 250;
    }

    private static int futures(String url) {
        if (url.contains("/fundingRate") || url.contains("/fundingInfo")) {
            return FUNDING_HISTORY;
        }
        if (url.contains(Positioning.PATH)) {
            return TRADERS;
        }
        if (url.contains(BinancePast.TRADES)) {
            return 5;
        }
        if (url.contains(BinancePast.CANDLES)) {
            int rows = levels(url, 500);
            return rows < 100 ? 1 : rows < 500 ? 2 : rows <= 1_000 ? 5 : 10;
        }
        if (!url.contains("/depth")) {
            return url.contains("/premiumIndex") && !url.contains("symbol=") ? 10 : 1;
        }
        int levels = levels(url, 500);
        return levels <= 50 ? 2 : levels <= 100 ? 5 : levels <= 500 ? 10 : 20;
    }

    private static int levels(String url, int otherwise) {
        Matcher limit = LEVELS.matcher(url);
        return limit.find() ? Integer.parseInt(limit.group(1)) : otherwise;
    }
}
