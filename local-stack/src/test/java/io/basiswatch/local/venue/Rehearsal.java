package io.basiswatch.local.venue;

import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.KeepAlive;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Past;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.feed.RestLimits;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.local.market.SimulatedMarket;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Venue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A collector's feed against a simulated venue, without engine, network or clock: frames go straight from the one to the other,
 * in the order in which they are said.
 */
final class Rehearsal {
    private static final Set<String> ASSETS = Set.of("BTC", "ETH");
    private static final int SHOWN = 300;

    private final SimulatedMarket market = SeededMarket.of(11);
    private final Venue venue;
    private final VenueFeed feed;
    private final Decoder decoder;
    private final VenueSettings settings;
    private final KitVenue door;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Map<String, VenueDoor.Line> lines = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();
    private final List<MarketEvent> events = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final List<Runnable> heard = new ArrayList<>();
    private final long start;
    private long now;
    private long begun;
    private long stamps;

    Rehearsal(Venue venue, long start) {
        this.venue = venue;
        this.feed = VenueFeeds.of(venue).orElseThrow();
        this.decoder = feed.decoder(ASSETS::contains);
        this.settings = new VenueSettings("ws://kit/" + venue, "http://kit/" + venue, options(venue));
        this.start = start;
        this.now = start;
        this.door = KitVenue.of(venue, market, Circumstances.NONE, start, Truth.UNTOLD);
    }

    private static Map<String, String> options(Venue venue) {
        return venue.id().equals("coinbase") ? Map.of("feed", "advanced") : Map.of();
    }

    SimulatedMarket market() {
        return market;
    }

    VenueFeed feed() {
        return feed;
    }

    long start() {
        return start;
    }

    long now() {
        return now;
    }

    /** What of this kind must flow. */
    List<MarketStream> subscribed(StreamKind kind) {
        return subscriptions.values().stream()
                .flatMap(subscription -> subscription.streams().stream())
                .filter(stream -> stream.kind() == kind)
                .toList();
    }

    /** What came out so far. */
    List<MarketEvent> events() {
        return events;
    }

    /** Frames that the decoder rejected or did not know. */
    List<String> unread() {
        return unread;
    }

    Usage usage() {
        return door.usage();
    }

    List<InstrumentListed> listed() {
        return events.stream()
                .filter(InstrumentListed.class::isInstance)
                .map(InstrumentListed.class::cast)
                .distinct()
                .toList();
    }

    /** When all had been subscribed to. */
    long begun() {
        return begun;
    }

    /** Metadata, sockets, greetings. */
    void begin() {
        pass(Duration.ofMillis(500));
        feed.metadata(settings).forEach(this::ask);
        for (Subscription subscription : feed.subscriptions(settings, listed())) {
            subscriptions.put(subscription.name(), subscription);
            pass(feed.connects().window().dividedBy(feed.connects().many()));
            open(subscription);
        }
        begun = now;
    }

    private void open(Subscription subscription) {
        String name = subscription.name();
        String address = subscription.addresses().getFirst();
        addresses.put(name, address);
        VenueDoor.Handshake handshake = door.open(path(address), Query.of(address), now, new VenueDoor.Client() {
            @Override
            public void say(String stream, byte[] payload) {
                heard.add(() -> hear(name, payload));
            }

            @Override
            public void close(int status, String reason) {
                unread.add(name + " was closed: " + status + " " + reason);
            }
        });
        if (handshake instanceof VenueDoor.Handshake.Accepted(VenueDoor.Line line)) {
            lines.put(name, line);
            subscription.greetings().forEach(greeting -> say(name, greeting));
        }
    }

    /** The path of an address without host and venue. */
    private String path(String address) {
        String rest =
                address.substring(address.indexOf("/" + venue) + venue.id().length() + 1);
        int mark = rest.indexOf('?');
        String path = mark < 0 ? rest : rest.substring(0, mark);
        return path.isEmpty() ? "/" : path;
    }

    private void say(String connection, String message) {
        lines.get(connection).hear(message, now);
        deliver();
    }

    private void hear(String connection, byte[] payload) {
        Frame frame =
                new Frame(Frame.Source.WEBSOCKET, connection, addresses.get(connection), payload, stamp(), Origin.LIVE);
        read(frame);
        feed.reply(frame).ifPresent(reply -> lines.get(connection).hear(reply, now));
    }

    private long stamp() {
        stamps = Math.max(stamps + 1, now);
        return stamps;
    }

    private void read(Frame frame) {
        try {
            if (decoder.decode(frame, events::add) == Outcome.UNKNOWN) {
                unread.add("unknown: " + shown(frame));
            }
        } catch (FrameException e) {
            unread.add(e.getMessage() + " in " + shown(frame));
        }
        List<Request> requests = new ArrayList<>();
        decoder.requests(requests::add);
        requests.forEach(request -> heard.add(() -> carryOut(request)));
    }

    private static String shown(Frame frame) {
        String text = new String(frame.payload(), StandardCharsets.UTF_8);
        return frame.connection() + " " + frame.address() + " "
                + (text.length() > SHOWN ? text.substring(0, SHOWN) + '…' : text);
    }

    private void carryOut(Request request) {
        switch (request) {
            case Request.Ask(String path) -> ask(settings.restUrl() + path);
            case Request.Say(String connection, List<String> messages) ->
                messages.forEach(message -> say(connection, message));
            case Request.Renew(String connection, String reason) -> {
                unread.add(connection + " is to be renewed: " + reason);
            }
            default -> unread.add("asked for " + request);
        }
    }

    /** Asks over REST and has the answer read. */
    void ask(String url) {
        ask(url, "rest", Origin.LIVE);
    }

    private void ask(String url, String connection, Origin origin) {
        // A pause between questions, as a budget would make it.
        RestLimits limits = feed.limits();
        pass(limits.window().multipliedBy(limits.weight().applyAsInt(url)).dividedBy(limits.capacity() * 8L / 10));
        int body = url.indexOf('#');
        String address = body < 0 ? url : url.substring(0, body);
        Answer answer =
                door.ask(new Question(path(address), Query.of(address), body < 0 ? "" : url.substring(body + 1), now));
        if (answer.status() != 200) {
            unread.add(url + ": " + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        } else {
            read(new Frame(Frame.Source.REST, connection, url, answer.body(), stamp(), origin));
        }
        deliver();
    }

    /** Asks for a page of the past, the first one of the span. */
    void ask(Past past, long from, long to) {
        ask(past.page().url(from, to, Optional.empty()), "past", Origin.BACKFILL);
    }

    List<Past> past() {
        return feed.past(settings, listed());
    }

    void askPolls() {
        feed.polls(settings, listed()).forEach(poll -> ask(poll.url()));
    }

    /** Lets time pass, with signs of life. */
    void pass(Duration time) {
        long end = now + time.toNanos() / 1_000;
        Optional<KeepAlive> alive = feed.keepAlive();
        while (now < end) {
            now += SimulatedMarket.STEP;
            door.advance(now);
            deliver();
            long every = alive.map(one -> one.every().toNanos() / 1_000).orElse(Long.MAX_VALUE);
            if (Math.floorMod(now, every) < SimulatedMarket.STEP && now >= every) {
                lines.keySet().forEach(name -> say(name, alive.orElseThrow().message()));
            }
        }
    }

    private void deliver() {
        while (!heard.isEmpty()) {
            List<Runnable> due = List.copyOf(heard);
            heard.clear();
            due.forEach(Runnable::run);
        }
    }
}
