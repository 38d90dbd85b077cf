package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.StoredMinute;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.Series;
import io.basiswatch.model.Unit;
import io.basiswatch.model.wire.ValueJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasisRollTest {
    private static final String VENUE = "binance-coinm";
    private static final String INDEX = "binance-coinm:BTC-USD-INDEX";
    private static final String MARCH = "binance-coinm:BTC-USD-20260327T0800Z";
    private static final String JUNE = "binance-coinm:BTC-USD-20260626T0800Z";
    private static final String SEPTEMBER = "binance-coinm:BTC-USD-20260925T0800Z";
    private static final String FRONT = "BTC:futures_basis:binance-coinm.front_eligible";
    private static final String ROLL = "BTC:basis_roll:binance-coinm.front_eligible";
    /** Two minutes before March has seven days left. */
    private static final long BEFORE = Market.micros("2026-03-20T07:58:00Z");

    /** Every five seconds an index of 100 and these contracts, 1 % and 3 % and so on above it. */
    private static Market quoted(Market market, int from, int to, String... contracts) {
        for (int second = from; second < to; second += 5) {
            market.index(second + 0.5, INDEX, 100);
            for (int i = 0; i < contracts.length; i++) {
                market.quote(second + 0.5, contracts[i], 101 + 2 * i + second / 1e4);
            }
        }
        return market.until(to);
    }

    private static String row(String contract) {
        return "BTC:futures_basis:" + contract.replace(':', '.');
    }

    private static List<IndicatorValue> of(Market market, String series) {
        return market.values().stream()
                .filter(value -> value.series().equals(Series.parse(series)))
                .toList();
    }

    @Test
    void theFrontContractRollsByEligibilityAndSaysFromWhereAndWhen() {
        // Given two contracts around the instant at which the nearer has seven days left
        Market market = quoted(new Market(BEFORE), 0, 240, MARCH, JUNE);

        // When the policy moves to the next one
        IndicatorValue last = market.second(FRONT, 120).orElseThrow();
        IndicatorValue first = market.second(FRONT, 121).orElseThrow();

        // Then its values tell, from the first one on
        assertThat(last.attributes()).containsEntry("contract", MARCH).doesNotContainKey("rolled_from");
        assertThat(first.attributes())
                .containsEntry("contract", JUNE)
                .containsEntry("rolled_from", MARCH)
                .containsEntry("rolled_at", "2026-03-20T08:00:00Z")
                .containsEntry(
                        "rolled_from_ann",
                        market.minute(row(MARCH), 60).getFirst().value().orElseThrow())
                .containsEntry(
                        "rolled_to_ann",
                        market.minute(row(JUNE), 60).getFirst().value().orElseThrow());
        assertThat(market.second(row(JUNE), 121).orElseThrow().attributes()).doesNotContainKey("rolled_from");
        assertThat(market.second("BTC:futures_basis:binance-coinm.closest_90d", 121)
                        .orElseThrow()
                        .attributes())
                .doesNotContainKey("rolled_from");
    }

    @Test
    void aRollIsPublishedOnceWithItsJump() {
        // Given the same contracts
        Market market = quoted(new Market(BEFORE), 0, 240, MARCH, JUNE);

        // When all minutes around the roll are looked at
        List<IndicatorValue> rolls = of(market, ROLL);

        // Then there is one, in the first minute of the new contract, and nothing is missed after it
        assertThat(rolls).hasSize(1);
        IndicatorValue roll = rolls.getFirst();
        assertThat(roll.time()).isEqualTo(market.at(120));
        double from = market.minute(row(MARCH), 60).getFirst().value().orElseThrow();
        double to = market.minute(row(JUNE), 60).getFirst().value().orElseThrow();
        assertThat(roll.value().orElseThrow()).isEqualTo(to - from);
        assertThat(roll.attributes())
                .containsEntry("rolled_from", MARCH)
                .containsEntry("rolled_to", JUNE)
                .containsEntry("rolled_at", "2026-03-20T08:00:00Z");
        assertThat(market.values().stream()
                        .filter(value -> value.series().indicator().equals("basis_roll")))
                .hasSize(1);
    }

    @Test
    void aContractThatIsMerelySilentMakesNoRoll() {
        // Given a front contract that is lost for a minute, days before it would roll
        Market market = new Market(Market.micros("2026-03-10T08:00:00Z"));
        quoted(market, 0, 120, MARCH, JUNE);
        market.gap(121, MARCH);
        quoted(market, 125, 180, "binance-coinm:BTC-USD-20260925T0800Z", JUNE);

        // When another one stands in for it
        IndicatorValue value = market.second(FRONT, 170).orElseThrow();

        // Then it has not rolled
        assertThat(value.attributes()).containsEntry("contract", JUNE).doesNotContainKey("rolled_from");
        assertThat(of(market, ROLL)).isEmpty();
    }

    @Test
    void theQuartersRollAtTheInstantOfDelivery() {
        // Given three quarterlies two minutes before the delivery of the first, whose settlement is being averaged
        long open = Market.micros("2026-03-27T07:58:00Z");
        long averaged = Market.micros("2026-03-27T07:29:00Z");
        Market market = new Market(open).resume(open, List.of(minute(row(MARCH), averaged, 4)));
        quoted(market, 0, 240, MARCH, JUNE, SEPTEMBER);

        // When it is delivered
        IndicatorValue current = market.second("BTC:futures_basis:binance-coinm.current_quarter", 120)
                .orElseThrow();
        IndicatorValue next = market.second("BTC:futures_basis:binance-coinm.next_quarter", 120)
                .orElseThrow();

        // Then both quarters have moved on, the first from the basis at which its contract was frozen
        assertThat(current.attributes())
                .containsEntry("contract", JUNE)
                .containsEntry("rolled_from", MARCH)
                .containsEntry("rolled_at", "2026-03-27T08:00:00Z")
                .containsEntry("rolled_from_ann", 4.0);
        assertThat(next.attributes()).containsEntry("contract", SEPTEMBER).containsEntry("rolled_from", JUNE);
        assertThat(of(market, "BTC:basis_roll:binance-coinm.current_quarter")).hasSize(1);
        assertThat(of(market, "BTC:basis_roll:binance-coinm.next_quarter")).hasSize(1);
        assertThat(of(market, ROLL)).isEmpty();
    }

    @Test
    void theContractNearestToNinetyDaysRollsHalfWayBetweenTwo() {
        // Given June with 44.5 days left and September with 135.5
        Market market = quoted(new Market(Market.micros("2026-05-12T19:58:00Z")), 0, 180, JUNE, SEPTEMBER);

        // When both are equally far from ninety days
        String series = "BTC:futures_basis:" + VENUE + ".closest_90d";

        // Then the policy moves to the second
        assertThat(market.second(series, 119).orElseThrow().attributes()).containsEntry("contract", JUNE);
        assertThat(market.second(series, 121).orElseThrow().attributes())
                .containsEntry("contract", SEPTEMBER)
                .containsEntry("rolled_from", JUNE)
                .containsEntry("rolled_at", "2026-05-12T20:00:00Z");
    }

    private static StoredMinute minute(String series, long time, double value) {
        return new StoredMinute(Series.parse(series), time, value, Unit.PERCENT_PER_YEAR);
    }

    @Test
    void aRollIsToldForADayAndNotPublishedAgainAfterARestart() {
        // Given what was stored of a roll, and an engine that goes on a minute before it is a day old
        long rolled = Market.micros("2026-03-20T08:00:00Z");
        long open = Market.micros("2026-03-21T07:59:00Z");
        List<StoredMinute> stored = new ArrayList<>(
                List.of(minute(row(MARCH), rolled - 60_000_000, 3), minute(row(JUNE), rolled - 60_000_000, 5)));

        // When it is not known that the roll was published, and when it is
        Market unpublished = quoted(new Market(open).resume(open, List.copyOf(stored)), 0, 120, JUNE, SEPTEMBER);
        stored.add(minute(ROLL, rolled, 2));
        Market published = quoted(new Market(open).resume(open, stored), 0, 120, JUNE, SEPTEMBER);

        // Then it is told until the day is over, and published by the first one only
        assertThat(published.second(FRONT, 59).orElseThrow().attributes())
                .containsEntry("rolled_from", MARCH)
                .containsEntry("rolled_from_ann", 3.0)
                .containsEntry("rolled_to_ann", 5.0);
        assertThat(published.second(FRONT, 60).orElseThrow().attributes()).doesNotContainKey("rolled_from");
        assertThat(of(published, ROLL)).isEmpty();
        assertThat(of(unpublished, ROLL))
                .singleElement()
                .satisfies(roll -> assertThat(roll.value().orElseThrow()).isEqualTo(2.0, within(0.0)));
    }

    @Test
    void aRestartWithinARollChangesNothing() {
        // Given everything that a roll gives without a restart
        Market whole = quoted(new Market(BEFORE), 0, 420, MARCH, JUNE);
        for (int minute : new int[] {120, 180, 240}) {
            long open = whole.at(minute);
            List<StoredMinute> stored = whole.values().stream()
                    .filter(value -> value.resolution() == Resolution.MINUTE && value.time() < open)
                    .filter(value -> value.value().isPresent())
                    .map(value -> new StoredMinute(
                            value.series(), value.time(), value.value().getAsDouble(), value.unit()))
                    .toList();

            // When another engine goes on at one of the minutes around it
            Market next = new Market(BEFORE).resume(open, stored);
            for (MarketEvent event : whole.events()) {
                if (event.receivedTime() >= open - 120_000_000) {
                    next.take(event);
                }
            }

            // Then it gives the rest of it
            assertThat(json(next, open)).as("from minute %d", minute).isEqualTo(json(whole, open));
        }
    }

    private static List<String> json(Market market, long open) {
        return market.values().stream()
                .filter(value -> value.closeTime() > open)
                .filter(value -> value.series().indicator().startsWith("basis_")
                        || value.series().indicator().equals("futures_basis"))
                .map(ValueJson::write)
                .toList();
    }
}
