package io.basiswatch.collector.feed;

import io.basiswatch.model.Instrument;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.InstrumentListed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One venue, live: asks for its instruments, opens the connections that follow from them, and asks again now and then.
 * What changed gets new connections, the rest is left alone. Carries out what the decoder requests, and polls. Runs on the
 * collector's event loop.
 */
final class VenueRun {
    private static final Logger LOG = Logger.getLogger(VenueRun.class);
    private static final String REST = "rest";

    /** The venue's limits hold back what it would refuse, so this need not. */
    private static final Duration METADATA_WAIT = Duration.ofSeconds(30);

    private final Network network;
    private final RestQueue rest;
    private final VenueSettings settings;
    private final Intake intake;
    private final FeedPolicy policy;
    private final Backoff backoff;
    private final Slice slice;
    private final Refill refill;
    private final VenueContext context;
    private final Map<String, FeedConnection> connections = new HashMap<>();
    private final PollRound polls;

    /** What each address listed when it last listed anything; an answer without any may be an error. */
    private final Map<String, Map<Instrument, InstrumentListed>> lastListed = new HashMap<>();

    /** Further pages of the answer that is being read. */
    private final List<String> pages = new ArrayList<>();

    private Consumer<PastDesk> pasts = desk -> {};
    private boolean readsMetadata;
    private boolean stopped;

    VenueRun(
            Network network,
            VenueSettings settings,
            Intake intake,
            FeedPolicy policy,
            Backoff backoff,
            BooleanSupplier congested,
            Slice slice) {
        this.network = network;
        this.rest = new RestQueue(
                network, policy.connectTimeout(), slice.share(intake.feed().limits()));
        this.slice = slice;
        this.settings = settings;
        this.intake = intake;
        this.policy = policy;
        this.backoff = backoff;
        this.refill = new Refill(network, intake, rest, backoff);
        ConnectGate gate = new ConnectGate(network, slice.share(intake.feed().connects()), backoff);
        this.context = new VenueContext(network, intake, policy, backoff, gate, refill, congested);
        this.polls = new PollRound(network, rest, this::answered, message -> LOG.debugf("%s: %s", venue(), message));
    }

    private String venue() {
        return intake.feed().venue().id();
    }

    /** Whoever wants to know of the past is told each time when it is known what there is. */
    void onPasts(Consumer<PastDesk> reader) {
        pasts = reader;
    }

    void start() {
        intake.onRequest(this::requested);
        ask(new ArrayList<>(intake.feed().metadata(settings)), new LinkedHashMap<>(), 0);
    }

    /** Asks one address after the other, each until it answers. */
    private void ask(List<String> urls, Map<Instrument, InstrumentListed> listed, int failures) {
        if (stopped) {
            return;
        }
        if (urls.isEmpty()) {
            subscribe(listed.values().stream()
                    .filter(one -> slice.takes(one.instrument()))
                    .toList());
            return;
        }
        String url = urls.getFirst();
        rest.ask(
                RestQueue.Urgency.METADATA,
                url,
                body -> {
                    urls.removeFirst();
                    urls.addAll(0, readMetadata(url, body, listed));
                    ask(urls, listed, 0);
                },
                failure -> {
                    LOG.warnf("%s: no instruments yet: %s", venue(), failure);
                    network.once(backoff.upTo(METADATA_WAIT).delay(failures), () -> ask(urls, listed, failures + 1));
                });
    }

    /** Takes an answer about instruments over; returns the addresses of what it says next. */
    private List<String> readMetadata(String url, byte[] body, Map<Instrument, InstrumentListed> listed) {
        Map<Instrument, InstrumentListed> here = new LinkedHashMap<>();
        boolean[] delists = new boolean[1];
        pages.clear();
        readsMetadata = true;
        intake.frame(Frame.Source.REST, REST, url, body, event -> {
            if (event instanceof InstrumentListed one) {
                here.put(one.instrument(), one);
            }
            delists[0] |= event instanceof InstrumentDelisted;
        });
        readsMetadata = false;
        if (here.isEmpty() && !delists[0]) {
            here.putAll(lastListed.getOrDefault(url, Map.of()));
        }
        lastListed.put(url, here);
        listed.putAll(here);
        return List.copyOf(pages);
    }

    /** What an answer about instruments asks for is a part of it, without which nothing can be subscribed to. */
    private void requested(Request request) {
        if (readsMetadata && request instanceof Request.Ask(String path)) {
            pages.add(settings.restUrl() + path);
        } else {
            // Not within the frame that gave rise to it: a connection must not be closed while it is being read.
            network.once(Duration.ZERO, () -> carryOut(request));
        }
    }

    private void subscribe(List<InstrumentListed> listed) {
        Map<String, Subscription> wanted = new LinkedHashMap<>();
        intake.feed().subscriptions(settings, listed).forEach(one -> wanted.put(one.name(), one));
        if (wanted.isEmpty()) {
            // Nothing, or nothing readable: an answer like that closes no connection that works.
            LOG.warnf("%s lists nothing of the configured assets", venue());
            network.once(policy.maxBackoff(), this::start);
            return;
        }
        connections.values().removeIf(connection -> {
            boolean changed = !connection
                    .subscription()
                    .equals(wanted.get(connection.subscription().name()));
            if (changed) {
                connection.stop(ReconnectReason.RESUBSCRIBED);
            }
            return changed;
        });
        wanted.forEach((name, subscription) -> connections.computeIfAbsent(name, key -> open(subscription)));
        polls.follow(intake.feed().polls(settings, listed));
        refill.follow(intake.feed().past(settings, listed));
        pasts.accept(new PastDesk(intake, intake.feed().past(settings, listed), rest, network, backoff));
        network.once(policy.metadataRefresh(), this::start);
    }

    private FeedConnection open(Subscription subscription) {
        FeedConnection connection = new FeedConnection(context, subscription);
        connection.start();
        return connection;
    }

    private void carryOut(Request request) {
        if (stopped) {
            return;
        }
        switch (request) {
            case Request.Ask(String path) -> {
                String url = settings.restUrl() + path;
                rest.ask(
                        RestQueue.Urgency.SNAPSHOT,
                        url,
                        body -> answered(url, body),
                        failure -> LOG.warnf("%s: no snapshot yet: %s", venue(), failure));
            }
            case Request.Say(String name, List<String> messages) -> with(name, one -> one.say(messages));
            case Request.Renew(String name, String reason) -> with(name, one -> one.renew(reason));
            case Request.Replace(String name, String reason) -> with(name, one -> one.replace(reason));
        }
    }

    private void with(String connection, Consumer<FeedConnection> task) {
        Optional.ofNullable(connections.get(connection)).ifPresent(task);
    }

    private void answered(String url, byte[] body) {
        intake.frame(Frame.Source.REST, REST, url, body, event -> {});
    }

    /** Whether every connection brings what it can be expected to bring; false before there are any. */
    boolean flows() {
        return !connections.isEmpty() && connections.values().stream().allMatch(FeedConnection::flows);
    }

    void stop() {
        stopped = true;
        rest.stop();
        polls.stop();
        refill.stop();
        connections.values().forEach(connection -> connection.stop(ReconnectReason.STOPPED));
        connections.clear();
    }
}
