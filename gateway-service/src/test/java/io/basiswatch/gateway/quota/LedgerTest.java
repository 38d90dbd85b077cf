package io.basiswatch.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.gateway.quota.Charge.Account;
import io.basiswatch.gateway.testing.StructuredList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several gateways on one window, by a clock that the test sets. */
class LedgerTest {
    private static final long MILLI = 1_000_000;
    private static final int QUOTA = 6_000;

    private final AtomicLong nanos = new AtomicLong(77 * MILLI);
    private final AtomicInteger asked = new AtomicInteger();
    private final LocalWindows shared = new LocalWindows(nanos::get);
    private final Windows counted = (ask, then) -> {
        asked.incrementAndGet();
        shared.lease(ask, then);
    };

    private List<Ledgers> gateways(int count) {
        return Stream.generate(() -> new Ledgers(counted, nanos::get))
                .limit(count)
                .toList();
    }

    private static Charge charge(Ledgers gateway, int quota) {
        List<Account> accounts = List.of(new Account(Fields.REQUESTS, quota, gateway.of("key:a", quota)));
        return Charge.tryTo(accounts).orElseGet(() -> {
            List<Charge> charged = new ArrayList<>();
            Charge.to(accounts, charged::add);
            return charged.getFirst();
        });
    }

    /** Lets time pass, with what gateways do by themselves. */
    private void pass(long millis, List<Ledgers> gateways) {
        for (long left = millis; left > 0; left -= Window.SLOT_MILLIS) {
            nanos.addAndGet(Math.min(left, Window.SLOT_MILLIS) * MILLI);
            gateways.forEach(Ledgers::settle);
        }
    }

    @Test
    void aFloodOverThreeGatewaysGetsItsQuotaAndNoMore() {
        // Given
        List<Ledgers> gateways = gateways(3);
        Random random = new Random(5);
        Deque<Long> admitted = new ArrayDeque<>();
        int most = 0;
        long all = 0;
        // When: four times the quota, for five minutes
        for (int i = 0; i < 5 * 4 * QUOTA; i++) {
            nanos.addAndGet(60_000 * MILLI / (4 * QUOTA));
            if (charge(gateways.get(random.nextInt(3)), QUOTA).isAdmitted()) {
                admitted.add(nanos.get());
                all++;
            }
            while (admitted.peek() <= nanos.get() - 60_000 * MILLI) {
                admitted.poll();
            }
            most = Math.max(most, admitted.size());
        }
        // Then
        assertThat(most).isBetween((int) (QUOTA * 0.98), (int) (QUOTA * 1.02));
        assertThat(all).isBetween((long) (5 * QUOTA * 0.98), (long) (5 * QUOTA * 1.02));
    }

    @Test
    void aClientThatObeysTheFieldsIsNeverRefusedAtItsWholeQuota() {
        // Given: it wants all of its quota, for ten minutes, through three gateways in turn
        List<Ledgers> gateways = gateways(3);
        long end = nanos.get() + 600_000 * MILLI;
        int refused = 0;
        int admitted = 0;
        // When
        for (int i = 0; nanos.get() < end; i++) {
            Charge charge = charge(gateways.get(i % 3), QUOTA);
            admitted += charge.isAdmitted() ? 1 : 0;
            refused += charge.isAdmitted() ? 0 : 1;
            Map<String, Object> limit =
                    StructuredList.parse(Fields.limit(charge.parts())).get(Fields.REQUESTS);
            if ((long) limit.get("r") > 0) {
                nanos.addAndGet(60_000 * MILLI / QUOTA);
            } else {
                pass(1_000 * (long) limit.get("t"), gateways);
            }
        }
        // Then
        assertThat(refused).isZero();
        assertThat(admitted).isGreaterThan(10 * QUOTA * 98 / 100);
    }

