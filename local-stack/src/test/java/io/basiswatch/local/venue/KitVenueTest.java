package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.local.market.SeededMarket;
import io.basiswatch.model.Venue;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KitVenueTest {
    private static final Venue SPOT = Venue.of("binance-spot");
    private static final long SECOND = 1_000_000;
    private static final long START = Instant.parse("2026-11-22T12:00:00Z").getEpochSecond() * SECOND;

    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    private final VenueDoor.Client client = new VenueDoor.Client() {
        @Override
        public void say(String stream, byte[] payload) {
            heard.add(new String(payload, StandardCharsets.UTF_8));
        }

        @Override
        public void close(int status, String reason) {
            heard.add(status + " " + reason);
        }
    };

    private static KitVenue venue(Truth truth) {
        return KitVenue.of(SPOT, SeededMarket.of(3), Circumstances.NONE, START, truth);
    }

    @Test
    void theSameCallsLeadToTheSameFrames() {
        // Given
        List<List<String>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            heard.clear();
            KitVenue venue = venue(Truth.UNTOLD);
            venue.open("/stream", "streams=btcusdt@trade/btcusdt@depth@100ms", START, client);
            // When
            venue.advance(START + 5 * SECOND);
            runs.add(List.copyOf(heard));
        }
        // Then
        assertThat(runs.getFirst()).hasSizeGreaterThan(40).isEqualTo(runs.getLast());
    }

    @Test
    void whoIsGoneIsToldNothingMore() {
        // Given
        KitVenue venue = venue(Truth.UNTOLD);
        VenueDoor.Handshake.Accepted open =
                (VenueDoor.Handshake.Accepted) venue.open("/stream", "streams=btcusdt@bookTicker", START, client);
        venue.advance(START + SECOND);
        int before = heard.size();
        // When
        open.line().gone();
        venue.advance(START + 2 * SECOND);
        // Then
        assertThat(before).isPositive();
        assertThat(heard).hasSize(before);
    }

    @Test
    void whatGoesBeyondTheLimitIsRefusedAndCounted() {
        // Given: snapshots of 5,000 levels cost 250 of 6,000 in a minute
        KitVenue venue = venue(Truth.UNTOLD);
        List<Integer> statuses = new ArrayList<>();
        // When
        for (int i = 0; i < 25; i++) {
            statuses.add(venue.ask(new Question("/api/v3/depth", "symbol=BTCUSDT&limit=5000", "", START + i))
                    .status());
        }
        Answer later = venue.ask(new Question("/api/v3/ping", "", "", START + 61 * SECOND));
        // Then
        assertThat(statuses.subList(0, 24)).containsOnly(200);
        assertThat(statuses.getLast()).isEqualTo(429);
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.headers())
                .containsEntry(KitVenue.SIMULATED, "true")
                .containsEntry("X-MBX-USED-WEIGHT-1M", "1");
        assertThat(venue.usage().requests()).isEqualTo(26);
        assertThat(venue.usage().mostWeight()).isEqualTo(6_250);
        assertThat(venue.usage().refusals()).isEqualTo(1);
        assertThat(venue.usage().violations()).singleElement().asString().contains("more than 6000 in 60 s");
    }

    @Test
    void whoTalksTooMuchBreaksTheRules() {
        // Given: five messages in a second
        KitVenue venue = venue(Truth.UNTOLD);
        VenueDoor.Handshake.Accepted open = (VenueDoor.Handshake.Accepted) venue.open("/ws", "", START, client);
        // When
        for (int i = 0; i < 6; i++) {
            open.line().hear("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + i + "}", START + i * 1_000);
        }
        open.line().hear("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":7}", START + 2 * SECOND);
        // Then
        assertThat(heard).hasSize(7);
        assertThat(venue.usage().violated()).isEqualTo(1);
        assertThat(venue.usage().violations()).singleElement().asString().contains("more than 5 messages");
    }

    @Test
    void socketsThatAreOpenedTooFastBreakTheRules() {
        // Given: three hundred in five minutes
        KitVenue venue = venue(Truth.UNTOLD);
        // When
        for (int i = 0; i < 301; i++) {
            venue.open("/ws", "", START + i, client);
        }
        // Then
        assertThat(venue.usage().mostSockets()).isEqualTo(301);
        assertThat(venue.usage().violated()).isEqualTo(1);
    }

    @Test
    void whatIsMadePublicIsWrittenDownInTwoFilesAtMost() throws Exception {
        // Given: nobody listens
        Path file = folder.resolve("truth.ndjson");
        try (TruthFile truth = new TruthFile(file, 8_000)) {
            KitVenue venue = venue(truth);
            // When
            venue.advance(START + 10 * SECOND);
        }
        // Then
        List<String> lines = Stream.concat(
                        Files.readAllLines(TruthFile.before(file)).stream(), Files.readAllLines(file).stream())
                .toList();
        assertThat(Files.size(file)).isPositive().isLessThanOrEqualTo(8_000);
        assertThat(Files.size(TruthFile.before(file))).isPositive().isLessThanOrEqualTo(8_000);
        assertThat(lines).anyMatch(line -> line.contains("\"trade\"")).anyMatch(line -> line.contains("\"book\""));
        for (int i = 1; i < lines.size(); i++) {
            assertThat(number(lines.get(i))).isEqualTo(number(lines.get(i - 1)) + 1);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.2");
    }

    private static long number(String line) {
        return new JsonObject(line).getLong("number");
    }

    @Test
    void aMinuteThatIsOverIsMadePublicAsItWasTraded() {
        // Given
        List<Told> told = new ArrayList<>();
        // When
        venue(told::add).advance(START + 61 * SECOND);
        // Then
        Told.Minute minute = told.stream()
                .filter(one -> one.time() == START + 60 * SECOND)
                .flatMap(one -> one instanceof Told.Minute whole ? Stream.of(whole) : Stream.empty())
                .filter(one -> one.instrument().toString().equals("binance-spot:BTC-USDT"))
                .findFirst()
                .orElseThrow();
        List<Double> prices = told.stream()
                .filter(one -> one.time() < minute.time())
                .flatMap(one -> one instanceof Told.Trade trade ? Stream.of(trade) : Stream.empty())
                .filter(trade -> trade.instrument().equals(minute.instrument()))
                .map(trade -> Double.parseDouble(trade.price()))
                .toList();
        assertThat(Double.parseDouble(minute.open())).isEqualTo(prices.getFirst());
        assertThat(Double.parseDouble(minute.close())).isEqualTo(prices.getLast());
        assertThat(Double.parseDouble(minute.high())).isEqualTo(Collections.max(prices));
        assertThat(Double.parseDouble(minute.low())).isEqualTo(Collections.min(prices));
    }

    @Test
    void nobodySpeaksForAVenueThatThereIsNot() {
        // Then
        assertThatThrownBy(() ->
                        KitVenue.of(Venue.of("mtgox"), SeededMarket.of(1), Circumstances.NONE, START, Truth.UNTOLD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mtgox cannot be simulated");
    }
}
