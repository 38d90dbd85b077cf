package io.basiswatch.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.basiswatch.gateway.testing.Client;
import io.basiswatch.gateway.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page of another origin in a real browser; where no Chromium is installed, {@link EdgeTest} has the same fields. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(BrowserTest.AnyPage.class)
class BrowserTest {
    private static final String PAGE = """
            <!doctype html><title>page</title><pre id="seen"></pre><script type="module">
            const gateway = "%s", key = "%s";
            const seen = [];
            const fields = ["X-Request-Id", "RateLimit", "RateLimit-Policy", "WWW-Authenticate"];
            async function ask(name, path, options) {
              try {
                const answer = await fetch(gateway + path, options);
                const readable = fields.filter((field) => answer.headers.get(field));
                seen.push(name + " " + answer.status + " [" + readable.join(" ") + "]");
              } catch (failure) {
                seen.push(name + " blocked");
              }
            }
            await ask("good", "/v1/nothing", { headers: { "X-API-Key": key } });
            await ask("bad", "/v1/assets", { headers: { "X-API-Key": "wrong" } });
            await ask("none", "/v1/assets", {});
            await ask("post", "/v1/assets", { method: "POST", body: "{}",
              headers: { "X-API-Key": key, "Content-Type": "application/json" } });
            await ask("put", "/v1/assets", { method: "PUT", headers: { "X-API-Key": key } });
            for (let i = 0; i < 8; i++) { await ask("more", "/v1/nothing", { headers: { "X-API-Key": key } }); }
            document.getElementById("seen").textContent = seen.join("\\n") + "\\nend";
            </script>
            """;

    /** The page's port is not known beforehand; a quota that it uses up. */
    public static final class AnyPage implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gateway.cors.origins", "*", "gateway.quotas.default.requests-per-minute", "8");
        }
    }

    @TestHTTPResource
    URL gateway;

    private static Optional<Path> chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String dom(String address) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("chromium");
        Path output = Files.createTempFile("chromium", ".html");
        Process browser = new ProcessBuilder(
                        chromium().orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=20000",
                        "--dump-dom",
                        address)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
        if (!browser.waitFor(60, TimeUnit.SECONDS)) {
            browser.destroyForcibly();
            throw new AssertionError("the browser did not end");
        }
        return Files.readString(output);
    }

    @Test
    void aPageCanReadEveryAnswerAlsoTheRefusals() throws IOException, InterruptedException {
        assumeTrue(chromium().isPresent(), "no Chromium is installed");
        // Given
        new Client(gateway).get("/docs");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = PAGE.formatted("http://localhost:" + gateway.getPort(), Servers.key())
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            // When
            String dom = dom("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            // Then
            System.out.println(dom);
            assertThat(dom)
                    .contains("good 404 [X-Request-Id RateLimit RateLimit-Policy]")
                    .contains("bad 401 [X-Request-Id]")
                    .contains("none 401 [X-Request-Id]")
                    .contains("post 405 [X-Request-Id RateLimit RateLimit-Policy]")
                    .contains("put blocked")
                    .contains("more 429 [X-Request-Id RateLimit RateLimit-Policy]")
                    .contains("end");
        } finally {
            server.stop(0);
        }
    }
}
