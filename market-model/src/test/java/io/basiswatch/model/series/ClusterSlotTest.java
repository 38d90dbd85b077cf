package io.basiswatch.model.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In a cluster, a script and a pipeline may only touch keys of one slot: CRC16 (XMODEM) of the key's hash tag, mod 16384. */
class ClusterSlotTest {
    private static final List<String> ASSETS = List.of("BTC", "ETH", "SOL", "DOGE", "1000PEPE", "UPDATES");
    private static final long TIME = 1_723_161_300_000L;

    private static int slot(String key) {
        int open = key.indexOf('{');
        int close = key.indexOf('}', open + 1);
        String hashed = open >= 0 && close > open + 1 ? key.substring(open + 1, close) : key;
        int crc = 0;
        for (byte each : hashed.getBytes(StandardCharsets.UTF_8)) {
            crc ^= (each & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
            }
            crc &= 0xFFFF;
        }
        return crc % 16_384;
    }

    private static Set<Integer> slots(Stream<String> keys) {
        return keys.map(ClusterSlotTest::slot).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Everything that one pipeline of an asset may touch, and what scripts touch of it. */
    private static Stream<String> keysOf(String asset) {
        List<Series> series = List.of(
                Series.of(asset, "spot_index", "usd"),
                Series.of(asset, "futures_spot_basis_pct", "binance-usdm~binance-spot.USDT"),
                Series.of(asset, "coinbase_premium_index"));
        Stream<String> points = series.stream()
                .flatMap(each -> Stream.of(Resolution.MINUTE, Resolution.HOUR, Resolution.DAY)
                        .flatMap(resolution -> Stream.of(
                                SeriesKeys.timeSeries(each, resolution),
                                SeriesKeys.block(each, SlotBlock.of(resolution, TIME)),
                                SeriesKeys.block(
                                        each, SlotBlock.of(resolution, TIME).next()))));
        return Stream.concat(
                points,
                Stream.of(
                        SeriesKeys.latest(asset),
                        SeriesKeys.latest(asset, Resolution.MINUTE),
                        SeriesKeys.latest(asset, Resolution.HOUR),
                        SeriesKeys.latest(asset, Resolution.DAY),
                        SeriesKeys.history(asset),
                        SeriesKeys.markets(asset),
                        SeriesKeys.digest(asset)));
    }

    @Test
    void knowsThePublishedSlots() {
        // Of the specification's text: the checksum of 123456789, and of {user1000}.following
        assertThat(slot("123456789")).isEqualTo(0x31C3 % 16_384);
        assertThat(slot("{user1000}.following")).isEqualTo(slot("user1000"));
        assertThat(slot("foo")).isEqualTo(12_182);
    }

    @Test
    void allKeysOfAnAssetShareASlot() {
        for (String asset : ASSETS) {
            assertThat(slots(keysOf(asset))).as(asset).containsExactly(slot(asset));
        }
    }

    @Test
    void theLiveBufferSharesItsSlotWithAllThatIsWrittenWithIt() {
        assertThat(slots(Stream.of(
                        SeriesKeys.UPDATES,
                        SeriesKeys.PROGRESS,
                        SeriesKeys.EPOCH,
                        SeriesKeys.NEXT_EPOCH,
                        SeriesKeys.REACH)))
                .hasSize(1);
    }

    @Test
    void assetsAreSpreadOverSlots() {
        assertThat(slots(ASSETS.stream().flatMap(ClusterSlotTest::keysOf))).hasSize(ASSETS.size());
    }
}
