package io.basiswatch.collector.venue.deribit;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Results of questions: told apart by the method in the address, or by what stands in them where a capture kept no address.
 *
 * <p>The methods are the same over the socket, where we ask nothing but for subscriptions and heartbeats.
 */
final class DeribitAnswers {
    /** What was asked. */
    enum Question {
        INSTRUMENTS("REST get_instruments"),
        TICKER("REST ticker"),
        SUMMARIES("REST get_book_summary"),
        FUNDING("REST get_funding_rate_history"),
        CANDLES("REST get_tradingview_chart_data"),
        TRADES("REST get_last_trades"),
        SUBSCRIPTION("ack"),
        OTHER("REST other");

        private final String stream;

        Question(String stream) {
            this.stream = stream;
        }

        String stream() {
            return stream;
        }
    }

    private static final Pattern INSTRUMENT = Pattern.compile("[?&]instrument_name=([^&]+)");

    private static final int KIND = 0;
    private static final int MARK = 1;
    private static final int NAME = 2;

    private final JsonFields first = JsonFields.of("kind", "mark_price", "instrument_name");
    private final DeribitInstruments instruments;
    private final DeribitTickers tickers;
    private final DeribitFunding funding;
    private final DeribitTrades trades;
    private final DeribitCandles candles;
    private final FrameEvents events;

    DeribitAnswers(
            DeribitInstruments instruments,
            DeribitTickers tickers,
            DeribitFunding funding,
            DeribitTrades trades,
            FrameEvents events) {
        this.instruments = instruments;
        this.trades = trades;
        this.candles = new DeribitCandles(instruments, events);
        this.tickers = tickers;
        this.funding = funding;
        this.events = events;
    }

    /** What {@code result} answers. */
    Question question(String address, boolean isRest, JsonCursor result) {
        if (isRest && !address.isEmpty()) {
            return method(address);
        }
        Question content = content(result);
        return content == Question.OTHER && !isRest ? Question.SUBSCRIPTION : content;
    }

    private static Question method(String address) {
        int end = address.indexOf('?');
        String path = end < 0 ? address : address.substring(0, end);
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "get_instruments" -> Question.INSTRUMENTS;
            case "ticker", "get_order_book" -> Question.TICKER;
            case "get_book_summary_by_currency", "get_book_summary_by_instrument" -> Question.SUMMARIES;
            case "get_funding_rate_history" -> Question.FUNDING;
            case "get_tradingview_chart_data" -> Question.CANDLES;
            case "get_last_trades_by_instrument",
                    "get_last_trades_by_instrument_and_time",
                    "get_last_trades_by_currency",
                    "get_last_trades_by_currency_and_time" -> Question.TRADES;
            default -> Question.OTHER;
        };
    }

    private Question content(JsonCursor result) {
        boolean isRows = result.kind() == JsonKind.ARRAY;
        if (isRows) {
            result.beginArray();
            if (!result.nextElement()) {
                return Question.OTHER;
            }
        }
        if (result.kind() != JsonKind.OBJECT) {
            return Question.OTHER;
        }
        first.clear().read(result);
        if (!first.has(NAME)) {
            return Question.OTHER;
        }
        if (first.has(KIND) && isRows) {
            return Question.INSTRUMENTS;
        }
        return !first.has(MARK) ? Question.OTHER : isRows ? Question.SUMMARIES : Question.TICKER;
    }

    /**
     * Reads a result; {@link Outcome#EVENTS} where what was found is to be handed on.
     *
     * @param now the venue's time of the answer, microseconds
     */
    Outcome read(Question question, Frame frame, long now, JsonCursor result) {
        String address = frame.address();
        switch (question) {
            case INSTRUMENTS -> instruments.read(result, address, events);
            case TICKER -> tickers.read(result);
            case SUMMARIES -> tickers.summaries(result);
            case FUNDING -> funding.history(result, instrument(address));
            case CANDLES -> candles.read(result, instrument(address), address, now);
            case TRADES -> {
                trades.page(result);
                trades.apply(frame);
            }
            case SUBSCRIPTION -> {
                return Outcome.CONTROL;
            }
            default -> {
                return Outcome.UNKNOWN;
            }
        }
        result.end();
        return Outcome.EVENTS;
    }

    private static String instrument(String question) {
        Matcher name = INSTRUMENT.matcher(question);
        if (!name.find()) {
            throw new IllegalArgumentException("no instrument in " + question);
        }
        return name.group(1);
    }
}
