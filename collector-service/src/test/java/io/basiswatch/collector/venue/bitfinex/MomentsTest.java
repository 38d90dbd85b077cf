package io.basiswatch.collector.venue.bitfinex;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.model.Quote;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of a book that the venue tells level by level, with one and the same time. */
class MomentsTest {
    private static final long TIME = 1_700_000_000_000L;

    private final Decoding decoding = Decoding.of(new BitfinexFeed(), "wss://api-pub.bitfinex.com/ws/2");
    private long sequence;

    @BeforeEach
    void subscribe() {
        decoding.push("{\"event\":\"info\",\"version\":2,\"platform\":{\"status\":1}}");
        decoding.push("{\"event\":\"conf\",\"status\":\"OK\",\"flags\":98304}");
        decoding.push(
                "{\"event\":\"subscribed\",\"channel\":\"book\",\"chanId\":1,\"symbol\":\"tBTCUSD\",\"prec\":\"P0\","
                        + "\"freq\":\"F0\",\"len\":\"250\"}");
        data("[[100,1,1],[99,1,1],[101,1,-1],[102,1,-1]]", TIME);
    }

    private void data(String payload, long time) {
        decoding.push("[1," + payload + ',' + ++sequence + ',' + time + ']');
    }

    private List<Quote> quotes() {
        return decoding.events(Quote.class);
    }

    @Test
    void tellsNoBookThatWasOnlyBetweenTwoMessagesOfAMoment() {
        // When: bid and ask move together, and a heartbeat says that time has passed
        data("[100,0,1]", TIME + 5);
        data("[101,0,-1]", TIME + 5);
        data("[102,1,-3]", TIME + 5);
        int during = quotes().size();
        data("\"hb\"", TIME + 6);
        // Then
        assertThat(during).isEqualTo(1);
        assertThat(quotes()).hasSize(2);
        assertThat(quotes().getLast().bidPrice()).isEqualTo(99);
        assertThat(quotes().getLast().askPrice()).isEqualTo(102);
        assertThat(quotes().getLast().askQuantity()).isEqualTo(3);
        assertThat(quotes().getLast().eventTime()).isEqualTo((TIME + 5) * 1_000);
    }

    @Test
    void forgetsTheMomentThatALossInterrupts() {
        // Given
        data("[100,0,1]", TIME + 5);
        // When: a message is missing
        sequence++;
        data("[99,0,1]", TIME + 7);
        data("\"hb\"", TIME + 8);
        // Then
        assertThat(quotes()).hasSize(1);
    }
}
