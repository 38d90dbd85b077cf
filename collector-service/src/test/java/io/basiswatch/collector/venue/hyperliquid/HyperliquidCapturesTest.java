package io.basiswatch.collector.venue.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every real or documented frame of Hyperliquid that we have, through the decoder. */
class HyperliquidCapturesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Decoding decoding = Decoding.of(new HyperliquidFeed(), "wss://api.hyperliquid.xyz/ws");

    /** Test-only data: each line is a frame with its kind. */
    @Test
    void readsTheFramesOfTwentyTwentySix() {
        // Given
        List<String> frames = Decoding.liveFrames("hyperliquid");
        // When
        frames.forEach(decoding::push);
        // Then
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 4));
        assertThat(decoding.kinds())
                .isEqualTo(Map.of(
                        "DepthProfile",
                        1L,
                        "Trade",
                        1L,
                        "Quote",
                        2L,
                        "MarkPrice",
                        1L,
                        "IndexPrice",
                        1L,
                        "FundingRate",
                        1L,
                        "OpenInterest",
                        1L));
        assertThat(new HyperliquidFeed().offers())
                .extracting(offer -> offer.event().getSimpleName())
                .containsAll(decoding.kinds().keySet());
    }

    @Test
    void recognisesEveryDocumentedAnswer() throws IOException {
        // When
        for (JsonNode file : fixtures()) {
            String text = file.get("text").asText();
            if (text.startsWith("POST\n")) {
                decoding.answer("https://api.hyperliquid.xyz/info#", text.split("\n", 4)[3]);
            }
        }
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 5, Outcome.UNUSED, 5));
    }

    @Test
    void recognisesEveryDocumentedMessage() throws IOException {
        // When
        for (JsonNode file : fixtures()) {
            for (String part : file.get("text").asText().split("\n(?=[<>=])")) {
                if (part.startsWith("<") || part.startsWith("=")) {
                    decoding.push(part.substring(part.indexOf('{')).strip());
                }
            }
        }
        // Then: candles and mids are not followed
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 3, Outcome.CONTROL, 7, Outcome.UNUSED, 4));
    }

    private static List<JsonNode> fixtures() throws IOException {
        List<JsonNode> files = new ArrayList<>();
        for (String line : Decoding.resource("captures/hyperliquid/jkorf-fixtures.ndjson")
                .lines()
                .toList()) {
            files.add(JSON.readTree(line));
        }
        return files;
    }
}
