package io.basiswatch.collector.publish;

import io.basiswatch.collector.feed.Stablecoins;
import io.basiswatch.model.ClockTick;
import io.basiswatch.model.InstrumentEvent;
import io.basiswatch.model.MarketEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Utils;

/** Which partitions of {@code market.events} an event goes to: its asset's, or all of them. */
final class Partitions {
    /** The asset of ticks and records in partitions that are home to none of our assets. */
    static final String NO_ASSET = "CLOCK";

    private final int count;
    private final List<String> homeAsset;

    Partitions(int count, Set<String> assets) {
        this.count = count;
        this.homeAsset = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            homeAsset.add(NO_ASSET);
        }
        new TreeSet<>(assets).descendingSet().forEach(asset -> homeAsset.set(of(asset), asset));
    }

    int count() {
        return count;
    }

    /** Kafka's default: murmur2 of the key's UTF-8. */
    int of(String asset) {
        return Utils.toPositive(Utils.murmur2(asset.getBytes(StandardCharsets.UTF_8))) % count;
    }

    /** An asset of ours that lives in that partition; {@link #NO_ASSET} where none does. */
    String homeAsset(int partition) {
        return homeAsset.get(partition);
    }

    /** Whether every partition needs the event: ticks, and what is known of the stablecoins' reference pairs. */
    static boolean goesEverywhere(MarketEvent event) {
        return event instanceof ClockTick
                || event instanceof InstrumentEvent news && Stablecoins.isReference(news.instrument());
    }
}
