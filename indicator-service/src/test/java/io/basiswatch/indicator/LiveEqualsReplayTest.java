package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.Candle;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The same log gives the same bytes, however it is cut into batches, and whoever owns the partitions of its assets. */
class LiveEqualsReplayTest {
    private static final List<Indicator> INDICATORS = RememberingIndicators.withAll();

    /** Of everything that was published of each asset, in its order, as receipts. */
    private static final class Digests implements ValueSink {
        private final Map<String, MessageDigest> byAsset = new TreeMap<>();

        @Override
        public void publish(String asset, long instant, List<IndicatorValue> values) {
            MessageDigest digest = byAsset.computeIfAbsent(asset, key -> sha256());
            for (IndicatorValue value : values) {
                String receipt = ReceiptJson.write(ValueReceipt.of(value, IndicatorEngine.ARITHMETIC));
                digest.update((receipt + '\n').getBytes(StandardCharsets.UTF_8));
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        Map<String, String> hex() {
            Map<String, String> hex = new TreeMap<>();
            byAsset.forEach((asset, digest) -> hex.put(asset, HexFormat.of().formatHex(digest.digest())));
            return hex;
        }
    }

    /** A log with seldom events over midnight, into which days are imported. */
    private static List<MarketEvent> log(long seed) {
        List<MarketEvent> log = new ArrayList<>(SampleLogs.everythingThatGoesWrong(seed, 300));
        Random random = new Random(seed);
        List<Candle> candles = SampleLogs.candles().subList(0, 150);
        for (Candle candle : candles) {
            log.add(random.nextInt(log.size()), candle);
        }
        return log;
    }

    private static Map<String, String> digests(List<EventBatch> batches, List<Predicate<String>> owners) {
        Digests digests = new Digests();
        for (Predicate<String> owner : owners) {
            IndicatorEngine engine = new IndicatorEngine(INDICATORS, EngineConfig.defaults(), owner, digests);
            batches.forEach(engine::accept);
            engine.finish();
        }
        return digests.hex();
    }

    private static List<EventBatch> batches(List<MarketEvent> log, Random random, int most) {
        List<EventBatch> batches = new ArrayList<>();
        for (int from = 0; from < log.size(); ) {
            int to = Math.min(log.size(), from + 1 + random.nextInt(most));
            batches.add(new EventBatch("BTC", "c", log.subList(from, to)));
            from = to;
        }
        return batches;
    }

    @Test
    void batchesAndOwnersChangeNoByte() {
        for (long seed = 41; seed <= 42; seed++) {
            // Given what one engine makes of a log, event by event
            List<MarketEvent> log = log(seed);
            Random random = new Random(seed);
            Map<String, String> expected = digests(batches(log, random, 1), List.of(asset -> true));
            assertThat(expected).containsKeys("BTC", "ETH", "USDT");

            // When it comes in batches of any length, and each asset has an engine of its own
            Map<String, String> batched = digests(batches(log, random, 2_000), List.of(asset -> true));
            Map<String, String> owned = digests(
                    batches(log, random, 50),
                    expected.keySet().stream()
                            .<Predicate<String>>map(each -> each::equals)
                            .toList());

            // Then everything that is published of an asset is the same
            assertThat(batched).as("batches of seed %d", seed).isEqualTo(expected);
            assertThat(owned).as("owners of seed %d", seed).isEqualTo(expected);
        }
    }
}
