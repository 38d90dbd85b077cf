package io.basiswatch.benchmarks.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTest {
    private static final String SAID = """
            Running 5s test @ http://localhost:8080/hello
              1 threads and 32 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     1.46ms    2.11ms  40.20ms   93.21%
                Req/Sec    31.06k     4.39k   36.85k    82.00%
              Latency Distribution
                 50%  845.00us
                 75%    1.40ms
                 90%    2.99ms
                 99%   10.60ms
              154510 requests in 5.00s, 13.70MB read
            Requests/sec:  30890.12
            Transfer/sec:      2.74MB
            """;

    @Test
    void readsRateAndTimesInMicroseconds() throws IOException {
        assertThat(Wrk.parse(SAID)).isEqualTo(new Wrk.Load(30_890.12, 845, 10_600));
        assertThat(Wrk.parse(SAID.replace("10.60ms", "1.06s")).p99()).isEqualTo(1_060_000);
    }

    @Test
    void aRoundWithRefusalsOrBrokenConnectionsIsNone() {
        assertThatThrownBy(() -> Wrk.parse(SAID + "  Non-2xx or 3xx responses: 12\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("12");
        assertThatThrownBy(() -> Wrk.parse(SAID + "  Socket errors: connect 0, read 3, write 0, timeout 0\n"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Wrk.parse("nothing")).isInstanceOf(IOException.class);
    }
}
