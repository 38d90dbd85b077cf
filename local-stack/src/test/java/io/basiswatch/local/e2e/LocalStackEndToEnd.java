package io.basiswatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.local.keys.KeysCommand;
import io.basiswatch.model.Series;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system as its user runs it: real infrastructure, three services, the replay venue. One installation lives
 * through all tests, in order, because to start it is what takes the time.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalStackEndToEnd {
    private static final Series BASIS = Series.of("ETH", "futures_spot_basis_pct", "binance-usdm~binance-spot.USDT");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final long MINUTE = 60_000;

    @TempDir
    private static Path folder;

    private static RunningStack stack;
    private static EventReader reader;
    /** The minutes in which the collector was killed: what it had not yet written down then is in the log alone. */
    private static final Set<Long> CUT = new HashSet<>();

    private static Map<Series, Map<Long, Double>> served = new TreeMap<>();

    @BeforeAll
    static void start() throws IOException {
        stack = RunningStack.launch(
                        data(), RunningStack.freePort(), "--record", recording().toString(), "--speed", "4")
                .awaitReady();
        reader = EventReader.start(stack, "");
    }

    @AfterAll
    static void stop() throws Exception {
        reader.close();
        stack.close();
    }

    private static Path data() {
        return folder.resolve("data");
    }

    private static Path recording() {
        return folder.resolve("recording");
    }

    @Test
    @Order(1)
    void streamsTheBasisOfTheShippedCaptures() {
        // Given
        EventReader client = reader;
        // When
        Eventually.holds("three updates", SOON, () -> ofThePair(client).size() >= 3);
        // Then
        assertThat(ofThePair(client).getFirst().data())
                .contains("\"unit\":\"percent\"")
                .contains("\"quality\":\"ok\"");
        assertThat(stack.said().strip().lines().toList().getLast()).startsWith("ready  http://localhost:");
    }

    /** The updates of one pair of markets; the basis is also told of all pairs together. */
    private static List<EventReader.Update> ofThePair(EventReader client) {
        return client.updates().stream()
                .filter(update -> update.data().contains("\"series\":\"" + BASIS + '"'))
                .toList();
    }

    @Test
    @Order(2)
    void refusesASecondRunOnTheSameFolderAndATakenPort() throws Exception {
        // Given
        int another = RunningStack.freePort();
        // When
        try (RunningStack sameFolder = RunningStack.launch(data(), another);
                RunningStack samePort = RunningStack.launch(folder.resolve("other"), stack.port())) {
            assertThat(sameFolder.launcher().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(samePort.launcher().waitFor(20, TimeUnit.SECONDS)).isTrue();
            // Then
            assertThat(sameFolder.launcher().exitValue()).isEqualTo(1);
            assertThat(sameFolder.said()).containsPattern("basiswatch: already running with .*");
            assertThat(samePort.launcher().exitValue()).isEqualTo(1);
            assertThat(samePort.said())
                    .isEqualTo("basiswatch: port " + stack.port() + " is taken (another one: --port P)\n");
        }
    }

    @Test
    @Order(3)
    void comesBackWhenEachServiceIsKilledInTurn() {
        // Given
        List<String> services = List.of("indicator", "gateway", "collector");
        // When
        services.forEach(LocalStackEndToEnd::killAndAwait);
        // Then
        assertThat(stack.said())
                .contains("indicator  indicator ended with status 137")
                .contains("gateway    gateway ended with status 137")
                .contains("collector  collector ended with status 137");
        assertThat(reader.connections()).isGreaterThan(1);
    }

    private static void killAndAwait(String name) {
        Eventually.holds(name, SOON, () -> stack.service(name).isPresent());
        ProcessHandle service = stack.service(name).orElseThrow();
        if (name.equals("collector")) {
            CUT.add(System.currentTimeMillis() / MINUTE * MINUTE);
        }
        service.destroyForcibly();
        Eventually.holds(
                name + " again",
                RECOVERY,
                () -> stack.service(name)
                        .filter(again -> again.pid() != service.pid())
                        .isPresent());
        // Only a value of a second after the kill shows that the whole chain is at work again.
        long killed = System.currentTimeMillis();
        Eventually.holds(
                "updates after the kill of " + name,
                RECOVERY,
                () -> reader.updates().stream()
                        .anyMatch(update -> update.data().contains("\"quality\":\"ok\"") && time(update) > killed));
    }

    private static long time(EventReader.Update update) {
        String data = update.data();
        int start = data.indexOf("\"time\":") + "\"time\":".length();
        return Long.parseLong(data.substring(start, data.indexOf(',', start)));
    }

    @Test
    @Order(4)
    void givesAReconnectingClientEveryUpdateOnce() {
        // Given: what a client has seen that lost its connection with the gateway
        List<EventReader.Update> seen = reader.updates();
        EventReader.Update first = seen.getFirst();
        // When: another one reads all of it in one piece
        try (EventReader whole = EventReader.start(stack, first.id())) {
            Eventually.holds(
                    "the same updates",
                    SOON,
                    () -> whole.updates().stream()
                            .anyMatch(
                                    update -> update.id().equals(seen.getLast().id())));
            // Then
            List<EventReader.Update> expected = new ArrayList<>(List.of(first));
            whole.updates().stream().limit(seen.size() - 1L).forEach(expected::add);
            assertThat(seen).isEqualTo(expected);
            assertThat(seen).doesNotHaveDuplicates();
            assertThat(ofThePair(reader)).extracting(LocalStackEndToEnd::time).doesNotHaveDuplicates();
            assertThat(reader.resets()).isEmpty();
        }
    }

    @Test
    @Order(5)
    void keepsTheMinutesThatAReplayOfItsRecordingGives() throws Exception {
        // Given: two whole minutes after the last kill
        long enough = System.currentTimeMillis() / MINUTE * MINUTE + MINUTE;
        Eventually.holds(
                "two minutes more",
                Duration.ofSeconds(150),
                () -> Recorded.served(stack, BASIS).containsKey(enough));
        // When
        Map<Series, Map<Long, Double>> replayed = Recorded.replayed(recording(), folder.resolve("replayed"));
        replayed.keySet().forEach(series -> served.put(series, Recorded.served(stack, series)));
        // Then: to the last digit
        assertThat(replayed).hasSizeGreaterThan(10).containsKey(BASIS);
        assertThat(served.get(BASIS)).hasSizeGreaterThanOrEqualTo(2);
        replayed.forEach((series, minutes) -> {
            Map<Long, Double> told = new TreeMap<>(served.get(series));
            Map<Long, Double> expected = new TreeMap<>(minutes);
            expected.keySet().retainAll(within(told, expected));
            told.keySet().removeAll(CUT);
            expected.keySet().removeAll(CUT);
            assertThat(told).as(series.toString()).isEqualTo(expected);
        });
    }

    /** A replay that was made while the recording went on may hold one minute more or less. */
    private static Set<Long> within(Map<Long, Double> told, Map<Long, Double> expected) {
        long last = told.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        Set<Long> minutes = new HashSet<>(expected.keySet());
        minutes.removeIf(minute -> minute > last);
        return minutes;
    }

    @Test
    @Order(6)
    void importsHistoryThatNobodyKnewBefore() {
        // Given: ten days of a perpetual 1 % above spot, of which nothing is known
        Instant first = Instant.parse("2024-01-01T00:00:00Z");
        long before = System.currentTimeMillis();
        assertThat(ImportedDays.served(stack, BASIS, first, "")).isEmpty();
        // When
        ImportedDays.run(data(), folder, first, 10);
        // Then
        Eventually.holds(
                "ten days",
                SOON,
                () -> ImportedDays.served(stack, BASIS, first, "").size() == 10);
        List<JsonObject> days = ImportedDays.served(stack, BASIS, first, "");
        assertThat(days.getFirst().getDouble("value")).isEqualTo(1.0);
        assertThat(days)
                .allMatch(day -> day.getString("derived_from").equals("candle"))
                .allMatch(day -> day.getLong("known_at") >= before);
        // When: again, and after it one day more, which shows that all has been taken
        ImportedDays.run(data(), folder, first, 10);
        ImportedDays.run(data(), folder, first.plus(Duration.ofDays(10)), 1);
        // Then
        Eventually.holds(
                "eleven days",
                SOON,
                () -> ImportedDays.served(stack, BASIS, first, "").size() == 11);
        assertThat(ImportedDays.served(stack, BASIS, first, "").subList(0, 10)).isEqualTo(days);
        assertThat(ImportedDays.served(stack, BASIS, first, "&asOf=" + before)).isEmpty();
    }

    @Test
    @Order(7)
    void everyServedMinuteHoldsByItsReceiptAndNoneWithAnotherDigit() {
        // Given: what all series of the asset said of the last minute
        Eventually.holds(
                "a minute of many series",
                Duration.ofSeconds(150),
                () -> ServedReceipts.newest(stack, BASIS.asset(), "1m").size() > 20);
        List<JsonObject> receipts = ServedReceipts.newest(stack, BASIS.asset(), "1m");
        for (JsonObject receipt : receipts) {
            // When
            JsonObject verdict = ServedReceipts.verdict(stack, receipt);
            // Then
            assertThat(verdict.getBoolean("holds")).as(verdict.encode()).isTrue();
            assertThat(verdict.getString("stored")).as(verdict.encode()).isEqualTo("same");
            if (receipt.getValue("value") != null) {
                JsonObject changed = ServedReceipts.verdict(stack, ServedReceipts.changed(receipt));
                assertThat(changed.getString("outcome")).as(changed.encode()).isEqualTo("differs");
                assertThat(changed.getString("stored")).as(changed.encode()).isEqualTo("other");
            }
        }
    }

    @Test
    @Order(8)
    void makesAndRevokesAKeyOfTheRunningSystem() throws Exception {
        // Given
        String made = keys("create", "--name", "e2e").lines().findFirst().orElseThrow();
        assertThat(stack.status("/v1/assets", made)).isEqualTo(200);
        // When
        keys("revoke", made.substring(8, 18));
        // Then
        Eventually.holds("the key's end", Duration.ofSeconds(2), () -> stack.status("/v1/assets", made) == 401);
        for (String path : List.of("/q/swagger-ui", "/q/dev-ui", "/q/health", "/q/metrics", "/admin/v1/keys")) {
            assertThat(stack.status(path, stack.key())).as(path).isEqualTo(404);
        }
        assertThat(keys("list")).contains(made.substring(8, 18) + "  revoked").doesNotContain(made);
    }

    private static String keys(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data().toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        KeysCommand.run(all, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Order(9)
    void leavesNoProcessBehindWhenStopped() throws Exception {
        // Given
        List<ProcessHandle> children = stack.children();
        assertThat(children).hasSizeGreaterThanOrEqualTo(5);
        // When
        stack.stop();
        // Then
        assertThat(stack.launcher().waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(stack.launcher().exitValue()).isZero();
        Eventually.holds(
                "the end of all processes",
                Duration.ofSeconds(5),
                () -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    @Order(10)
    void findsItsDataAgainAndDiesWithItsLauncher() throws Exception {
        // Given
        try (RunningStack again = RunningStack.launch(data(), RunningStack.freePort(), "--only-captures")
                .awaitReady()) {
            Map<Long, Double> kept = Recorded.served(again, BASIS);
            List<ProcessHandle> children = again.children();
            // When
            again.launcher().destroyForcibly();
            // Then
            assertThat(kept).containsAllEntriesOf(served.get(BASIS));
            assertThat(children).hasSizeGreaterThanOrEqualTo(5);
            Eventually.holds(
                    "the end of all processes",
                    Duration.ofSeconds(20),
                    () -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
    }
}
