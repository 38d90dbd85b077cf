package io.basiswatch.collector.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.model.ExchangeReserve;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReservesTest {
    private static final long SECOND = 1_000_000;
    private static final long NOW = 1_763_800_000 * SECOND;
    private static final String HEAD = "time,asset,venue,reserve\n";

    private final List<ExchangeReserve> told = new ArrayList<>();
    private final Said source = new Said();
    private final Reserves reserves = new Reserves(source, Duration.ofMinutes(10), "BTC"::equals, this::take);

    private void take(MarketEvent event) {
        told.add((ExchangeReserve) event);
    }

    /** A source that answers at once what it was told to. */
    private static final class Said implements ReserveSource {
        private String text = "";
        private boolean fails;
        private int readings;

        @Override
        public Future<byte[]> read() {
            readings++;
            return fails
                    ? Future.failedFuture(new IOException("gone"))
                    : Future.succeededFuture(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String name() {
            return "said";
        }
    }

    private void seconds(long from, long to) {
        for (long second = from; second <= to; second++) {
            reserves.tick(NOW + second * SECOND);
        }
    }

    @Test
    void saysTheNewestFigureOfEachVenueEveryTwentySecondsInItsOwnTime() {
        // Given
        source.text = HEAD + "2025-11-20,BTC,okx,9\n2025-11-21,BTC,okx,10\n2025-11-21,BTC,binance,20\n"
                + "2025-11-21,ETH,okx,30\n2099-01-01,BTC,okx,40\n";

        // When
        seconds(0, 39);

        // Then: of an asset that nobody follows, and of the future, nothing
        assertThat(told)
                .extracting(one -> one.entity() + " " + one.amount() + " " + (one.receivedTime() - NOW) / SECOND)
                .containsExactly("okx 10.0 0", "binance 20.0 0", "okx 10.0 20", "binance 20.0 20");
        assertThat(told).allSatisfy(one -> {
            assertThat(one.asset()).isEqualTo("BTC");
            assertThat(one.eventTime()).isEqualTo(1_763_683_200 * SECOND);
            assertThat(one.stamp().origin()).isEqualTo(Origin.LIVE);
        });
    }

    @Test
    void readsAgainAfterTheTimeSetAndSaysAtOnceWhatIsNew() {
        // Given
        source.text = HEAD + "2025-11-21,BTC,okx,10\n2025-11-21,BTC,binance,20\n";
        seconds(0, 599);
        told.clear();

        // When
        source.text += "2025-11-22,BTC,okx,11\n";
        seconds(600, 601);

        // Then
        assertThat(source.readings).isEqualTo(2);
        assertThat(told).extracting(ExchangeReserve::amount).containsExactlyInAnyOrder(11.0, 20.0);
    }

    @Test
    void keepsWhatIsKnownWhereTheSourceFailsOrSaysNothing() {
        // Given
        source.text = HEAD + "2025-11-21,BTC,okx,10\n";
        seconds(0, 599);

        // When
        source.fails = true;
        seconds(600, 1199);
        source.fails = false;
        source.text = "<html>502</html>";
        told.clear();
        seconds(1200, 1239);

        // Then
        assertThat(source.readings).isEqualTo(3);
        assertThat(told).extracting(ExchangeReserve::amount).containsExactly(10.0, 10.0);
    }

    @Test
    void aBrokenRowLeavesTheOtherVenuesAlone() {
        // Given
        source.text = HEAD + "2025-11-21,BTC,okx,ten\n2025-11-21,BTC,binance,20\n";

        // When
        seconds(0, 0);

        // Then
        assertThat(told).extracting(ExchangeReserve::entity).containsExactly("binance");
    }

    @Test
    void readsAFileAndAnAddressAlike(@TempDir Path folder) throws Exception {
        // Given
        String text = HEAD + "2025-11-21,BTC,okx,10\n";
        Path file = Files.writeString(folder.resolve("reserves.csv"), text);
        Vertx vertx = Vertx.vertx();
        try {
            int port = vertx.createHttpServer()
                    .requestHandler(request -> request.response()
                            .setStatusCode(request.path().equals("/reserves") ? 200 : 404)
                            .end(text))
                    .listen(0)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .actualPort();
            String address = "http://localhost:" + port + "/reserves?token=secret";

            // When / Then
            assertThat(read(ReserveSource.of(vertx, file.toString()))).isEqualTo(text);
            assertThat(read(ReserveSource.of(vertx, address))).isEqualTo(text);
            assertThat(ReserveSource.of(vertx, address).name()).isEqualTo("http://localhost:" + port + "/reserves");
            assertThat(ReserveSource.of(vertx, "http://localhost:" + port + "/other")
                            .read()
                            .toCompletionStage())
                    .failsWithin(30, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withMessageContaining("answered 404");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private static String read(ReserveSource from) throws Exception {
        return new String(
                from.read().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS),
                StandardCharsets.UTF_8);
    }
}
