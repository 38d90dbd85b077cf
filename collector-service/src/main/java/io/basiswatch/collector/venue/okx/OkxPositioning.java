package io.basiswatch.collector.venue.okx;

import io.basiswatch.collector.feed.FrameEvents;
import io.basiswatch.collector.feed.Poll;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many of the traders of a contract are long. Rows name no contract; it stands in the address that was asked.
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#trading-statistics-rest-api-get-contract-long-short-ratio">Contract long/short ratio</a>
 */
final class OkxPositioning {
    /** What the addresses of these figures begin with. */
    static final String PATH = "/api/v5/rubik/stat/contracts/";

    /** The shortest period for which the venue makes them. */
    static final Duration EVERY = Duration.ofMinutes(5);

    private static final Pattern CONTRACT = Pattern.compile("[?&]instId=([^&]+)");

    private final OkxInstruments instruments;
    private final FrameEvents events;

    OkxPositioning(OkxInstruments instruments, FrameEvents events) {
        this.instruments = instruments;
        this.events = events;
    }

    /** What to ask of one contract, below the venue's address. */
    static List<Poll> polls(String address, String symbol) {
        return Stream.of(Channel.ACCOUNTS, Channel.TOP_ACCOUNTS, Channel.TOP_POSITIONS)
                .map(channel ->
                        new Poll(address + PATH + channel.word() + "?period=5m&limit=1&instId=" + symbol, EVERY))
                .toList();
    }

    /** {@code [["1701417600000","1.1739"]]}: time and long over short, newest first. */
    void read(Channel channel, String address, JsonCursor cursor) {
        Matcher contract = CONTRACT.matcher(address);
        Optional<Terms> terms = contract.find() ? instruments.find(contract.group(1), events) : Optional.empty();
        cursor.beginArray();
        while (cursor.nextElement()) {
            cursor.beginArray();
            long millis = Math.round(cell(cursor));
            double ratio = cell(cursor);
            while (cursor.nextElement()) {
                cursor.skip();
            }
            Stamp stamp = events.stamp(millis, Stamp.NO_SEQUENCE);
            terms.ifPresent(
                    known -> events.add(LongShortRatio.ofRatio(known.instrument(), stamp, kind(channel), ratio)));
        }
        cursor.end();
    }

    private static double cell(JsonCursor cursor) {
        if (!cursor.nextElement()) {
            throw new JsonException("a row without time and ratio");
        }
        return cursor.decimal();
    }

    private static LongShortRatio.Kind kind(Channel channel) {
        return switch (channel) {
            case TOP_ACCOUNTS -> LongShortRatio.Kind.TOP_ACCOUNTS;
            case TOP_POSITIONS -> LongShortRatio.Kind.TOP_POSITIONS;
            default -> LongShortRatio.Kind.ACCOUNTS;
        };
    }
}
