package io.basiswatch.collector;

import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.model.Venue;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A real Kafka broker and a venue on loopback, for the whole service. */
public class LogAndVenue implements QuarkusTestResourceLifecycleManager {
    private EmbeddedKafkaBroker broker;
    private FakeVenue venue;

    @Override
    public Map<String, String> start() {
        broker = new EmbeddedKafkaBroker()
                .withNodeId(0)
                .withDeleteLogDirsOnClose(true)
                .start();
        venue = new FakeVenue();
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.getAdvertisedListeners());
        settings.put("collector.record-dir", recording().toString());
        settings.put("collector.reserves.source", reserves().toString());
        settings.put("collector.assets", "ETH");
        settings.put("collector.history.enabled", "false");
        settings.put("collector.feed.first-backoff", "PT0.02S");
        settings.put("collector.feed.max-backoff", "PT0.1S");
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        settings.put("collector.venues.\"binance-spot\".ws-url", venue.wsUrl());
        settings.put("collector.venues.\"binance-spot\".rest-url", venue.restUrl());
        VenueFeeds.names().stream()
                .map(Venue::id)
                .filter(name -> !name.equals("binance-spot"))
                .forEach(name -> settings.put("collector.venues.\"" + name + "\".enabled", "false"));
        return settings;
    }

    private static Path reserves() {
        try {
            Path file = Files.createTempFile("reserves", ".csv");
            return Files.writeString(file, "time,asset,venue,reserve\n2025-11-21,ETH,binance,4250000.5\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path recording() {
        try {
            return Files.createTempDirectory("recording");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(venue, new TestInjector.MatchesType(FakeVenue.class));
    }

    @Override
    public void stop() {
        if (venue != null) {
            venue.close();
        }
        if (broker != null) {
            broker.close();
        }
    }
}
