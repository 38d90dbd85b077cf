package io.basiswatch.indicator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.RandomLog;
import io.basiswatch.indicator.digest.DayDigest;
import io.basiswatch.indicator.digest.DayDigest.Digest;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stored of a day has the digest of what a replay of its log gives. */
class DigestsTest {
    private static final long DAY = Resolution.DAY.micros();
    /** Ten minutes from here on close a day and pass it for good. */
    private static final long EVENING = Market.START + DAY - 300_000_000;

    private static Stores stores;

    @BeforeAll
    static void start() throws Exception {
        stores = new Stores(RedisServers.plain());
    }

    @AfterAll
    static void stop() throws Exception {
        stores.close();
    }

    @BeforeEach
    void clear() throws Exception {
        stores.clear();
    }

    private static List<IndicatorValue> replay(List<MarketEvent> events) {
        Market market = new Market(EVENING);
        events.forEach(market::take);
        return market.values();
    }

    private static List<Digest> digests(List<IndicatorValue> values, long until) {
        DayDigest digest = new DayDigest();
        values.forEach(digest::add);
        return Stream.of("BTC", "ETH", "USDT")
                .flatMap(asset -> digest.over(asset, until).stream())
                .sorted(Comparator.comparing(Digest::day))
                .toList();
    }

    private static List<InstantValues> instants(List<IndicatorValue> values) {
        return values.stream()
                .collect(Collectors.groupingBy(
                        value -> "%016d %s".formatted(value.knownAt(), value.asset()),
                        TreeMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(each -> new InstantValues(
                        each.getFirst().asset(),
                        Resolution.SECOND.floor(each.getFirst().knownAt()),
                        each))
                .toList();
    }

    private static List<String> stored() throws Exception {
        return stores.rows(
                "select asset || ' ' || day || ' ' || digest || ' ' || value_count from indicator_digest order by day,"
                        + " asset");
    }

    private static List<String> told(List<Digest> digests) {
        return digests.stream()
                .map(each -> each.asset() + ' ' + each.day() + ' ' + each.digest() + ' ' + each.values())
                .toList();
    }

    @Test
    void whatIsStoredHasTheDigestOfAReplayInAnyOrder() throws Exception {
        // Given ten minutes over midnight, written as they came
        List<MarketEvent> events = RandomLog.events(12, EVENING, 600);
        List<IndicatorValue> values = replay(events);
        IndicatorWriter writer = stores.writer();
        List<InstantValues> instants = instants(values);
        for (int from = 0; from < instants.size(); from += 70) {
            writer.write(instants.subList(from, Math.min(instants.size(), from + 70)));
            stores.doChores();
        }

        // When another engine computes them, and their values come in another order
        List<IndicatorValue> again = new ArrayList<>(replay(events));
        Collections.shuffle(again, new Random(1));
        List<Digest> digests = digests(again, EVENING + 600_000_000);

        // Then both tell the same, of each asset, and Redis too
        assertThat(digests).hasSizeGreaterThanOrEqualTo(2).allMatch(digest -> digest.values() > 5);
        assertThat(stored()).isEqualTo(told(digests));
        for (Digest digest : digests) {
            assertThat(stores.redis()
                            .text(Request.cmd(Command.HGET)
                                    .arg("digest:{" + digest.asset() + "}")
                                    .arg(digest.day().toString())))
                    .contains(digest.digest());
        }
    }

    @Test
    void oneDigitMakesAnotherDigest() {
        // Given the values of a day, and the same with one known a millisecond later
        List<IndicatorValue> values = replay(RandomLog.events(12, EVENING, 600));
        IndicatorValue minute = values.stream()
                .filter(value -> value.resolution() == Resolution.MINUTE)
                .findFirst()
                .orElseThrow();
        List<IndicatorValue> changed = new ArrayList<>(values);
        changed.set(
                values.indexOf(minute),
                new IndicatorValue(
                        minute.series(),
                        minute.version(),
                        minute.resolution(),
                        minute.time(),
                        minute.value(),
                        minute.unit(),
                        minute.quality(),
                        minute.reasons(),
                        minute.knownAt() + 1_000,
                        minute.revision(),
                        minute.inputs(),
                        minute.attributes()));

        // Then the digest of that asset differs
        long until = EVENING + 600_000_000;
        assertThat(digests(changed, until))
                .hasSameSizeAs(digests(values, until))
                .isNotEqualTo(digests(values, until));
    }

    @Test
    void aDayHasNoneBeforeItIsOverForGood() throws Exception {
        // Given values up to two and a half minutes after midnight
        IndicatorWriter writer = stores.writer();
        writer.write(instants(replay(RandomLog.events(12, EVENING, 435))));
        stores.doChores();

        // Then there is no digest yet
        assertThat(stored()).isEmpty();
        assertThat(digests(replay(RandomLog.events(12, EVENING, 435)), EVENING + 450_000_000))
                .isEmpty();
    }

    @Test
    void daysThatEndedWhileNobodyWasThereAreMadeUpFor() throws Exception {
        // Given a service that ended shortly after midnight of one day, before that day's digest
        List<IndicatorValue> first = replay(RandomLog.events(12, EVENING, 360));
        stores.writer().write(instants(first));
        stores.doChores();
        assertThat(stored()).isEmpty();

        // When another one begins two days later
        List<MarketEvent> later = RandomLog.events(13, EVENING + 2 * DAY, 30);
        Market market = new Market(EVENING + 2 * DAY);
        later.forEach(market::take);
        stores.writer().write(instants(market.values()));
        stores.doChores();

        // Then both days have one: the one before midnight, and that of the minute after it
        List<IndicatorValue> all = new ArrayList<>(first);
        all.addAll(market.values());
        List<Digest> digests = digests(all, EVENING + 2 * DAY);
        assertThat(stored()).isEqualTo(told(digests));
        assertThat(digests.stream().map(Digest::day).distinct()).hasSize(2);
    }
}
