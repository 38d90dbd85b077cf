package io.basiswatch.local.venue;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.KeepAlive;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated venue and the collector's feed of it, face to face: the feed asks and subscribes as it would, its decoder reads
 * every reply, and what the decoder needs is asked for.
 */
final class SpokenVenue {
    private static final VenueSettings SETTINGS = new VenueSettings("ws://venue", "http://venue", Map.of());
    private static final long STEP = SimulatedMarket.STEP;

    final List<MarketEvent> events = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    final List<String> unknown = new ArrayList<>();
    /** Every frame that was said, and every answer. */
    final List<Frame> said = new ArrayList<>();

    final KitVenue venue;
    private final VenueFeed feed;
    private final Decoder decoder;
    private final Map<String, VenueDoor.Line> lines = new HashMap<>();
    private long now;

    SpokenVenue(VenueFeed feed, SimulatedMarket market, long start) {
        this.feed = feed;
        this.venue = KitVenue.of(feed.venue(), market, Circumstances.NONE, start, Truth.UNTOLD);
        this.decoder = feed.decoder(asset -> true);
        this.now = start;
    }

    /** Lists the instruments and opens every socket. */
    SpokenVenue connect() {
        feed.metadata(SETTINGS).forEach(this::ask);
        feed.subscriptions(SETTINGS, events(InstrumentListed.class)).forEach(this::open);
        return this;
    }

    private void open(Subscription subscription) {
        String path =
                subscription.addresses().getFirst().substring(SETTINGS.wsUrl().length());
        String bare = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        VenueDoor.Client client = new VenueDoor.Client() {
            @Override
            public void say(String stream, byte[] payload) {
                take(
                        Frame.Source.WEBSOCKET,
                        subscription.name(),
                        subscription.addresses().getFirst(),
                        payload);
            }

            @Override
            public void close(int status, String reason) {
                refused.add("closed: " + status + ' ' + reason);
            }
        };
        if (venue.open(bare, Query.of(path), now, client) instanceof VenueDoor.Handshake.Accepted(var line)) {
            lines.put(subscription.name(), line);
            subscription.greetings().forEach(text -> line.hear(text, now));
        }
    }

    /** Lets time pass, with keep-alives as the feed wants them sent. */
    SpokenVenue pass(int seconds) {
        long end = now + seconds * 1_000_000L;
        Optional<KeepAlive> alive = feed.keepAlive();
        long every = alive.map(keep -> keep.every().toNanos() / 1_000).orElse(Long.MAX_VALUE);
        while (now < end) {
            now += STEP;
            venue.advance(now);
            if (now % every < STEP) {
                lines.values().forEach(line -> line.hear(alive.orElseThrow().message(), now));
            }
            carryOut();
        }
        return this;
    }

    private void carryOut() {
        List<Request> requests = new ArrayList<>();
        decoder.requests(requests::add);
        for (Request request : requests) {
            switch (request) {
                case Request.Ask(String path) -> ask(SETTINGS.restUrl() + path);
                case Request.Say(String connection, List<String> messages) ->
                    messages.forEach(text -> lines.get(connection).hear(text, now));
                default -> refused.add(request.toString());
            }
        }
    }

    /** Asks over REST and has the answer read. */
    Answer ask(String url) {
        int body = url.indexOf('#');
        String whole = body < 0 ? url : url.substring(0, body);
        String path = whole.substring(SETTINGS.restUrl().length());
        String bare = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        Answer answer = venue.ask(new Question(bare, Query.of(path), body < 0 ? "" : url.substring(body + 1), now));
        if (answer.status() == 200) {
            take(Frame.Source.REST, "rest", url, answer.body());
        } else {
            refused.add(url + " answered " + answer.status());
        }
        return answer;
    }

    /** Asks for a page of the past of every instrument; returns the addresses. */
    List<String> askPast(Past.Kind kind, long from, long to) {
        List<String> urls = feed.past(SETTINGS, events(InstrumentListed.class)).stream()
                .filter(past -> past.kind() == kind)
                .map(past -> past.page().url(from, to, Optional.empty()))
                .toList();
        urls.forEach(this::ask);
        return urls;
    }

    private void take(Frame.Source source, String connection, String address, byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8);
        Frame frame = new Frame(source, connection, address, payload, now + 1_000, Origin.LIVE);
        said.add(frame);
        try {
            if (decoder.decode(frame, events::add) == Outcome.UNKNOWN) {
                unknown.add(text);
            }
        } catch (FrameException e) {
            refused.add(e.getMessage() + ": " + text);
        }
    }

    long now() {
        return now;
    }

    VenueFeed feed() {
        return feed;
    }

    <T> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
