package io.basiswatch.collector.venue.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every real frame of Deribit that we have, through the decoder: how many, what became of them, and why. */
class DeribitCapturesTest {
    private static final String REST = "https://www.deribit.com/api/v2/public/";
    private static final Pattern OPTION = Pattern.compile("(BTC|ETH)-(\\d+[A-Z]{3}\\d+)-(\\d+)-([CP])");

    private final List<MarketEvent> events = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    /** Decodes a capture whose texts {@code change} alters, and counts its frames by stream and outcome. */
    private void decode(Path file, UnaryOperator<String> change) throws IOException {
        Decoder decoder = new DeribitFeed().decoder(asset -> true);
        try (CaptureReader lines = CaptureReader.open(file)) {
            while (lines.hasNext()) {
                if (lines.next() instanceof CapturedLine.Received(Frame frame)) {
                    String text = change.apply(new String(frame.payload(), StandardCharsets.UTF_8));
                    Outcome outcome = decoder.decode(
                            new Frame(
                                    frame.source(),
                                    frame.connection(),
                                    frame.address(),
                                    text.getBytes(StandardCharsets.UTF_8),
                                    frame.receivedTime(),
                                    frame.origin()),
                            events::add);
                    counts.merge(decoder.stream() + ' ' + outcome, 1, Integer::sum);
                }
            }
        }
    }

    @Test
    void recognisesEveryFrameOfTheCaptureOfOptionsAndUsesNoneOfThem() throws IOException {
        // Given
        Path file = Decoding.shared("deribit", "cryptofeed-2021-07-22.ndjson.gz");
        // When
        decode(file, text -> text);
        // Then
        assertThat(counts)
                .isEqualTo(Map.of(
                        "ack CONTROL", 1, "book UNUSED", 46, "ticker UNUSED", 89, "REST get_instruments EVENTS", 2));
        assertThat(events).hasSize(16).allMatch(InstrumentListed.class::isInstance);
    }

    @Test
    void listsContractsSinceTheirCreation() throws IOException {
        // Given
        Path file = Decoding.shared("deribit", "cryptofeed-2021-07-22.ndjson.gz");
        // When
        decode(file, text -> text);
        // Then
        assertThat(events)
                .map(event -> (InstrumentListed) event)
                .filteredOn(listed -> listed.symbol().equals("BTC-25MAR22"))
                .extracting(InstrumentListed::eventTime)
                .containsExactly(1_618_833_701_000_000L);
    }

    /** The model has no options; their books become right all the same under names that it has. */
    @Test
    void everyChangeOfTheCaptureNamesTheChangeIdBeforeIt() throws IOException {
        // Given
        Path file = Decoding.shared("deribit", "cryptofeed-2021-07-22.ndjson.gz");
        // When
        decode(
                file,
                text -> text.contains("\"channel\":\"book.")
                        ? OPTION.matcher(text).replaceAll("$1$2$3$4_USDC-PERPETUAL")
                        : text);
        // Then
        assertThat(counts).containsEntry("book EVENTS", 29).containsEntry("book UNUSED", 17);
        assertThat(events).noneMatch(FeedGap.class::isInstance);
        List<DepthProfile> profiles = events.stream()
                .filter(DepthProfile.class::isInstance)
                .map(DepthProfile.class::cast)
                .toList();
        assertThat(profiles).extracting(profile -> profile.instrument().base()).hasSize(29);
        assertThat(profiles.stream().map(DepthProfile::instrument).distinct()).hasSize(8);
        assertThat(profiles).allMatch(profile -> profile.spreadBps() > 0);
    }

    @Test
    void knowsEveryFrameOfTheFixtureButForFuturesThatNoMetadataNamed() {
        // Given
        Decoding decoding = Decoding.of(new DeribitFeed(), "wss://streams.deribit.com/ws/api/v2");
        // When
        Decoding.messages("deribit").forEach(decoding::push);
        // Then: channels of dated futures, 6, and answers about them, 2; options are known and not used
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).allMatch(text -> text.matches(".*(BTC|ETH)-\\d+[A-Z]{3}\\d\\d\".*"));
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 8, Outcome.UNUSED, 10, Outcome.UNKNOWN, 8));
    }

    @Test
    void doesNotKnowAResultWithoutItsEnvelope() {
        // Given
        Decoding decoding = Decoding.of(new DeribitFeed(), "");
        // When
        for (String name : List.of("xchange-example-ticker.json", "xchange-example-summary.json")) {
            decoding.answer(REST + "ticker", Decoding.resource("captures/deribit/" + name));
        }
        // Then
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.UNKNOWN, 2));
    }
}
