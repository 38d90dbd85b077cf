package io.basiswatch.local.venue;

/**
 * What a question costs at Binance. The histories of funding and the figures about traders have limits of their own (500 and 1,000
 * in five minutes), which is 24 and 12 of the 2,400 of a minute.
 *
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info">Limits</a>
 */
final class BinanceWeights {
    private static final int FUNDING = 24;
    private static final int TRADERS = 12;

    private BinanceWeights() {}

    static int of(BinanceMarket market, Question question) {
        String path = question.path();
        String word = path.substring(path.lastIndexOf('/') + 1);
        int limit = (int) Query.number(question.query(), "limit").orElse(500);
        return market == BinanceMarket.SPOT ? spot(word, limit) : futures(path, word, limit, question.query());
    }

    private static int spot(String word, int limit) {
        return switch (word) {
            case "depth" -> limit <= 100 ? 5 : limit <= 500 ? 25 : limit <= 1_000 ? 50 : 250;
            case "exchangeInfo" -> 20;
            case "trades", "historicalTrades" -> 25;
            case "aggTrades" -> 4;
            case "klines" -> 2;
            default -> 1;
        };
    }

    private static int futures(String path, String word, int limit, String query) {
        if (path.startsWith("/futures/data/")) {
            return TRADERS;
        }
        return switch (word) {
            case "depth" -> limit <= 50 ? 2 : limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
            case "klines" -> limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1_000 ? 5 : 10;
            case "fundingRate", "fundingInfo" -> FUNDING;
            case "trades" -> 5;
            case "historicalTrades", "aggTrades" -> 20;
            case "premiumIndex" -> query.contains("symbol=") ? 1 : 10;
            default -> 1;
        };
    }
}
