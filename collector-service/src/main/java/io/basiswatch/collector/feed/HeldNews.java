package io.basiswatch.collector.feed;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * While the messages are read that the successor of a socket had brought before it took over, states of the market are some
 * seconds old, and the old socket has told them already: only the last of each is told, when all are read. What happened once,
 * a trade, is told as it comes; the decoder leaves out what it knows.
 */
final class HeldNews {
    private final Map<Key, MarketEvent> last = new LinkedHashMap<>();
    private String connection = "";
    private int left;

    private record Key(Instrument instrument, Class<?> kind) {}

    /** The next {@code messages} of a connection had been held. */
    void begin(String connection, int messages) {
        this.connection = connection;
        this.left = messages;
    }

    /** Whether an event waits here until all are read. */
    boolean takes(String from, MarketEvent event) {
        if (left == 0 || !from.equals(connection) || !(event instanceof InstrumentEvent news) || !isState(news)) {
            return false;
        }
        // In the order of their last telling.
        last.remove(new Key(news.instrument(), news.getClass()));
        last.put(new Key(news.instrument(), news.getClass()), event);
        return true;
    }

    private static boolean isState(InstrumentEvent news) {
        return switch (news) {
            case Quote quote -> true;
            case DepthProfile depth -> true;
            case MarkPrice mark -> true;
            case IndexPrice index -> true;
            case FundingRate rate -> rate.kind() != FundingRate.Kind.SETTLED;
            default -> false;
        };
    }

    /** No more messages of a connection come; {@code out} takes what waits. */
    void end(String from, Consumer<MarketEvent> out) {
        if (left > 0 && from.equals(connection)) {
            left = 1;
            passed(from, out);
        }
    }

    /** A message was read, or could not be; after the last one {@code out} takes what waits. */
    void passed(String from, Consumer<MarketEvent> out) {
        if (left > 0 && from.equals(connection) && --left == 0) {
            last.values().forEach(out);
            last.clear();
        }
    }
}
