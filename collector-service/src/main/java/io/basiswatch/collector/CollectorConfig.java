package io.basiswatch.collector;

import io.basiswatch.collector.feed.StreamKind;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The collector's settings; addresses of venues are in {@code application.properties}. */
@ConfigMapping(prefix = "collector")
public interface CollectorConfig {
    /** The name of this collector in the log. */
    @WithDefault("collector-1")
    String id();

    /** The assets to follow. */
    @WithDefault("BTC,ETH")
    Set<String> assets();

    /** Where to record all that is received; nothing is recorded without it. */
    Optional<Path> recordDir();

    /** Where to keep the last frames that could not be read, as files; without it they are kept in memory alone. */
    Optional<Path> quarantineDir();

    Map<String, Venue> venues();

    Feed feed();

    Log log();

    Reserves reserves();

    /** One venue. */
    interface Venue {
        @WithDefault("true")
        boolean enabled();

        /** The base of its WebSocket addresses; needed where it is enabled. */
        Optional<String> wsUrl();

        /** The base of its REST addresses; needed where it is enabled. */
        Optional<String> restUrl();

        /** What only this venue knows. */
        Map<String, String> options();
    }

    /** How patient feeds are. */
    interface Feed {
        /** How long a stream of each kind may bring nothing before its connection is renewed. */
        Map<StreamKind, Duration> silence();

        @WithDefault("PT1S")
        Duration firstBackoff();

        @WithDefault("PT32S")
        Duration maxBackoff();

        @WithDefault("PT10S")
        Duration connectTimeout();

        /** Order book snapshots are more than 10 MB. */
        @WithDefault("67108864")
        int maxMessageBytes();

        @WithDefault("PT1H")
        Duration metadataRefresh();
    }

    /** What exchanges hold of each asset, which no exchange tells. */
    interface Reserves {
        /**
         * A file, or an address that answers with one: CSV with the columns {@code time,asset,venue,reserve}, or the same as
         * JSON. Nothing is told of reserves without it.
         */
        Optional<String> source();

        /** How often it is read. */
        @WithDefault("PT10M")
        Duration every();
    }

    /** The log. */
    interface Log {
        String bootstrapServers();

        @WithDefault("market.events")
        String topic();

        /** Partitions of the topic, where we have to make it. */
        @WithDefault("12")
        int partitions();

        /** Events that may wait for the log; beyond it reading stops, which makes gaps. */
        @WithDefault("500000")
        long maxWaiting();
    }
}
