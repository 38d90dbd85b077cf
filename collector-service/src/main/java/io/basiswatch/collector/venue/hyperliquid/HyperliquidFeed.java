package io.basiswatch.collector.venue.hyperliquid;

import com.google.auto.service.AutoService;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.KeepAlive;
import io.basiswatch.collector.feed.MarketStream;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.collector.feed.Subscription;
import io.basiswatch.collector.feed.VenueFeed;
import io.basiswatch.collector.feed.VenueSettings;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The feed of Hyperliquid: trades, best prices and contexts of the perpetuals over one socket.
 *
 * <p>Its only REST address answers posts, so what is to be posted stands in the address as its fragment, which HTTP
 * itself never sends.
 */
@AutoService(VenueFeed.class)
public final class HyperliquidFeed implements VenueFeed {
    private static final Duration LIFETIME = Duration.ofHours(23);

    @Override
    public Venue venue() {
        return Coins.VENUE;
    }

    @Override
    public Decoder decoder(Predicate<String> assets) {
        return new HyperliquidDecoder(assets);
    }

    @Override
    public List<String> metadata(VenueSettings settings) {
        return List.of(settings.restUrl() + "/info#{\"type\":\"meta\"}");
    }

    @Override
    public List<Subscription> subscriptions(VenueSettings settings, List<InstrumentListed> listed) {
        List<String> greetings = new ArrayList<>();
        Set<MarketStream> streams = new LinkedHashSet<>();
        for (InstrumentListed listing : listed) {
            if (listing.instrument().isPerpetual()) {
                for (StreamKind kind : StreamKind.values()) {
                    greetings.add("{\"method\":\"subscribe\",\"subscription\":{\"type\":\"" + word(kind)
                            + "\",\"coin\":\"" + listing.symbol() + "\"}}");
                    streams.add(new MarketStream(listing.instrument(), kind));
                }
            }
        }
        if (greetings.isEmpty()) {
            return List.of();
        }
        return List.of(new Subscription("market", List.of(settings.wsUrl() + "/ws"), greetings, streams, LIFETIME));
    }

    @Override
    public String word(StreamKind kind) {
        return switch (kind) {
            case TRADES -> "trades";
            case QUOTES -> "bbo";
            case MARKS -> "activeAssetCtx";
            case DEPTH -> "l2Book";
        };
    }

    /** The venue closes a socket over which it had nothing to say for a minute. */
    @Override
    public Optional<KeepAlive> keepAlive() {
        return Optional.of(new KeepAlive("{\"method\":\"ping\"}", Duration.ofSeconds(30)));
    }
}
