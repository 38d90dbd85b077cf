package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.local.Captures;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server over real sockets, as a service sees it. */
class ReplayVenuesTest {
    private static final Venue COIN_M = Venue.of("binance-coinm");

    @TempDir
    private Path folder;

    @Test
    void playsInALoopInWhichNothingRepeatsOrGoesBack() throws Exception {
        // Given: the first 1,500 lines of a capture, about thirteen seconds, a thousand times as fast
        CaptureFile capture = head(1_500);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        int port = freePort();
        try (ReplayVenues server = ReplayVenues.start(List.of(capture), 1_000, port, Clock.systemUTC());
                HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = connect(http, server.wsUrl(COIN_M) + "/stream?streams=ethusd_perp@trade", heard);
            // When: more frames than three passes hold
            long perPass = Captures.lines(Captures.shipped("binance-coinm")).stream()
                    .limit(1_500)
                    .filter(line -> line.contains("@trade"))
                    .count();
            List<String> frames = new ArrayList<>();
            while (frames.size() < 3 * perPass) {
                frames.add(next(heard));
            }
            socket.abort();
            // Then
            assertThat(frames).allMatch(frame -> frame.startsWith("{\"stream\":\"ethusd_perp@trade\""));
            assertThat(numbers(frames, "\"t\":(\\d+)")).isSorted().doesNotHaveDuplicates();
            assertThat(numbers(frames, "\"E\":(\\d+)")).isSorted();
            long now = System.currentTimeMillis();
            assertThat(numbers(frames, "\"E\":(\\d+)")).allMatch(time -> Math.abs(now - time) < 60_000);
        }
    }

    @Test
    void listsInstrumentsByRestAndKnowsNothingElse() throws Exception {
        // Given
        int port = freePort();
        try (ReplayVenues server = ReplayVenues.start(List.of(head(200)), 1, port, Clock.systemUTC());
                HttpClient http = HttpClient.newHttpClient()) {
            // When
            HttpResponse<String> listed = get(http, server.restUrl(COIN_M) + "/dapi/v1/exchangeInfo");
            // Then
            assertThat(listed.statusCode()).isEqualTo(200);
            assertThat(listed.body()).contains("\"symbol\":\"ETHUSD_PERP\"");
            assertThat(get(http, server.restUrl(COIN_M) + "/dapi/v1/nothing").statusCode())
                    .isEqualTo(404);
            assertThat(get(http, "http://localhost:" + port + "/okx/x").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void refusesAVenueThatItCannotSpeakAndACaptureWithoutFrames() throws Exception {
        // Given
        Path empty = Files.createFile(folder.resolve("empty"));
        // When
        List<CaptureFile> unspoken = List.of(new CaptureFile(Venue.of("bitfinex"), empty));
        List<CaptureFile> nothing = List.of(new CaptureFile(COIN_M, empty));
        // Then
        assertThatThrownBy(() -> ReplayVenues.start(unspoken, 1, 0, Clock.systemUTC()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("bitfinex cannot be played yet");
        assertThatThrownBy(() -> ReplayVenues.start(nothing, 1, 0, Clock.systemUTC()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no frame of binance-coinm");
    }

    private CaptureFile head(int lines) throws IOException {
        Path path = folder.resolve("head-" + lines);
        Files.write(
                path,
                Captures.lines(Captures.shipped("binance-coinm")).stream()
                        .limit(lines)
                        .toList());
        return new CaptureFile(COIN_M, path);
    }

    private static WebSocket connect(HttpClient http, String url, BlockingQueue<String> heard) throws Exception {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(url), new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        text.append(data);
                        if (last) {
                            heard.add(text.toString());
                            text.setLength(0);
                        }
                        socket.request(1);
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        String frame = heard.poll(20, TimeUnit.SECONDS);
        assertThat(frame).as("a frame within 20 s").isNotNull();
        return frame;
    }

    private static HttpResponse<String> get(HttpClient http, String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<Long> numbers(List<String> frames, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return frames.stream()
                .map(frame -> {
                    Matcher matcher = compiled.matcher(frame);
                    assertThat(matcher.find()).isTrue();
                    return Long.parseLong(matcher.group(1));
                })
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
