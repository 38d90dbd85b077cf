package io.basiswatch.collector.venue.deribit;

import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.Contract;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One socket in the making: the channels to subscribe to, and which of them must flow. */
final class DeribitConnection {
    private static final int CHANNELS_PER_REQUEST = 100;
    private static final String HEARTBEAT =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/set_heartbeat\",\"params\":{\"interval\":30}}";

    /** Ids of requests, by which nobody tells answers apart: 1 and 2 are the heartbeat's. */
    private static final int FIRST_ID = 3;

    /** The venue names no limit. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final String name;
    private final Set<String> channels = new LinkedHashSet<>();
    private final Map<MarketStream, String> streams = new LinkedHashMap<>();

    DeribitConnection(String name) {
        this.name = name;
    }

    boolean isEmpty() {
        return channels.isEmpty();
    }

    void addContract(InstrumentListed listed) {
        Instrument instrument = listed.instrument();
        addMarket(listed);
        add("ticker." + listed.symbol() + ".100ms", instrument, StreamKind.MARKS);
        Instrument index = Instrument.of(instrument.venue(), instrument.base(), instrument.quote(), Contract.INDEX);
        String pair = (instrument.base() + '_' + instrument.quote()).toLowerCase(Locale.ROOT);
        add("deribit_price_index." + pair, index, StreamKind.MARKS);
    }

    void addMarket(InstrumentListed listed) {
        add("quote." + listed.symbol(), listed.instrument(), StreamKind.QUOTES);
        add("trades." + listed.symbol() + ".100ms", listed.instrument(), StreamKind.TRADES);
    }

    /** A channel that may be silent for long. */
    void add(String channel) {
        channels.add(channel);
    }

    void add(String channel, Instrument instrument, StreamKind kind) {
        add(channel);
        streams.put(new MarketStream(instrument, kind), channel);
    }

    Subscription subscription(VenueSettings settings) {
        List<String> all = List.copyOf(channels);
        List<String> greetings = new ArrayList<>();
        greetings.add(HEARTBEAT);
        for (int from = 0; from < all.size(); from += CHANNELS_PER_REQUEST) {
            int to = Math.min(from + CHANNELS_PER_REQUEST, all.size());
            greetings.add(request(greetings.size() + FIRST_ID - 1, "subscribe", all.subList(from, to)));
        }
        Map<MarketStream, List<String>> again = new HashMap<>();
        streams.forEach((stream, channel) -> again.put(stream, again(channel)));
        return new Subscription(
                name, List.of(settings.wsUrl() + "/ws/api/v2"), greetings, streams.keySet(), again, LIFETIME);
    }

    /** What to say so that a channel begins anew. */
    static List<String> again(String channel) {
        List<String> one = List.of(channel);
        return List.of(request(FIRST_ID, "unsubscribe", one), request(FIRST_ID + 1, "subscribe", one));
    }

    private static String request(int id, String method, List<String> channels) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"public/" + method
                + "\",\"params\":{\"channels\":[\"" + String.join("\",\"", channels) + "\"]}}";
    }
}
