package io.basiswatch.gateway.live;

import static io.basiswatch.gateway.testing.Values.SPREAD;
import static io.basiswatch.gateway.testing.Values.live;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.basiswatch.gateway.testing.RedisWire;
import io.basiswatch.gateway.testing.Servers;
import io.basiswatch.gateway.testing.Values;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Clients come and go, politely or not, and leave nothing behind. {@code -Dbasiswatch.churn=100000} for many more.
 */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class StreamChurnTest {
    private static final int CYCLES = Integer.getInteger("basiswatch.churn", 2_000);
    private static final int WARM_UP = 500;
    private static final long HEAP_SLACK = 12 << 20;
    private static final int FILE_SLACK = 20;

    @TestHTTPResource
    URL gateway;

    @Inject
    MeterRegistry registry;

    /** Opens a stream, reads its beginning and leaves; every second one without a word. */
    private void comeAndGo(int cycle) {
        try (Socket socket = new Socket("localhost", gateway.getPort())) {
            String request = "GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + Servers.key() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] begun = new byte[256];
            InputStream in = socket.getInputStream();
            assertThat(new String(begun, 0, in.readNBytes(begun, 0, begun.length), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ");
            if (cycle % 2 == 0) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cycles(int count) {
        IntStream.range(0, count).parallel().forEach(this::comeAndGo);
        await(() -> registry.get("basiswatch.streams.open").gauge().value() == 0);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void heapAndFilesReturnToWhereTheyWere() {
        // Given
        try (RedisWire redis = Servers.redis()) {
            Values values = new Values(redis);
            values.clear();
            values.publish(live(SPREAD, 1_723_161_600_000L, 0));
        }
        cycles(WARM_UP);
        long filesBefore = openFiles();
        long heapBefore = liveHeap();
        // When
        cycles(CYCLES);
        // Then
        await(() -> openFiles() <= filesBefore + FILE_SLACK);
        await(() -> liveHeap() <= heapBefore + HEAP_SLACK);
        System.out.printf(
                "%d cycles: files %d to %d, live heap %d to %d KiB%n",
                CYCLES, filesBefore, openFiles(), heapBefore >> 10, liveHeap() >> 10);
    }
}
