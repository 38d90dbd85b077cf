package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.local.fault.FaultScript;
import io.basiswatch.model.Venue;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Simulated venues over real sockets, as a service sees them. */
class SimulatedVenuesTest {
    private static final Venue SPOT = Venue.of("binance-spot");

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        http.close();
    }

    private static ReplayVenues simulate(String faults) {
        return ReplayVenues.simulate(new Simulation(5, 1, FaultScript.parse(faults)), List.of(), 0, Clock.systemUTC());
    }

    private WebSocket connect(String url) throws Exception {
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

                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                        heard.add("closed " + status);
                        return null;
                    }

                    @Override
                    public void onError(WebSocket socket, Throwable error) {
                        heard.add("broken");
                    }
                })
                .get(10, TimeUnit.SECONDS);
    }

    private String next() throws InterruptedException {
        String frame = heard.poll(20, TimeUnit.SECONDS);
        assertThat(frame).as("a frame within 20 s").isNotNull();
        return frame;
    }

    private HttpResponse<String> get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void everyAnswerSaysThatItIsSimulatedAndEveryQuestionIsCounted() throws Exception {
        try (ReplayVenues venues = simulate("")) {
            // When
            HttpResponse<String> listed = get(venues.restUrl(SPOT) + "/api/v3/exchangeInfo");
            HttpResponse<String> candles =
                    get(venues.restUrl(SPOT) + "/api/v3/klines?symbol=BTCUSDT&interval=1d&limit=1000");
            // Then
            assertThat(listed.body()).contains("\"symbol\":\"BTCUSDT\"");
            assertThat(listed.headers().firstValue(KitVenue.SIMULATED)).contains("true");
            assertThat(candles.body().split("\\],\\[")).hasSize(1_000);
            assertThat(get(venues.usageUrl()).body())
                    .contains("\"/api/v3/exchangeInfo\" : 1", "\"mostWeight\" : 22", "\"violated\" : 0");
        }
    }

    @Test
    void everyHandshakeSaysThatItIsSimulated() throws Exception {
        try (ReplayVenues venues = simulate("")) {
            URI address = URI.create(venues.wsUrl(SPOT) + "/ws/btcusdt@trade");
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                // When: as RFC 6455 has it
                socket.getOutputStream()
                        .write(("GET " + address.getPath() + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                                        + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                        + "Sec-WebSocket-Version: 13\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                List<String> head = new ArrayList<>();
                for (String line = answer.readLine(); !line.isEmpty(); line = answer.readLine()) {
                    head.add(line.toLowerCase(Locale.ROOT));
                }
                // Then
                assertThat(head).contains("basiswatch-simulated: true");
                assertThat(head.getFirst()).contains("101");
            }
        }
    }

    @Test
    void streamsFlowInRealTime() throws Exception {
        try (ReplayVenues venues = simulate("")) {
            // When
            WebSocket socket = connect(venues.wsUrl(SPOT) + "/stream?streams=btcusdt@trade/btcusdt@depth@100ms");
            // Then
            for (int i = 0; i < 20; i++) {
                assertThat(next()).startsWith("{\"stream\":\"btcusdt@");
            }
            socket.abort();
        }
    }

    @Test
    void aRefusedHandshakeSaysWhenToComeBack() {
        try (ReplayVenues venues = simulate("at 0 s for 60 s binance-spot limit * 7")) {
            // Then
            assertThatThrownBy(() -> connect(venues.wsUrl(SPOT) + "/ws/btcusdt@trade"))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> {
                        assertThat(refused.getResponse().statusCode()).isEqualTo(429);
                        assertThat(refused.getResponse().headers().firstValue("Retry-After"))
                                .contains("7");
                    });
        }
    }

    @Test
    void aFrameThatIsCutInTheMiddleNeverComesAndTheSocketIsGone() throws Exception {
        try (ReplayVenues venues = simulate("at 0 s for 60 s binance-spot cut btcusdt@depth 40")) {
            // When
            connect(venues.wsUrl(SPOT) + "/stream?streams=btcusdt@depth@100ms");
            // Then
            assertThat(next()).isIn("broken", "closed 1006");
            assertThat(heard).isEmpty();
        }
    }
}
