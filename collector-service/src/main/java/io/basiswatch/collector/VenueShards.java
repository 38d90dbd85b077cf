package io.basiswatch.collector;

import io.basiswatch.collector.feed.FeedEngine;
import io.basiswatch.collector.feed.LiveFeed;
import io.basiswatch.collector.feed.Simulations;
import io.basiswatch.collector.feed.Slice;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.collector.history.Histories;
import io.basiswatch.collector.reserve.ReserveSource;
import io.basiswatch.collector.reserve.Reserves;
import io.basiswatch.collector.shard.Feeds;
import io.basiswatch.collector.shard.ShardName;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Venue;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** What there is to run, by the configuration: one shard for each slice and replica of a venue, and one for the reserves. */
final class VenueShards implements Feeds {
    static final String RESERVES = "reserves";

    private static final Logger LOG = Logger.getLogger(VenueShards.class);

    private final CollectorConfig config;
    private final Vertx vertx;
    private final FeedEngine engine;
    private final Optional<Histories> histories;
    private final Map<String, VenueSettings> venues;
    private final List<Reserves> reserves = new ArrayList<>();
    /** Venues that say another thing of themselves than the configuration does, and of which that was logged. */
    private final Set<String> disagreeing = ConcurrentHashMap.newKeySet();

    /**
     * @param histories fetches the past of what is followed, if anything does
     * @throws IllegalStateException where a venue is configured that nobody can read
     */
    VenueShards(CollectorConfig config, Vertx vertx, FeedEngine engine, Optional<Histories> histories) {
        this.config = config;
        this.vertx = vertx;
        this.engine = engine;
        this.histories = histories;
        this.venues = venues(config);
    }

    /** Where to find each venue that is to be followed. */
    static Map<String, VenueSettings> venues(CollectorConfig config) {
        Map<String, VenueSettings> venues = new TreeMap<>();
        config.venues().forEach((name, settings) -> {
            if (settings.enabled()) {
                venues.put(known(name).id(), settings(name, settings));
            }
        });
        return venues;
    }

    private static Venue known(String name) {
        return VenueFeeds.of(Venue.of(name))
                .map(VenueFeed::venue)
                .orElseThrow(() -> new IllegalStateException("no feed for venue '" + name + "'; there are "
                        + VenueFeeds.all().stream().map(VenueFeed::venue).toList()));
    }

    private static VenueSettings settings(String name, CollectorConfig.Venue settings) {
        return new VenueSettings(
                required(name, "ws-url", settings.wsUrl()),
                required(name, "rest-url", settings.restUrl()),
                settings.options());
    }

    private static String required(String venue, String property, Optional<String> value) {
        return value.orElseThrow(
                () -> new IllegalStateException("collector.venues." + venue + "." + property + " is not set"));
    }

    /** All shards that there are to be, on this collector or on others. */
    static List<ShardName> all(CollectorConfig config) {
        List<ShardName> shards = new ArrayList<>();
        venues(config).keySet().forEach(venue -> {
            CollectorConfig.Venue settings = config.venues().get(venue);
            for (int slice = 0; slice < settings.slices(); slice++) {
                for (int replica = 1; replica <= settings.replicas(); replica++) {
                    shards.add(new ShardName(venue, slice, settings.slices(), replica));
                }
            }
        });
        config.reserves().source().ifPresent(place -> shards.add(ShardName.of(RESERVES)));
        return shards;
    }

    @Override
    public Feed start(ShardName shard, OptionalLong since, Consumer<MarketEvent> out) {
        return shard.source().equals(RESERVES) ? reserves(out) : venue(shard, since, out);
    }

    /** Of two replicas the first one fetches the past. */
    private Feed venue(ShardName shard, OptionalLong since, Consumer<MarketEvent> out) {
        Venue venue = Venue.of(shard.source());
        Optional<Histories> past = histories.filter(all -> shard.replica() == 1);
        Consumer<MarketEvent> told = past.<Consumer<MarketEvent>>map(all -> event -> {
                    all.event(shard.toString(), event);
                    out.accept(event);
                })
                .orElse(out);
        LiveFeed feed = engine.follow(new FeedEngine.Order(
                venue, venues.get(shard.source()), new Slice(shard.slice(), shard.slices()), since, told));
        past.ifPresent(all -> all.follow(shard.toString(), venue, feed));
        return new Feed() {
            @Override
            public boolean flows() {
                return feed.flows();
            }

            @Override
            public void wholeUntil(long time) {
                feed.wholeUntil(time);
            }

            @Override
            public void stop() {
                past.ifPresent(all -> all.stop(shard.toString()));
                engine.end(feed);
            }
        };
    }

    private Feed reserves(Consumer<MarketEvent> out) {
        Set<String> assets = config.assets();
        String place = config.reserves().source().orElseThrow();
        Reserves run =
                new Reserves(ReserveSource.of(vertx, place), config.reserves().every(), assets::contains, out);
        reserves.add(run);
        return new Feed() {
            @Override
            public boolean flows() {
                return true;
            }

            @Override
            public void wholeUntil(long time) {}

            @Override
            public void stop() {
                reserves.remove(run);
            }
        };
    }

    /** What the configuration says, and what the venue has said of itself: one of them is enough. */
    @Override
    public boolean isSimulated(ShardName shard) {
        if (shard.source().equals(RESERVES)) {
            return config.reserves().simulated();
        }
        String venue = shard.source();
        if (!venues.containsKey(venue)) {
            return false;
        }
        Simulations simulations = engine.simulations();
        VenueSettings settings = venues.get(venue);
        boolean configured = config.venues().get(venue).simulated();
        boolean said = simulations.holds(settings.restUrl()) || simulations.holds(settings.wsUrl());
        if (said && !configured && disagreeing.add(venue)) {
            LOG.errorf(
                    "%s says that it is a simulation, collector.venues.%s.simulated does not: all of it is marked",
                    venue, venue);
        } else if (configured && !said && simulations.denies(settings.restUrl()) && disagreeing.add(venue)) {
            LOG.errorf(
                    "collector.venues.%s.simulated is set, but %s does not say so of itself: marked all the same",
                    venue, venue);
        }
        return configured || said;
    }

    /** A second has passed; on the event loop. */
    void tick(long stamp) {
        List.copyOf(reserves).forEach(run -> run.tick(stamp));
    }
}
