package io.basiswatch.collector.venue.krakenfutures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.DecoderRun;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.InstrumentDelisted;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Quote;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The books of Kraken Futures, and what happens to them when something goes wrong. */
class KrakenFuturesBooksTest {
    private static final String LINEAR = "PF_XBTUSD";
    private static final String INVERSE = "PI_XBTUSD";
    private static final String SOCKET = "wss://futures.kraken.com/ws/v1";

    private final DecoderRun kraken = new DecoderRun(new KrakenFuturesFeed(), SOCKET);

    private static String snapshot(String product, long number) {
        return snapshot(product, number, level("99.0", "1.5") + "," + level("98.0", "2"), level("101.0", "2.5"));
    }

    private static String snapshot(String product, long number, String bids, String asks) {
        return "{\"feed\":\"book_snapshot\",\"product_id\":\"" + product + "\",\"timestamp\":1790359964969,\"seq\":"
                + number + ",\"tickSize\":null,\"bids\":[" + bids + "],\"asks\":[" + asks + "]}";
    }

    private static String level(String price, String quantity) {
        return "{\"price\":" + price + ",\"qty\":" + quantity + "}";
    }

    private static String change(String product, long number, String side, String price, String quantity) {
        return "{\"feed\":\"book\",\"product_id\":\"" + product + "\",\"side\":\"" + side + "\",\"seq\":" + number
                + ",\"price\":" + price + ",\"qty\":" + quantity + ",\"timestamp\":1790359997729}";
    }

    private static Request again(String product) {
        String rest = ",\"feed\":\"book\",\"product_ids\":[\"" + product + "\"]}";
        return new Request.Say("test", List.of("{\"event\":\"unsubscribe\"" + rest, "{\"event\":\"subscribe\"" + rest));
    }

    private static List<DepthProfile> profiles(List<MarketEvent> events) {
        return events.stream()
                .filter(DepthProfile.class::isInstance)
                .map(DepthProfile.class::cast)
                .toList();
    }

    @Test
    void profilesALinearBookInCoinsAndAnInverseOneInDollars() {
        // When
        DepthProfile linear = profiles(kraken.push(snapshot(LINEAR, 10))).getFirst();
        DepthProfile inverse = profiles(kraken.push(snapshot(INVERSE, 10))).getFirst();

        // Then
        assertThat(linear.bands().getLast().bidNotional()).isEqualTo(1.5 * 99 + 2 * 98);
        assertThat(inverse.bands().getLast().bidNotional()).isEqualTo(3.5);
        assertThat(inverse.bands().getLast().askNotional()).isEqualTo(2.5);
    }

    @Test
    void takesASnapshotWhoseBidsAscendAsTheyDoOverRest() {
        // When
        DepthProfile profile = profiles(kraken.push(snapshot(
                        LINEAR,
                        10,
                        level("97.0", "1") + "," + level("98.0", "1") + "," + level("99.0", "1"),
                        level("101.0", "1"))))
                .getFirst();

        // Then
        assertThat(profile.mid()).isEqualTo(100);
    }

    @Test
    void countsUpByOnePerProductAndNotPerConnection() {
        // When
        kraken.push(snapshot(LINEAR, 10));
        kraken.push(snapshot(INVERSE, 500));
        kraken.push(change(LINEAR, 11, "buy", "99.5", "1"));
        kraken.push(change(INVERSE, 501, "buy", "99.5", "1"));

        // Then
        assertThat(kraken.events(FeedGap.class)).isEmpty();
        assertThat(kraken.events(DepthProfile.class)).hasSize(4);
    }

    @Test
    void tellsAGapOfOneProductInItsDepthAndInTheQuotesAtItsTop() {
        // Given
        kraken.push(snapshot(LINEAR, 10));
        kraken.push(snapshot(INVERSE, 500));

        // When
        List<MarketEvent> gap = kraken.push(change(LINEAR, 12, "buy", "99.5", "1"));
        List<MarketEvent> other = kraken.push(change(INVERSE, 501, "buy", "99.5", "1"));

        // Then
        assertThat(gap)
                .extracting(event -> ((FeedGap) event).instrument().toString(), event -> ((FeedGap) event).scope())
                .containsExactly(
                        tuple("kraken-futures:BTC-USD-PERP:USD", FeedGap.Scope.DEPTH),
                        tuple("kraken-futures:BTC-USD-PERP:USD", FeedGap.Scope.QUOTES));
        assertThat(kraken.requests()).containsExactly(again(LINEAR));
        assertThat(profiles(other)).hasSize(1);
    }

