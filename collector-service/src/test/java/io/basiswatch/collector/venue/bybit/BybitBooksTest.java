package io.basiswatch.collector.venue.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.DamagedBook;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Books of snapshots and changes that count up by one. */
class BybitBooksTest {
    private static final String LINEAR = "wss://stream.bybit.com/v5/public/linear";
    private static final String INVERSE = "wss://stream.bybit.com/v5/public/inverse";
    private static final String BIDS = "[[\"100\",\"2\"],[\"99\",\"3\"]]";
    private static final String ASKS = "[[\"101\",\"4\"]]";
    private static final String SNAPSHOT = message("snapshot", BIDS, ASKS, 10);
    private static final List<String> AGAIN = List.of(
            "{\"op\":\"unsubscribe\",\"args\":[\"orderbook.1000.BTCUSDT\"]}",
            "{\"op\":\"subscribe\",\"args\":[\"orderbook.1000.BTCUSDT\"]}");

    private final DecoderRun run = new DecoderRun(new BybitFeed(), LINEAR);

    private static String message(String type, String bids, String asks, long update) {
        return "{\"topic\":\"orderbook.1000.BTCUSDT\",\"type\":\"" + type + "\",\"ts\":1786310819054,\"data\":{\"s\":"
                + "\"BTCUSDT\",\"b\":" + bids + ",\"a\":" + asks + ",\"u\":" + update
                + ",\"seq\":272903624295},\"cts\":1786310819052}";
    }

    private static String delta(String bids, long update) {
        return message("delta", bids, "[]", update);
    }

    private static DepthProfile profile(List<MarketEvent> events) {
        assertThat(events).hasSize(1).first().isInstanceOf(DepthProfile.class);
        return (DepthProfile) events.getFirst();
    }

    private void assertBrokenAndAskedFor(List<MarketEvent> events) {
        assertThat(events).hasSize(1).first().isInstanceOfSatisfying(FeedGap.class, gap -> {
            assertThat(gap.instrument()).hasToString("bybit:BTC-USDT-PERP");
            assertThat(gap.stream()).isEqualTo("orderbook.1000");
            assertThat(gap.scope()).isEqualTo(FeedGap.Scope.DEPTH);
        });
        assertThat(run.requests()).containsExactly(new Request.Say("test", AGAIN));
    }

    @Test
    void putsChangesOnTheSnapshot() {
        // Given
        run.push(SNAPSHOT);
        // When
        DepthProfile then = profile(run.push(delta("[[\"100\",\"0\"]]", 11)));
        // Then
        assertThat(then.mid()).isEqualTo(100);
        assertThat(then.eventTime()).isEqualTo(1_786_310_819_052_000L);
        assertThat(run.requests()).isEmpty();
    }

    @Test
    void noticesADroppedChangeAndSaysNothingUntilTheNextSnapshot() {
        // Given
        run.push(SNAPSHOT);
        // When
        List<MarketEvent> broken = run.push(delta("[[\"98\",\"1\"]]", 12));
        // Then
        assertBrokenAndAskedFor(broken);
        assertThat(run.push(delta("[[\"98\",\"2\"]]", 13))).isEmpty();
        assertThat(profile(run.push(message("snapshot", "[[\"90\",\"1\"]]", ASKS, 14)))
                        .mid())
                .isEqualTo(95.5);
        assertThat(run.events(FeedGap.class)).hasSize(1);
    }

    @Test
    void takesAMessageWithNumberOneForTheWholeBook() {
        // Given
        run.push(SNAPSHOT);
        // When: the venue has started anew, whatever type it says
        DepthProfile anew = profile(run.push(message("delta", "[[\"90\",\"1\"]]", ASKS, 1)));
        // Then
        assertThat(anew.mid()).isEqualTo(95.5);
        assertThat(profile(run.push(delta("[[\"91\",\"1\"]]", 2))).mid()).isEqualTo(96);
        assertThat(run.events(FeedGap.class)).isEmpty();
    }

    @Test
    void takesASnapshotThatNobodyAskedForAsTheWholeBook() {
        // Given
        run.push(SNAPSHOT);
        // When
        DepthProfile anew = profile(run.push(message("snapshot", "[[\"90\",\"1\"]]", ASKS, 500)));
        // Then
        assertThat(anew.mid()).isEqualTo(95.5);
        assertThat(run.events(FeedGap.class)).isEmpty();
    }

    @Test
    void readsTheFieldsOfSpotWhichComeInAnotherOrder() {
        // Given
        DecoderRun spot = new DecoderRun(new BybitFeed(), "wss://stream.bybit.com/v5/public/spot");
        String turned = SNAPSHOT.replace(
                "\"type\":\"snapshot\",\"ts\":1786310819054", "\"ts\":1786310819054,\"type\":\"snapshot\"");
        // When // Then
        assertThat(profile(spot.push(turned)).instrument()).hasToString("bybit:BTC-USDT");
    }

    @Test
    void readsTheDataBeforeTheirTopicToo() {
        // Given
        int data = SNAPSHOT.indexOf("\"data\"");
        int end = SNAPSHOT.indexOf(",\"cts\"");
        String turned = "{" + SNAPSHOT.substring(data, end) + SNAPSHOT.substring(end, SNAPSHOT.length() - 1) + ","
                + SNAPSHOT.substring(1, data - 1) + "}";
        // When // Then
        assertThat(profile(run.push(turned)).mid()).isEqualTo(100.5);
    }

