package io.basiswatch.collector.venue.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.feed.Request;
import io.basiswatch.collector.venue.Decoding;
import io.basiswatch.collector.venue.Wire;
import io.basiswatch.model.FundingRate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeribitFundingTest {
    private static final long HOUR = 3_600;
    private static final String TICKER =
            Decoding.messages("deribit", "ticker::inverse_swap").getFirst();

    private final Wire wire = new Wire(new DeribitFeed(), "wss://streams.deribit.com/ws/api/v2");

    /** A ticker of the second {@code second} of the hour after the next full one. */
    private void tickerAt(long second) {
        long seconds = wire.now() / 1_000_000 + 1;
        long hour = (Decoding.NOW / 1_000_000 / HOUR + 1) * HOUR;
        wire.pass(hour + second - seconds);
        wire.push(TICKER);
    }

    private static String path(List<Request> requests) {
        return ((Request.Ask) requests.getLast()).path();
    }

    private String row(long hours) {
        long hour = (Decoding.NOW / 1_000_000 / HOUR + 1 + hours) * HOUR;
        return "{\"timestamp\":" + hour * 1_000 + ",\"index_price\":1,\"interest_8h\":0.0008,\"interest_1h\":0.0001}";
    }

    private void answer(String... rows) {
        wire.answer(
                "https://www.deribit.com" + path(wire.requests),
                "{\"jsonrpc\":\"2.0\",\"result\":[" + String.join(",", rows) + "]}");
    }

    @Test
    void asksForThePaidFundingOfADayOnceAnHourIsOver() {
        // When
        tickerAt(30);
        int early = wire.requests.size();
        tickerAt(61);
        tickerAt(62);
        // Then
        assertThat(early).isZero();
        assertThat(wire.requests).hasSize(1);
        assertThat(path(wire.requests))
                .matches("/api/v2/public/get_funding_rate_history\\?instrument_name=BTC-PERPETUAL"
                        + "&start_timestamp=\\d+&end_timestamp=\\d+");
    }

    @Test
    void asksNoMoreOnceTheHourHasBeenAnsweredAndGoesOnFromThereInTheNext() {
        // Given
        tickerAt(61);
        answer(row(-1), row(0));
        // When
        tickerAt(1_800);
        int answered = wire.requests.size();
        tickerAt(HOUR + 61);
        // Then
        assertThat(answered).isEqualTo(1);
        assertThat(wire.requests).hasSize(2);
        assertThat(path(wire.requests))
                .contains("start_timestamp=" + (Decoding.NOW / 1_000_000 / HOUR + 1) * HOUR * 1_000);
        assertThat(wire.events(FundingRate.class))
                .filteredOn(rate -> rate.kind() == FundingRate.Kind.SETTLED)
                .hasSize(2);
    }

    @Test
    void asksAgainAfterTenMinutesWhereTheHourIsNotInTheAnswer() {
        // Given
        tickerAt(61);
        answer(row(-1));
        // When
        tickerAt(600);
        int soon = wire.requests.size();
        tickerAt(700);
        // Then
        assertThat(soon).isEqualTo(1);
        assertThat(wire.requests).hasSize(2);
    }

    @Test
    void tellsAnHourOnceThatTwoAnswersRepeat() {
        // Given
        tickerAt(61);
        answer(row(-1), row(0));
        int before = wire.events(FundingRate.class).size();
        // When
        answer(row(-1), row(0));
        // Then
        assertThat(wire.events(FundingRate.class)).hasSize(before);
    }
}
