package io.basiswatch.collector.venue.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.Request;
import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.Quote;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Books of Hyperliquid, put together from pages that come in several resolutions. */
class HyperliquidBooksTest {
    /** Twenty levels of 1 within 20 dollars. */
    private static final String NATIVE = HyperliquidWire.levels(1, 1, 20, 1);

    /** Twenty levels of 10 dollars, of which the first two hold what the native ones do: they end at 0.25 %. */
    private static final String FOUR = HyperliquidWire.levels(10, 10, 20, 10);

    /** Twenty levels of 100 dollars: they end at 2.5 %. */
    private static final String THREE = HyperliquidWire.levels(100, 100, 20, 100);

    private final HyperliquidWire wire = new HyperliquidWire();

    private void subscribe() {
        wire.acknowledged("book", "subscribe", "null");
        wire.acknowledged("book-4", "subscribe", "4");
        wire.acknowledged("book-3", "subscribe", "3");
    }

    private DepthProfile profile() {
        return wire.events(DepthProfile.class).getLast();
    }

    private List<Double> bands() {
        return profile().bands().stream().map(DepthProfile.Band::percent).toList();
    }

    private double bid(int band) {
        return profile().bands().get(band).bidNotional();
    }

    private static double sum(int first, int step, int last, double size) {
        return IntStream.iterate(first, away -> away <= last, away -> away + step)
                .mapToDouble(away -> (80_000 - away) * size)
                .sum();
    }

    @Test
    void claimsNothingBeyondTheTwentyNativeLevelsBecauseTheyReachThreeHundredthsOfAPercent() {
        // When
        wire.book("book", NATIVE);
        // Then
        assertThat(profile().mid()).isEqualTo(80_000);
        assertThat(profile().bands()).isEmpty();
        assertThat(profile().slippage())
                .extracting(DepthProfile.Slippage::notional)
                .containsExactly(100_000.0, 1_000_000.0);
    }

    @Test
    void carriesTheBookOnByCoarserPagesAndCountsNothingTwice() {
        // Given
        subscribe();
        wire.book("book-3", THREE);
        wire.book("book-4", FOUR);
        // When
        wire.book("book", NATIVE);
        // Then: the native levels, from 30 dollars on levels of 10, from 300 dollars on levels of 100
        double fine = sum(1, 1, 20, 1);
        assertThat(bands()).containsExactly(0.1, 0.5, 1.0, 2.0);
        assertThat(profile().mid()).isEqualTo(80_000);
        assertThat(bid(0)).isEqualTo(fine + sum(30, 10, 80, 10));
        assertThat(bid(1)).isEqualTo(fine + sum(30, 10, 200, 10) + sum(300, 100, 400, 100));
        assertThat(bid(3)).isEqualTo(fine + sum(30, 10, 200, 10) + sum(300, 100, 1_600, 100));
        assertThat(profile().bands().getLast().askNotional()).isGreaterThan(bid(3));
    }

    @Test
    void keepsOfACoarseLevelOnlyWhatAFinerPageDoesNotHold() {
        // Given: native levels end within the first level of 100 dollars, which then holds 80 more
        subscribe();
        wire.book("book-3", THREE);
        // When
        wire.book("book", NATIVE);
        // Then
        assertThat(bands()).containsExactly(0.5, 1.0, 2.0);
        assertThat(bid(0)).isEqualTo(sum(1, 1, 20, 1) + (80_000 - 100) * 80.0 + sum(200, 100, 400, 100));
    }

    @Test
    void leavesOutABandThatLevelsOfItsOwnSizeCannotMeasure() {
        // Given: levels of 100 dollars say nothing about 80 dollars
        subscribe();
        wire.book("book-3", THREE);
        // When
        wire.book("book", NATIVE);
        // Then
        assertThat(bands()).doesNotContain(0.1);
    }

    @Test
    void tellsResolutionsApartByTheSocketBecauseMessagesDoNotSayTheirs() {
        // Given
        subscribe();
        wire.book("book", NATIVE);
        int told = wire.events.size();
        // When: a coarse page alone makes no book and no quote
        wire.book("book-3", THREE);
        // Then
        assertThat(wire.events).hasSize(told);
        assertThat(wire.events(Quote.class)).extracting(Quote::bidPrice).containsExactly(79_999.0);
    }