    @Test
    void quotesAtOnceAfterAGapThoughTheTopIsTheSame() {
        // Given
        kraken.push(snapshot(LINEAR, 10));
        kraken.again("test", change(LINEAR, 12, "buy", "98.0", "1"));

        // When: within the same second
        List<MarketEvent> healed = kraken.again("test", snapshot(LINEAR, 20));

        // Then
        assertThat(healed).hasOnlyElementsOfType(Quote.class).hasSize(1);
    }

    @Test
    void tellsNothingOfABookUntilItsSnapshot() {
        // Given
        kraken.push(snapshot(LINEAR, 10));
        kraken.push(change(LINEAR, 12, "buy", "99.5", "1"));

        // When
        List<MarketEvent> before = kraken.push(change(LINEAR, 13, "sell", "100.5", "1"));
        List<MarketEvent> healed = kraken.push(snapshot(LINEAR, 13));

        // Then
        assertThat(before).isEmpty();
        assertThat(healed).hasExactlyElementsOfTypes(DepthProfile.class, Quote.class);
    }

    @Test
    void asksForASnapshotThatDoesNotComeByItself() {
        // When
        for (int number = 1; number <= 7; number++) {
            kraken.push(change(LINEAR, number, "buy", "99.5", "1"));
        }

        // Then
        assertThat(kraken.events()).isEmpty();
        assertThat(kraken.requests()).containsExactly(again(LINEAR));
    }

    @Test
    void startsAnewWhereTheSequenceDoes() {
        // Given
        kraken.push(snapshot(LINEAR, 10));

        // When
        kraken.push(change(LINEAR, 1, "buy", "99.5", "1"));
        List<MarketEvent> healed = kraken.push(snapshot(LINEAR, 2));

        // Then
        assertThat(kraken.events(FeedGap.class)).hasSize(2);
        assertThat(profiles(healed)).hasSize(1);
    }

    @Test
    void forgetsTheBookOfAContractThatIsSettledMidStream() {
        // Given
        String listed = "{\"result\":\"success\",\"instruments\":[{\"symbol\":\"FI_XBTUSD_261225\",\"type\":"
                + "\"futures_inverse\",\"lastTradingTime\":\"2026-12-25T16:00:00Z\",\"contractSize\":1,"
                + "\"tradeable\":true,\"isExpired\":false}]}";
        kraken.answer("instruments", listed);
        kraken.push(snapshot("FI_XBTUSD_261225", 10));

        // When
        kraken.answer("instruments", listed.replace("\"isExpired\":false", "\"isExpired\":true"));
        List<MarketEvent> late = kraken.push(change("FI_XBTUSD_261225", 11, "buy", "99.5", "1"));

        // Then
        assertThat(kraken.events(InstrumentDelisted.class)).hasSize(1);
        assertThat(late).isEmpty();
        assertThat(kraken.unknown()).isEmpty();
        assertThat(kraken.requests()).isEmpty();
    }

    @Test
    void takesNothingOverFromAClosedConnection() {
        // Given
        kraken.push(snapshot(LINEAR, 10));
        kraken.close("test");

        // When
        List<MarketEvent> early = kraken.push(change(LINEAR, 11, "buy", "99.5", "1"));

        // Then
        assertThat(early).isEmpty();
        assertThat(profiles(kraken.push(snapshot(LINEAR, 30)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"qty\":1|\"qty\":-1",
                "\"price\":99.5|\"price\":0",
                "\"side\":\"buy\"|\"side\":\"bid\"",
                "\"seq\":11|\"seq\":11.5",
                "\"seq\"|\"sequence\"",
                "}|"
            })
    void noticesAChangeThatCannotBeReadByTheNextOne(String damage) {
        // Given
        kraken.push(snapshot(LINEAR, 10));
        String[] parts = damage.split("\\|", 2);

        // When
        List<MarketEvent> none =
                kraken.push(change(LINEAR, 11, "buy", "99.5", "1").replace(parts[0], parts[1]));
        List<MarketEvent> next = kraken.push(change(LINEAR, 12, "sell", "100.5", "1"));

        // Then
        assertThat(none).isEmpty();
        assertThat(kraken.rejected()).hasSize(1);
        assertThat(next).hasSize(2).hasOnlyElementsOfType(FeedGap.class);
    }
}