    @Test
    void aClientThatSendsAllAtOnceAndWaitsAsToldIsNeverRefused() {
        // Given
        List<Ledgers> gateways = gateways(1);
        long end = nanos.get() + 600_000 * MILLI;
        int admitted = 0;
        // When
        while (nanos.get() < end) {
            Charge charge = charge(gateways.getFirst(), QUOTA);
            // Then
            assertThat(charge.isAdmitted()).isTrue();
            admitted++;
            nanos.addAndGet(10_000);
            Map<String, Object> limit =
                    StructuredList.parse(Fields.limit(charge.parts())).get(Fields.REQUESTS);
            assertThat((long) limit.get("r")).isBetween(0L, (long) QUOTA);
            if ((long) limit.get("r") == 0) {
                pass(1_000 * (long) limit.get("t"), gateways);
            }
        }
        assertThat(admitted).isGreaterThan(9 * QUOTA);
    }

    @Test
    void aBusyClientIsServedWithoutAskingForEachRequest() {
        // Given: far below its quota
        List<Ledgers> gateways = gateways(1);
        // When
        for (int i = 0; i < 100_000; i++) {
            nanos.addAndGet(MILLI / 10);
            assertThat(charge(gateways.getFirst(), 60_000_000).isAdmitted()).isTrue();
        }
        // Then
        assertThat(asked.get()).isLessThan(150);
    }

    @Test
    void whatWasLeasedAndNotUsedGoesBack() {
        // Given
        List<Ledgers> gateways = gateways(2);
        for (int i = 0; i < 1_000; i++) {
            nanos.addAndGet(MILLI);
            charge(gateways.get(0), QUOTA);
        }
        // When
        pass(1_000, gateways);
        // Then: the other gateway sees exactly what was used, its own included
        Charge seen = charge(gateways.get(1), QUOTA);
        assertThat(seen.parts().getFirst().taken().left()).isEqualTo(Window.capacity(QUOTA) - 1_001);
    }

    @Test
    void whatIsGivenBackCostsNothing() {
        List<Ledgers> gateways = gateways(1);
        for (int i = 0; i < 1_000; i++) {
            nanos.addAndGet(20 * MILLI);
            Charge charge = charge(gateways.getFirst(), 10);
            assertThat(charge.isAdmitted()).isTrue();
            charge.undo();
        }
    }

    @Test
    void nobodyIsChargedWhereOneHasNothingLeft() {
        // Given
        Ledgers gateway = gateways(1).getFirst();
        List<Account> accounts = List.of(
                new Account(Fields.REQUESTS, 100, gateway.of("key:a", 100)),
                new Account(Fields.OWNER, 3, gateway.of("owner:a", 3)));
        List<Charge> charges = new ArrayList<>();
        Consumer<Charge> keep = charges::add;
        // When
        for (int i = 0; i < 10; i++) {
            Charge.tryTo(accounts).ifPresentOrElse(keep, () -> Charge.to(accounts, keep));
        }
        // Then
        assertThat(charges.stream().filter(Charge::isAdmitted)).hasSize(3);
        assertThat(charges.getLast().refused())
                .singleElement()
                .satisfies(part -> assertThat(part.account().policy()).isEqualTo(Fields.OWNER));
        assertThat(charge(gateway, 100).parts().getFirst().taken().left()).isEqualTo(96);
    }

    @Test
    void whoIsUsedUpIsRefusedWithoutAskingAgain() {
        // Given
        Ledgers gateway = gateways(1).getFirst();
        for (int i = 0; i < 11; i++) {
            charge(gateway, 10);
        }
        int before = asked.get();
        // When
        for (int i = 0; i < 1_000; i++) {
            assertThat(charge(gateway, 10).isAdmitted()).isFalse();
        }
        // Then
        assertThat(asked.get()).isEqualTo(before);
    }

    @Test
    void whoIsGoneIsForgotten() {
        // Given
        List<Ledgers> gateways = gateways(1);
        charge(gateways.getFirst(), QUOTA);
        assertThat(gateways.getFirst().size()).isEqualTo(1);
        // When
        pass(70_000, gateways);
        // Then
        assertThat(gateways.getFirst().size()).isZero();
    }
}
