package io.basiswatch.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The tool slowhttptest against the gateway while a good client goes on: takes over a minute, hence only when asked for. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@EnabledIfSystemProperty(named = "basiswatch.slowhttptest", matches = "true")
class SlowClientsTest {
    private static final String CONNECTIONS = "1000";
    private static final String SECONDS = "20";

    @TestHTTPResource
    URL gateway;

    @Test
    void slowHeadersBodiesAndReadersDoNotKeepOthersFromBeingServed() throws IOException, InterruptedException {
        for (String mode : List.of("-H", "-B", "-X")) {
            // Given
            Path output = Files.createTempFile("slowhttptest", ".txt");
            String path = mode.equals("-X") ? "/openapi" : "/v1/assets";
            Process attack = new ProcessBuilder(
                            "slowhttptest",
                            mode,
                            "-c",
                            CONNECTIONS,
                            "-r",
                            "300",
                            "-i",
                            "2",
                            "-l",
                            SECONDS,
                            "-p",
                            "3",
                            "-w",
                            "10",
                            "-y",
                            "20",
                            "-n",
                            "5",
                            "-z",
                            "32",
                            "-u",
                            "http://127.0.0.1:" + gateway.getPort() + path)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            List<Long> latencies = new ArrayList<>();
            // When
            while (attack.isAlive()) {
                long started = System.nanoTime();
                assertThat(Client.admitted(gateway).get("/v1/assets").status()).isEqualTo(200);
                latencies.add((System.nanoTime() - started) / 1_000);
            }
            // Then
            Collections.sort(latencies);
            String log = Files.readString(output).replaceAll("\u001B\\[[0-9;]*[A-Za-z]", "");
            System.out.printf(
                    "slowhttptest %s: %,d good requests, p50 %,d us, p99 %,d us, max %,d us%n%s%n",
                    mode,
                    latencies.size(),
                    latencies.get(latencies.size() / 2),
                    latencies.get(latencies.size() * 99 / 100),
                    latencies.getLast(),
                    log.substring(Math.max(0, log.length() - 700)));
            assertThat(log).contains("service available:   YES");
        }
    }
}
