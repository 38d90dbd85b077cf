package io.basiswatch.indicator.stream;

import java.util.Map;

/**
 * What a gate has kept back.
 *
 * @param fenced events of epochs that were over, by shard
 * @param repeated events that another replica had told
 * @param bridged gaps of one replica in which another one was whole
 */
public record GateCounts(Map<String, Long> fenced, long repeated, long bridged) {
    public GateCounts {
        fenced = Map.copyOf(fenced);
    }
}
