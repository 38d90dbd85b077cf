package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.model.FeedGap;
import io.basiswatch.model.LongShortRatio;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Trade;
import io.basiswatch.model.Venue;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedSessionTest {
    private static final long SECOND = 1_000_000;
    private static final long START = 1_786_000_000 * SECOND;

    private final FeedSession session =
            new FeedSession(VenueFeeds.of(Venue.of("binance-spot")).orElseThrow(), asset -> true);
    private final List<MarketEvent> events = new ArrayList<>();

    private Outcome quote(String connection, String symbol, long time) {
        String text = "{\"stream\":\"x@bookTicker\",\"data\":{\"u\":1,\"s\":\"" + symbol
                + "\",\"b\":\"1.1\",\"B\":\"1\",\"a\":\"1.2\",\"A\":\"1\"}}";
        return session.frame(
                new Frame(
                        Frame.Source.WEBSOCKET,
                        connection,
                        "",
                        text.getBytes(StandardCharsets.UTF_8),
                        time,
                        Origin.REPLAY),
                events::add);
    }

    private List<FeedGap> gaps() {
        return events.stream()
                .filter(FeedGap.class::isInstance)
                .map(FeedGap.class::cast)
                .toList();
    }

    private void ratio(long time, FeedSession of) {
        String text = "[{\"symbol\":\"BTCUSDT\",\"longShortRatio\":\"1.5\",\"longAccount\":\"0.6\","
                + "\"shortAccount\":\"0.4\",\"timestamp\":1785999900000}]";
        String address = "https://y/futures/data/globalLongShortAccountRatio?symbol=BTCUSDT";
        of.frame(frame(Frame.Source.REST, address, text, time), events::add);
    }

    private void anything(long time, FeedSession of) {
        of.frame(frame(Frame.Source.WEBSOCKET, "", "{\"result\":null,\"id\":1}", time), events::add);
    }

    private static Frame frame(Frame.Source source, String address, String text, long time) {
        return new Frame(source, "a", address, text.getBytes(StandardCharsets.UTF_8), time, Origin.LIVE);
    }

    @Test
    void saysAgainEveryTwentySecondsWhatIsToldEveryFiveMinutesUntilItIsNotConfirmed() {
        // Given
        FeedSession futures =
                new FeedSession(VenueFeeds.of(Venue.of("binance-usdm")).orElseThrow(), asset -> true);
        ratio(START, futures);

        // When: a frame each second for 20 minutes
        for (long second = 1; second <= 1200; second++) {
            anything(START + second * SECOND, futures);
        }

        // Then
        assertThat(events).allSatisfy(event -> {
            assertThat(event).isInstanceOf(LongShortRatio.class);
            assertThat(event.eventTime()).isEqualTo(1_785_999_900_000_000L);
        });
        assertThat(events)
                .extracting(event -> (event.receivedTime() - START) / SECOND)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, 45).map(n -> n * 20).boxed().toList());
    }

    @Test
    void saysNothingAgainThatANewFigureHasReplacedOrOfAVenueThatIsSilent() {
        // Given
        FeedSession futures =
                new FeedSession(VenueFeeds.of(Venue.of("binance-usdm")).orElseThrow(), asset -> true);
        ratio(START, futures);
        ratio(START + 15 * SECOND, futures);

        // When: nothing comes for a minute after the second one
        anything(START + 30 * SECOND, futures);
        anything(START + 100 * SECOND, futures);

        // Then
        assertThat(events)
                .extracting(event -> (event.receivedTime() - START) / SECOND)
                .containsExactly(0L, 15L, 100L);
    }

    @Test
    void aLostConnectionLeavesAGapInEachStreamThatItHadCarried() {
        // Given
        quote("a", "BTCUSDT", START);
        quote("a", "BTCUSDT", START + 5);
        quote("a", "ETHUSDT", START + 6);
        quote("b", "SOLUSDT", START + 7);

        // When
        session.closed("a", START + 9, Origin.LIVE, "connection lost", events::add);

        // Then
        assertThat(gaps())
                .extracting(gap -> gap.instrument() + " " + gap.stream() + " " + (gap.from() - START))
                .containsExactly("binance-spot:BTC-USDT bookTicker 5", "binance-spot:ETH-USDT bookTicker 6");
        assertThat(gaps())
                .allMatch(gap -> gap.receivedTime() == START + 9 && gap.reason().equals("connection lost"));
    }

    @Test
    void aConnectionThatBroughtNothingLeavesNoGap() {
        // Given
        quote("a", "BTCUSDT", START);
        session.closed("a", START + 1, Origin.LIVE, "once", events::add);

        // When
        session.connected("a", false);
        session.closed("a", START + 2, Origin.LIVE, "again", events::add);

        // Then
        assertThat(gaps()).hasSize(1);
    }

    @Test
    void aStreamThatComesBackTellsHowLongItWasGone() {
        // Given
        quote("a", "BTCUSDT", START);
        session.closed("a", START + 2, Origin.LIVE, "connection lost", events::add);

        // When
        session.connected("a", false);
        quote("a", "BTCUSDT", START + 300 * SECOND);
        quote("a", "BTCUSDT", START + 301 * SECOND);

        // Then: nobody has seen what was between
        assertThat(gaps())
                .extracting(gap -> gap.reason() + " " + (gap.from() - START) + " " + (gap.receivedTime() - START))
                .containsExactly("connection lost 0 2", "connected again 0 300000000");
        assertThat(events.get(2)).isInstanceOf(FeedGap.class);
        assertThat(events.get(3)).isInstanceOf(Quote.class);
    }

    @Test
    void aStreamThatBroughtNothingBetweenTwoLossesHasAGapOfTheSecondToo() {
        // Given: quotes and a trade, and after a loss quotes alone
        quote("a", "BTCUSDT", START);
        trade(START + 1);
        session.closed("a", START + 2, Origin.LIVE, "connection lost", events::add);
        quote("a", "BTCUSDT", START + 5);
        events.clear();

        // When
        session.closed("a", START + 7, Origin.LIVE, "lost again", events::add);
        trade(START + 9);

        // Then
        assertThat(gaps())
                .filteredOn(gap -> gap.scope() == FeedGap.Scope.TRADES)
                .extracting(gap -> gap.reason() + " " + (gap.from() - START) + " " + (gap.receivedTime() - START))
                .containsExactly("lost again 5 7", "connected again 5 9");
    }

    private void trade(long time) {
        String text = "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1786000000000,\"s\":\"BTCUSDT\","
                + "\"t\":" + time % SECOND + ",\"p\":\"1.1\",\"q\":\"1\",\"T\":1786000000000,\"m\":true,\"M\":true}}";
        session.frame(frame(Frame.Source.WEBSOCKET, "", text, time), events::add);
    }

    @Test
    void aStreamThatBeginsOnlyAfterALostConnectionBeginsWithAGapToo() {
        // Given: quotes only, then the connection is lost
        session.connected("a", true);
        quote("a", "BTCUSDT", START);
        session.closed("a", START + 2, Origin.LIVE, "connection lost", events::add);
        session.connected("a", false);

        // When
        quote("a", "ETHUSDT", START + 9);

        // Then
        assertThat(gaps().getLast().reason()).isEqualTo("the collector started");
        assertThat(gaps().getLast().instrument()).hasToString("binance-spot:ETH-USDT");
    }

    @Test
    void aStablecoinIsQuotedAtOnceAfterAGap() {
        // Given
        quote("a", "USDCUSDT", START);
        session.closed("a", START + 1, Origin.LIVE, "connection lost", events::add);

        // When
        quote("a", "USDCUSDT", START + 2);

        // Then
        assertThat(events.getLast()).isInstanceOf(Quote.class);
        assertThat(events.getLast().receivedTime()).isEqualTo(START + 2);
    }

    @Test
    void aDecoderThatTripsRejectsTheFrameAndTheNextOneIsRead() {
        // Given
        VenueFeed spot = VenueFeeds.of(Venue.of("binance-spot")).orElseThrow();
        VenueFeed tripping = (VenueFeed) Proxy.newProxyInstance(
                VenueFeed.class.getClassLoader(), new Class<?>[] {VenueFeed.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("decoder")) {
                        return (Decoder) (frame, out) -> {
                            if (frame.payload().length == 0) {
                                throw new ArithmeticException("overflow");
                            }
                            return Outcome.CONTROL;
                        };
                    }
                    return method.invoke(spot, arguments);
                });
        FeedSession careful = new FeedSession(tripping, asset -> true);

        // When, Then
        assertThatThrownBy(() -> careful.frame(frame(0), events::add))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("overflow");
        assertThat(careful.frame(frame(1), events::add)).isEqualTo(Outcome.CONTROL);
    }

    private static Frame frame(int length) {
        return new Frame(Frame.Source.WEBSOCKET, "a", "", new byte[length], START, Origin.REPLAY);
    }

    @Test
    void theFirstDataSinceTheCollectorStartedComesAfterAGap() {
        // When
        session.connected("a", true);
        quote("a", "BTCUSDT", START);
        quote("a", "BTCUSDT", START + 1);

        // Then: one gap, just before the first quote
        assertThat(events.getFirst()).isInstanceOf(FeedGap.class);
        assertThat(gaps()).hasSize(1);
        assertThat(events).hasSize(3);
    }

    @Test
    void aCollectorThatWasKilledLeavesAGapWhenItIsBack() {
        // Given: no connection was closed
        session.connected("a", true);
        quote("a", "BTCUSDT", START);

        // When
        session.connected("a", true);
        quote("a", "BTCUSDT", START + 9);

        // Then
        assertThat(gaps()).extracting(gap -> gap.receivedTime() - START).containsExactly(0L, 9L);
    }

    @Test
    void aCaptureThatDoesNotSaySoHasNoGapAtItsStart() {
        // When
        session.connected("a", false);
        quote("a", "BTCUSDT", START);

        // Then
        assertThat(gaps()).isEmpty();
    }

    @Test
    void onlyTheFirstQuoteOfAStablecoinInASecondGoesOn() {
        // When
        quote("a", "USDCUSDT", START);
        quote("a", "USDCUSDT", START + SECOND - 1);
        quote("a", "BTCUSDT", START + SECOND - 1);
        quote("a", "USDCUSDT", START + SECOND);

        // Then
        assertThat(events)
                .extracting(event -> ((Quote) event).instrument() + " " + (event.receivedTime() - START))
                .containsExactly(
                        "binance-spot:USDC-USDT 0", "binance-spot:BTC-USDT 999999", "binance-spot:USDC-USDT 1000000");
    }

    private static String trade(long id, long second) {
        return "{\"id\":" + id + ",\"price\":\"1.1\",\"qty\":\"1\",\"time\":" + (START / 1_000 + second * 1_000)
                + ",\"isBuyerMaker\":true}";
    }

    @Test
    void afterATakeOverTheTradesSinceThenAreNewsInAReplayToo() {
        // Given: another one had told everything up to the tenth second
        session.turn(new CapturedLine.Resumed(START + 10 * SECOND, START + 20 * SECOND), Origin.REPLAY, events::add);
        session.connected("a", true);
        String live = "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"1.1\","
                + "\"q\":\"1\",\"T\":" + (START / 1_000 + 20_000) + ",\"m\":true}}";
        session.frame(frame(Frame.Source.WEBSOCKET, "", live, START + 20 * SECOND), events::add);

        // When: the venue tells its last ones
        String past = "[" + trade(4, 5) + "," + trade(5, 12) + "," + trade(6, 15) + "," + trade(7, 20) + "]";
        byte[] body = past.getBytes(StandardCharsets.UTF_8);
        String url = "https://rest/api/v3/trades?symbol=BTCUSDT&limit=1000";
        session.frame(
                new Frame(Frame.Source.REST, Frame.PAST, url, body, START + 21 * SECOND, Origin.BACKFILL), events::add);

        // Then
        assertThat(events)
                .filteredOn(Trade.class::isInstance)
                .extracting(event -> ((Trade) event).tradeId())
                .containsExactly("7", "5", "6");
    }
}
