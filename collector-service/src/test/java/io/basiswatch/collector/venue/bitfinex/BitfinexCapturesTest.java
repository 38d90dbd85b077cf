package io.basiswatch.collector.venue.bitfinex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Quote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every real frame of Bitfinex that we have, through the decoder: how many, what became of them, and why. */
class BitfinexCapturesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REST = "https://api-pub.bitfinex.com";

    private final Decoding decoding = Decoding.of(new BitfinexFeed(), "wss://api-pub.bitfinex.com/ws/2");

    @Test
    void decodesEveryFrameOfTheCaptureAndKeepsItsBooksRight() {
        // Given: the sequence of the connection is proven by each of the 1,670 numbered messages
        Path capture = Decoding.shared("bitfinex", "cryptofeed-2021-04-17.ndjson.gz");
        // When
        decoding.capture(capture);
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.events(FeedGap.class)).isEmpty();
        assertThat(decoding.outcomes())
                .isEqualTo(Map.of(Outcome.EVENTS, 531, Outcome.UNUSED, 1099, Outcome.CONTROL, 65));
        assertThat(decoding.kinds())
                .isEqualTo(Map.of("DepthProfile", 102L, "InstrumentListed", 291L, "Quote", 469L, "Trade", 180L));
        assertThat(new BitfinexFeed().offers())
                .extracting(offer -> offer.event().getSimpleName())
                .containsAll(decoding.kinds().keySet());
        assertThat(decoding.events(Quote.class)).noneMatch(Quote::isCrossed);
        assertThat(decoding.events(DepthProfile.class).stream()
                        .map(DepthProfile::instrument)
                        .distinct())
                .hasSize(6);
    }

    @Test
    void decodesTheFramesThatDescribeTheirChannelInPlaceOfItsNumber() {
        // When
        Decoding.messages("bitfinex").stream()
                .filter(text -> text.startsWith("[{"))
                .forEach(decoding::push);
        // Then: tu repeats te, a ticker repeats a book, single orders and candles are not followed, two deltas cross
        // old books
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 6, Outcome.UNUSED, 14));
        assertThat(decoding.kinds()).isEqualTo(Map.of("DepthProfile", 2L, "Quote", 2L, "Trade", 8L));
    }

    @Test
    void doesNotKnowWhichPairABookWithoutAddressIsOf() {
        // When
        Decoding.messages("bitfinex", "l2_snapshot::spot").forEach(text -> decoding.answer("", text));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void recognisesEveryDocumentedAnswer() throws IOException {
        // When
        for (JsonNode file : fixtures()) {
            String[] lines = file.get("text").asText().split("\n", 4);
            if (lines[0].equals("GET") || lines[0].equals("POST")) {
                decoding.answer(REST + lines[1], lines[3]);
            }
        }
        // Then
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 3, Outcome.UNUSED, 35));
    }

    @Test
    void recognisesEveryDocumentedMessage() throws IOException {
        // When
        List<String> refused = new ArrayList<>();
        for (JsonNode file : fixtures()) {
            for (String part : file.get("text").asText().split("\n(?=[<>=])|^(?=>)")) {
                if (part.startsWith("<") || part.startsWith("=")) {
                    try {
                        decoding.push(part.substring(1).strip());
                    } catch (FrameException e) {
                        refused.add(part);
                    }
                }
            }
        }
        // Then
        assertThat(refused).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 3, Outcome.CONTROL, 16, Outcome.UNUSED, 13));
    }

    private static List<JsonNode> fixtures() throws IOException {
        List<JsonNode> files = new ArrayList<>();
        for (String line : Decoding.resource("captures/bitfinex/jkorf-fixtures.ndjson")
                .lines()
                .toList()) {
            files.add(JSON.readTree(line));
        }
        return files;
    }
}
