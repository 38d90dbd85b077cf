package io.basiswatch.collector.venue.okx;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The books of the channel {@code books}: numbered since 2023, with a checksum that is dead since June 2026. */
class OkxBooksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOCKET = "wss://ws.okx.com:8443/ws/v5/public";
    private static final String BIDS = "[[\"100\",\"2\",\"0\",\"1\"],[\"99\",\"3\",\"0\",\"1\"]]";
    private static final String ASKS = "[[\"101\",\"4\",\"0\",\"1\"]]";
    private static final String SNAPSHOT = message("snapshot", BIDS, ASKS, 0, 10, -1);
    private static final List<String> AGAIN = List.of(
            "{\"op\":\"unsubscribe\",\"args\":[{\"channel\":\"books\",\"instId\":\"BTC-USDT\"}]}",
            "{\"op\":\"subscribe\",\"args\":[{\"channel\":\"books\",\"instId\":\"BTC-USDT\"}]}");

    private final DecoderRun run = new DecoderRun(new OkxFeed(), SOCKET);

    private static String message(String action, String bids, String asks, long checksum, long last, long previous) {
        return "{\"arg\":{\"channel\":\"books\",\"instId\":\"BTC-USDT\"},\"action\":\"" + action
                + "\",\"data\":[{\"asks\":"
                + asks + ",\"bids\":" + bids + ",\"ts\":\"1790394877200\",\"checksum\":" + checksum + ",\"seqId\":"
                + last
                + ",\"prevSeqId\":" + previous + "}]}";
    }

    private static String update(String bids, long last, long previous) {
        return message("update", bids, "[]", 0, last, previous);
    }

    private static DepthProfile profile(List<MarketEvent> events) {
        assertThat(events).hasSize(1).first().isInstanceOf(DepthProfile.class);
        return (DepthProfile) events.getFirst();
    }

    private void assertBrokenAndAskedFor(List<MarketEvent> events) {
        assertThat(events).hasSize(1).first().isInstanceOfSatisfying(FeedGap.class, gap -> {
            assertThat(gap.instrument()).hasToString("okx:BTC-USDT");
            assertThat(gap.stream()).isEqualTo("books");
            assertThat(gap.scope()).isEqualTo(FeedGap.Scope.DEPTH);
        });
        assertThat(run.requests()).containsExactly(new Request.Say("test", AGAIN));
    }

    @Test
    void putsChangesOnTheSnapshotThatTheyFollow() {
        // Given
        DepthProfile first = profile(run.push(SNAPSHOT));
        // When
        DepthProfile then = profile(run.push(update("[[\"100\",\"0\",\"0\",\"0\"]]", 15, 10)));
        // Then
        assertThat(first.mid()).isEqualTo(100.5);
        assertThat(then.mid()).isEqualTo(100);
        assertThat(run.requests()).isEmpty();
    }

    @Test
    void noticesADroppedChangeAndSaysNothingUntilTheNextSnapshot() {
        // Given
        run.push(SNAPSHOT);
        // When
        List<MarketEvent> broken = run.push(update("[[\"98\",\"1\",\"0\",\"1\"]]", 30, 20));
        // Then
        assertBrokenAndAskedFor(broken);
        assertThat(run.push(update("[[\"98\",\"2\",\"0\",\"1\"]]", 40, 30))).isEmpty();
        assertThat(profile(run.push(message("snapshot", "[[\"90\",\"1\",\"0\",\"1\"]]", ASKS, 0, 45, -1)))
                        .mid())
                .isEqualTo(95.5);
        assertThat(run.events(FeedGap.class)).hasSize(1);
    }

    @Test
    void takesAMessageWithEqualIdsForASignOfLife() {
        // Given
        run.push(SNAPSHOT);
        // When
        DepthProfile alive = profile(run.push(message("update", "[]", "[]", 0, 10, 10)));
        // Then
        assertThat(alive.mid()).isEqualTo(100.5);
        assertThat(profile(run.push(update("[[\"98\",\"1\",\"0\",\"1\"]]", 12, 10)))
                        .mid())
                .isEqualTo(100.5);
        assertThat(run.events(FeedGap.class)).isEmpty();
    }

    @Test
    void goesOnFromALowerIdAfterAReset() {
        // Given
        run.push(SNAPSHOT);
        // When: the id falls below the one that it follows
        run.push(update("[[\"98\",\"1\",\"0\",\"1\"]]", 3, 10));
        DepthProfile after = profile(run.push(update("[[\"100\",\"0\",\"0\",\"0\"]]", 5, 3)));
        // Then
        assertThat(after.mid()).isEqualTo(100);
        assertThat(run.events(FeedGap.class)).isEmpty();
    }

    @Test
    void doesNotBelieveTheDeadChecksum() {
        // Given: 0 is what the venue sends since June 2026
        run.push(SNAPSHOT);
        // When // Then
        assertThat(profile(run.push(update("[[\"98\",\"1\",\"0\",\"1\"]]", 15, 10)))
                        .mid())
                .isEqualTo(100.5);
    }

    @Test
    void believesAChecksumThatIsNotZero() {
        // Given
        run.push(SNAPSHOT);
        // When
        List<MarketEvent> broken = run.push(message("update", "[]", "[[\"101\",\"5\",\"0\",\"1\"]]", 12345, 15, 10));
        // Then
        assertBrokenAndAskedFor(broken);
    }

    @Test
    void countsContractsOfABookInCoins() {
        // Given
        String linear = SNAPSHOT.replace("BTC-USDT", "BTC-USDT-SWAP");
        String inverse = SNAPSHOT.replace("BTC-USDT", "BTC-USD-SWAP");
        // When
        DepthProfile.Band coins = profile(run.push(linear)).bands().getLast();
        DepthProfile.Band dollars = profile(run.push(inverse)).bands().getLast();
        // Then: contracts of 0.01 BTC and of 100 USD
        assertThat(coins.bidNotional()).isEqualTo(0.02 * 100 + 0.03 * 99);
        assertThat(dollars.askNotional()).isEqualTo(4 * 100);
    }

    @Test
    void keepsABookOutOfAFrameThatBreaksOff() {
        // Given
        run.push(SNAPSHOT);
        // When
        run.push(update("[[\"100\",\"0\",\"0\",\"0\"]]", 15, 10).replace("\"prevSeqId\":10}]}", "\"prevSeqId\":10}]"));
        // Then: the same change comes whole
        assertThat(run.rejected()).hasSize(1);
        assertThat(profile(run.push(update("[[\"99\",\"0\",\"0\",\"0\"]]", 15, 10)))
                        .mid())
                .isEqualTo(100.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[\"-1\",\"1\",\"0\",\"1\"]]",
                "[[\"1\"]]",
                "[[\"1\",\"x\",\"0\",\"1\"]]",
                "[[1,1,\"0\",\"1\"]]",
                "{}"
            })
    void refusesLevelsThatCannotBeAndNoticesThatOneIsMissing(String bids) {
        // Given
        run.push(SNAPSHOT);
        // When
        run.push(update(bids, 15, 10));
        // Then
        assertThat(run.rejected()).hasSize(1);
        assertBrokenAndAskedFor(run.push(update("[]", 20, 15)));
    }

    @Test
    void readsTheRowsBeforeTheirArgumentToo() {
        // Given
        String turned = "{" + SNAPSHOT.substring(SNAPSHOT.indexOf("\"data\""), SNAPSHOT.length() - 1) + ","
                + SNAPSHOT.substring(1, SNAPSHOT.indexOf(",\"data\"")) + "}";
        // When // Then
        assertThat(profile(run.push(turned)).mid()).isEqualTo(100.5);
    }

    @Test
    void losesTheBooksOfALostSocketOnly() {
        // Given
        run.push("one", SNAPSHOT);
        run.push("other", SNAPSHOT.replace("BTC-USDT", "ETH-USDT"));
        // When
        run.close("one");
        // Then
        assertThat(run.push("one", update("[]", 15, 10))).isEmpty();
        assertThat(run.push("other", update("[]", 15, 10).replace("BTC-USDT", "ETH-USDT")))
                .hasSize(1);
    }

    @Test
    void leavesABookThatWasAskedForAlone() {
        // When
        List<MarketEvent> answered = run.answer(
                "https://www.okx.com/api/v5/market/books?instId=BTC-USDT",
                Decoding.messages("okx", "l2_snapshot::spot").getFirst());
        // Then
        assertThat(answered).isEmpty();
        assertThat(run.table()).containsExactly("REST books: 1 frames, 0 events, 0 unknown, 0 rejected");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void servesTheUndamagedBookOfARealStreamOrNone(long seed) throws IOException {
        // Given
        DamagedBook stream = new RealStream(realFrames());
        // When
        DamagedBook.Tally tally = stream.run(seed);
        // Then
        System.out.println("okx BTC-USDT, seed " + seed + ": " + tally);
        assertThat(tally.gaps()).isPositive();
        assertThat(tally.questions()).isGreaterThanOrEqualTo(tally.gaps());
        assertThat(tally.profiles()).isGreaterThan(30);
    }

    @Test
    void noticesOneDamagedLevelOfMay2022ByTheChecksum() throws IOException {
        // Given
        List<String> frames = realTexts("");
        String damaged = frames.get(10).replaceFirst("\"bids\":\\[\\[\"(\\d+)", "\"bids\":[[\"1$1");
        assertThat(damaged).isNotEqualTo(frames.get(10));
        // When
        frames.subList(0, 10).forEach(run::push);
        List<MarketEvent> broken = run.push(damaged);
        // Then
        assertThat(broken).hasSize(1).first().isInstanceOf(FeedGap.class);
        assertThat(run.requests()).hasSize(1);
    }

    /** One book of May 2022, numbered as books are since 2023, and with the dead checksum of 2026. */
    private static List<ObjectNode> realFrames() throws IOException {
        List<ObjectNode> frames = new ArrayList<>();
        for (String text : realTexts("BTC-USDT\"")) {
            ObjectNode frame = (ObjectNode) JSON.readTree(text);
            ObjectNode book = (ObjectNode) frame.get("data").get(0);
            int number = 7 * frames.size();
            book.put("checksum", 0).put("seqId", number).put("prevSeqId", number - 7);
            frames.add(frame);
        }
        return frames;
    }

    private static List<String> realTexts(String symbol) throws IOException {
        String start = "{\"arg\":{\"channel\":\"books\",\"instId\":\"" + symbol;
        List<String> texts = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(
                Files.newInputStream(Decoding.shared("okx", "cryptofeed-2022-05-13.ndjson.gz")))))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String text = JSON.readTree(line).path("data").asText();
                if (text.startsWith(start)) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private static final class RealStream extends DamagedBook {
        RealStream(List<ObjectNode> frames) {
            super(new OkxFeed(), SOCKET, 400, frames);
        }

        @Override
        protected ArrayNode bids(ObjectNode frame) {
            return (ArrayNode) frame.get("data").get(0).get("bids");
        }

        @Override
        protected ArrayNode asks(ObjectNode frame) {
            return (ArrayNode) frame.get("data").get(0).get("asks");
        }

        @Override
        protected void makeSnapshot(ObjectNode frame) {
            frame.put("action", "snapshot");
            ((ObjectNode) frame.get("data").get(0)).put("prevSeqId", -1);
        }
    }
}
