package io.basiswatch.collector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.FeedGap;
import io.basiswatch.model.MarketEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that are cut at every byte: on the wire, and as if a half one had come through all the same. */
class CutFramesTest {
    private static final long SECOND = 1_000_000;
    private static final int MOST_BYTES = 1_500;
    private static final int MOST_FRAMES = 30;

    static Stream<VenueFeed> venues() {
        return HostileFramesTest.venues();
    }

    /** What a server sends of a text: a frame that is not masked. */
    private static byte[] wire(String text) {
        EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
        server.writeOutbound(new TextWebSocketFrame(text));
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = server.readOutbound(); part != null; part = server.readOutbound()) {
            all.writeBytes(part);
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    /** The messages that a client makes of these bytes. */
    private static List<String> messages(byte[] bytes) {
        WebSocketDecoderConfig unmasked =
                WebSocketDecoderConfig.newBuilder().expectMaskedFrames(false).build();
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(unmasked));
        client.writeInbound(Unpooled.wrappedBuffer(bytes));
        List<String> messages = new ArrayList<>();
        for (WebSocketFrame frame = client.readInbound(); frame != null; frame = client.readInbound()) {
            messages.add(frame.content().toString(StandardCharsets.UTF_8));
        }
        return messages;
    }

    @Test
    void aSocketThatBreaksOffAtAnyByteOfAMessageTellsNothingOfItAndIsBackWithinFiveSeconds() {
        // Given
        int length = wire("T 300 " + VirtualWorld.START).length;

        for (int cut = 0; cut <= length; cut++) {
            StubVenue venue = new StubVenue(new StubFeed(true, true), cut).pass(30);
            long before = venue.tradeIds().size();
            String last = venue.published.getLast();

            // When: the socket brings so many bytes, and is gone
            byte[] bytes = wire("T 1000000" + last.substring(last.lastIndexOf(' ')));
            List<String> whole = messages(Arrays.copyOf(bytes, Math.min(cut, bytes.length)));
            whole.forEach(venue.socket()::send);
            venue.socket().end(Network.Cause.LOST, "no close frame");
            long lostAt = venue.world.wall();
            venue.pass(5);

            // Then
            assertThat(venue.tradeIds().contains(1_000_000))
                    .as("cut at %s", cut)
                    .isEqualTo(cut >= bytes.length);
            assertThat(venue.world.open()).hasSize(1);
            assertThat(venue.socket().since).isLessThan(lostAt - VirtualWorld.START + 5 * SECOND);
            venue.pass(30);
            assertThat(venue.lost()).isEmpty();
            assertThat(venue.tradeIds()).doesNotHaveDuplicates().hasSizeGreaterThan((int) before);
        }
    }

    @ParameterizedTest
    @MethodSource("venues")
    void noDecoderTellsAnythingOfAnyBeginningOfARealFrame(VenueFeed feed) throws IOException {
        // Given: a feed that knows its instruments
        List<MarketEvent> events = new ArrayList<>();
        Intake intake = new Intake(
                feed,
                asset -> true,
                new ReceiveClock(new VirtualWorld()),
                line -> {},
                events::add,
                rejected -> {},
                new FeedMetrics(new SimpleMeterRegistry(), feed.venue(), () -> 0));
        List<Frame> frames = HostileFramesTest.frames(feed);
        frames.stream().filter(frame -> frame.source() == Frame.Source.REST).forEach(frame -> take(intake, frame, -1));
        List<Frame> small = frames.stream()
                .filter(frame -> frame.source() == Frame.Source.WEBSOCKET)
                .filter(frame -> frame.payload().length <= MOST_BYTES)
                .limit(MOST_FRAMES)
                .toList();
        events.clear();

        // When
        for (Frame frame : small) {
            for (int cut = 0; cut < frame.payload().length; cut++) {
                if (!new String(frame.payload(), cut, frame.payload().length - cut, StandardCharsets.UTF_8).isBlank()) {
                    take(intake, frame, cut);
                }
            }
        }
        List<MarketEvent> ofHalves = List.copyOf(events);
        small.forEach(frame -> take(intake, frame, -1));

        // Then: what a book has lost by them is all that is told
        assertThat(ofHalves).allMatch(FeedGap.class::isInstance);
        assertThat(small).isNotEmpty();
    }

    private static void take(Intake intake, Frame frame, int cut) {
        byte[] payload = cut < 0 ? frame.payload() : Arrays.copyOf(frame.payload(), cut);
        intake.frame(frame.source(), frame.connection(), frame.address(), payload, event -> {});
    }
}