    @Test
    void countsInverseLevelsInCoins() {
        // Given
        DecoderRun inverse = new DecoderRun(new BybitFeed(), INVERSE);
        // When
        DepthProfile.Band band = profile(inverse.push(SNAPSHOT.replace("BTCUSDT", "BTCUSD")))
                .bands()
                .getLast();
        // Then: one unit is a dollar
        assertThat(band.askNotional()).isEqualTo(4);
        assertThat(band.bidNotional()).isEqualTo(5);
    }

    @Test
    void takesQuotesFromDepthOneAndDepthFromTheDeepestTopic() {
        // Given
        run.push(SNAPSHOT);
        // When
        List<MarketEvent> shallower =
                run.push(message("snapshot", "[[\"90\",\"1\"]]", ASKS, 7).replace("1000", "50"));
        List<MarketEvent> top = run.push(message("snapshot", BIDS, ASKS, 7).replace("1000", "1"));
        // Then
        assertThat(shallower).isEmpty();
        assertThat(top).hasSize(1).first().isInstanceOf(Quote.class);
        assertThat(profile(run.push(delta("[]", 11))).mid()).isEqualTo(100.5);
    }

    @Test
    void changesOverToADeeperBook() {
        // Given
        run.push(SNAPSHOT.replace("1000", "50"));
        // When
        List<MarketEvent> deeper = run.push(message("snapshot", "[[\"90\",\"1\"]]", ASKS, 7));
        // Then
        assertThat(deeper).hasSize(2);
        assertThat(deeper.getFirst()).isInstanceOf(FeedGap.class);
        assertThat(((DepthProfile) deeper.getLast()).mid()).isEqualTo(95.5);
        assertThat(run.push(delta("[[\"91\",\"1\"]]", 11).replace("1000", "50")))
                .isEmpty();
    }

    @Test
    void keepsABookOutOfAFrameThatBreaksOff() {
        // Given
        run.push(SNAPSHOT);
        // When
        String whole = delta("[[\"100\",\"0\"]]", 11);
        run.push(whole.substring(0, whole.length() - 1));
        // Then: the same number comes whole
        assertThat(run.rejected()).hasSize(1);
        assertThat(profile(run.push(delta("[[\"99\",\"0\"]]", 11))).mid()).isEqualTo(100.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[\"-1\",\"1\"]]", "[[\"1\"]]", "[[\"1\",\"x\"]]", "[\"1\",\"1\"]", "{}", "null"})
    void refusesLevelsThatCannotBeAndNoticesThatOneIsMissing(String bids) {
        // Given
        run.push(SNAPSHOT);
        // When
        run.push(delta(bids, 11));
        // Then
        assertThat(run.rejected()).hasSize(1);
        assertBrokenAndAskedFor(run.push(delta("[]", 12)));
    }

    @Test
    void losesTheBooksOfALostSocketOnly() {
        // Given
        run.push("one", SNAPSHOT);
        run.push("other", SNAPSHOT.replace("BTCUSDT", "ETHUSDT"));
        // When
        run.close("one");
        // Then
        assertThat(run.push("one", delta("[]", 11))).isEmpty();
        assertThat(run.push("other", delta("[]", 11).replace("BTCUSDT", "ETHUSDT")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"SOLUSDT,1", "SOLUSDT,2", "SOLUSDT,3", "DOGEUSDT,4", "DOGEUSDT,5"})
    void servesTheUndamagedBookOfARealStreamOrNone(String symbol, long seed) throws IOException {
        // Given
        DamagedBook stream = new RealStream(realFrames(symbol));
        // When
        DamagedBook.Tally tally = stream.run(seed);
        // Then
        System.out.println("bybit " + symbol + ", seed " + seed + ": " + tally);
        assertThat(tally.gaps()).isPositive();
        assertThat(tally.questions()).isGreaterThanOrEqualTo(tally.gaps());
        assertThat(tally.profiles()).isGreaterThan(100);
    }

    private static List<ObjectNode> realFrames(String symbol) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<ObjectNode> frames = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(
                Files.newInputStream(Decoding.shared("bybit", "cryptofeed-2026-08-09-sol-doge.ndjson.gz")))))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode captured = json.readTree(line);
                if (captured.path("data").asText().startsWith("{\"topic\":\"orderbook.200." + symbol + '"')) {
                    frames.add((ObjectNode) json.readTree(captured.get("data").asText()));
                }
            }
        }
        return frames;
    }

    private static final class RealStream extends DamagedBook {
        RealStream(List<ObjectNode> frames) {
            super(new BybitFeed(), LINEAR, 200, frames);
        }

        @Override
        protected ArrayNode bids(ObjectNode frame) {
            return (ArrayNode) frame.get("data").get("b");
        }

        @Override
        protected ArrayNode asks(ObjectNode frame) {
            return (ArrayNode) frame.get("data").get("a");
        }

        @Override
        protected void makeSnapshot(ObjectNode frame) {
            frame.put("type", "snapshot");
        }
    }
}