    @Test
    void usesNoPageOfASocketThatCarriesACoinInTwoResolutions() {
        // Given
        subscribe();
        wire.acknowledged("book", "subscribe", "3");
        // When
        wire.book("book", NATIVE);
        // Then
        assertThat(wire.last()).isEqualTo(Outcome.UNUSED);
        // When
        wire.acknowledged("book", "unsubscribe", "3");
        wire.book("book", NATIVE);
        // Then
        assertThat(wire.last()).isEqualTo(Outcome.EVENTS);
    }

    @Test
    void takesTheSocketsNameForItsResolutionUntilThatIsAcknowledged() {
        // When
        wire.book("book-3", THREE);
        int told = wire.events.size();
        wire.book("book", NATIVE);
        // Then
        assertThat(told).isZero();
        assertThat(bands()).containsExactly(0.5, 1.0, 2.0);
    }

    @Test
    void usesNoPageOfAResolutionThatItDoesNotFollow() {
        // Given
        wire.acknowledged("other", "subscribe", "2");
        // When
        wire.book("other", THREE);
        // Then
        assertThat(wire.last()).isEqualTo(Outcome.UNUSED);
    }

    @Test
    void putsNoOldPageBesideANewOne() {
        // Given
        subscribe();
        wire.book("book-3", THREE);
        // When
        wire.pass(6);
        wire.book("book", NATIVE);
        // Then
        assertThat(profile().bands()).isEmpty();
    }

    @Test
    void forgetsThePagesOfASocketThatIsGone() {
        // Given
        subscribe();
        wire.book("book-3", THREE);
        // When
        wire.close("book-3");
        wire.book("book", NATIVE);
        // Then
        assertThat(profile().bands()).isEmpty();
        assertThat(wire.requests).isEmpty();
    }

    @Test
    void connectsAnewWhereASubscriptionWasAcknowledgedAndStaysMute() {
        // Given
        wire.acknowledged("book", "subscribe", "null");
        wire.acknowledged("book-3", "subscribe", "3");
        // When
        for (int second = 0; second < 31; second++) {
            wire.pass(1);
            wire.book("book", NATIVE);
        }
        // Then
        assertThat(wire.requests).containsExactly(new Request.Renew("book-3", "no l2Book of BTC"));
    }

    @Test
    void startsTheBookAnewOnANewSocket() {
        // Given
        wire.book("book", NATIVE);
        // When
        wire.close("book");
        wire.pass(1);
        wire.book("book", HyperliquidWire.levels(1, 1, 3, 7));
        // Then
        assertThat(wire.events(DepthProfile.class)).hasSize(2);
        assertThat(wire.events(FeedGap.class)).isEmpty();
        assertThat(wire.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[{\"px\":\"1\",\"sz\":\"1\"},{\"px\":\"2\",\"sz\":\"1\"}],[]]",
                "[[],[{\"px\":\"2\",\"sz\":\"1\"},{\"px\":\"2\",\"sz\":\"1\"}]]",
                "[[{\"px\":\"1\"}],[]]",
                "[[{\"px\":\"1\",\"sz\":\"0\"}],[]]",
                "[[{\"px\":\"1\",\"px\":\"1\",\"sz\":\"1\"}],[]]",
                "[[]]",
                "[[],[],[]]"
            })
    void changesNothingByAPageThatCannotBe(String levels) {
        // Given
        wire.book("book", NATIVE);
        int told = wire.events.size();
        // When
        boolean read = wire.book("book", levels);
        // Then
        assertThat(read).isFalse();
        assertThat(wire.events).hasSize(told);
        assertThat(wire.stream()).isEqualTo("l2Book");
        // When: the next page is whole again
        wire.book("book", NATIVE);
        // Then
        assertThat(profile().mid()).isEqualTo(80_000);
    }

    @Test
    void countsThousandsInSingleCoins() {
        // When
        wire.frame(
                "book",
                "{\"channel\":\"l2Book\",\"data\":{\"coin\":\"kPEPE\",\"time\":1788658200000,\"levels\":[[{\"px\":\"0.012\","
                        + "\"sz\":\"500\",\"n\":1}],[{\"px\":\"0.014\",\"sz\":\"100\",\"n\":1}]]}}");
        // Then
        assertThat(profile().mid()).isCloseTo(0.000013, within(1e-15));
        Quote quote = wire.events(Quote.class).getLast();
        assertThat(quote.bidPrice()).isEqualTo(0.000012);
        assertThat(quote.bidQuantity()).isEqualTo(500_000);
    }
}
