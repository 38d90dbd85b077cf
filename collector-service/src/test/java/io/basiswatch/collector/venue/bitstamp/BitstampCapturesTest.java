package io.basiswatch.collector.venue.bitstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.TakerSides;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Quote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every real frame of Bitstamp that we have, through the decoder: how many, what became of them, and why. */
class BitstampCapturesTest {
    private final Decoding decoding = Decoding.of(new BitstampFeed(), "wss://ws.bitstamp.net");

    @Test
    void decodesEveryFrameOfTheCaptureAndKeepsItsBooksRight() {
        // Given
        Path capture = Decoding.shared("bitstamp", "cryptofeed-2022-01-05.ndjson.gz");
        // When
        decoding.capture(capture);
        // Then
        assertThat(decoding.rejected()).isEmpty();
        assertThat(decoding.unknown()).isEmpty();
        assertThat(decoding.outcomes())
                .isEqualTo(Map.of(Outcome.EVENTS, 352, Outcome.UNUSED, 386, Outcome.CONTROL, 20));
        assertThat(decoding.kinds())
                .isEqualTo(Map.of("DepthProfile", 187L, "InstrumentListed", 140L, "Quote", 261L, "Trade", 10L));
        assertThat(decoding.events(DepthProfile.class).stream()
                        .map(DepthProfile::instrument)
                        .distinct())
                .hasSize(9);
        assertThat(decoding.events(DepthProfile.class))
                .allMatch(profile -> profile.bands().size() == 4);
        assertThat(new BitstampFeed().offers())
                .extracting(offer -> offer.event().getSimpleName())
                .containsAll(decoding.kinds().keySet());
        assertThat(decoding.events(Quote.class)).noneMatch(Quote::isCrossed);
        assertThat(TakerSides.of(decoding.events())).hasToString("buys 1 at ask, 0 at bid; sells 5 at bid, 0 at ask");
    }

    @Test
    void recognisesEveryShippedFrame() {
        // When
        Decoding.messages("bitstamp").subList(0, 4).forEach(decoding::push);
        decoding.answer(
                "https://www.bitstamp.net/api/v2/order_book/btcusd/?group=1",
                Decoding.messages("bitstamp", "::l2_snapshot").getFirst());
        // Then: a single order is not used; a change without a book, and a book without a change, say nothing yet
        assertThat(decoding.outcomes()).isEqualTo(Map.of(Outcome.EVENTS, 2, Outcome.UNUSED, 3));
    }

    @Test
    void doesNotKnowWhichPairABookWithoutAddressIsOf() {
        // When
        decoding.answer("", Decoding.messages("bitstamp", "::l2_snapshot").getFirst());
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void leavesPastTradesAlone() throws IOException {
        // Given
        Path answer = Decoding.shared("bitstamp", "xchange-example-trades-data.json");
        // When
        decoding.answer("https://www.bitstamp.net/api/v2/transactions/btcusd/", Files.readString(answer));
        // Then
        assertThat(decoding.last()).isEqualTo(Outcome.UNUSED);
    }
}
