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
    /** The name of this collector in the log and among the others: the same after a restart, and no other's. */
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

    Shards shards();

    Reserves reserves();

    History history();

    /** One venue. */
    interface Venue {
        @WithDefault("true")
        boolean enabled();

        /** The base of its WebSocket addresses; needed where it is enabled. */
        Optional<String> wsUrl();

        /** The base of its REST addresses; needed where it is enabled. */
        Optional<String> restUrl();

        /** Into how many shards its assets are divided, each of which another collector may run. */
        @WithDefault("1")
        int slices();

        /** How many collectors read the same of it at the same time: 1, or 2 where no second may be missing. */
        @WithDefault("1")
        int replicas();

        /** Whether the addresses are those of a simulation; every value that it leads to says so. */
        @WithDefault("false")
        boolean simulated();

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

        /** Whether the source is a simulation; every value that it leads to says so. */
        @WithDefault("false")
        boolean simulated();
    }

    /** How collectors share the work. */
    interface Shards {
        /** The topic of the board and the seats, and the group that shares them out. */
        @WithDefault("collector.shards")
        String topic();

        /** How long a collector that says nothing keeps its shards; no less than the broker allows, 6 s mostly. */
        @WithDefault("PT6S")
        Duration session();

        /** How long a collector that stops waits for others to take its shards over. */
        @WithDefault("PT10S")
        Duration handOver();
    }

    /** What is fetched of the past over REST. */
    interface History {
        /** Whether anything is. */
        @WithDefault("true")
        boolean enabled();

        /** The topic in which it stands what has been told. */
        @WithDefault("collector.history")
        String topic();

        /** Events that may wait for the log while history goes on; it has to wait long before the feeds have to. */
        @WithDefault("20000")
        long maxWaiting();
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
