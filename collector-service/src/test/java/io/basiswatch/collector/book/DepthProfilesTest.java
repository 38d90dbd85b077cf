package io.basiswatch.collector.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.model.DepthProfile;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Venue;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DepthProfilesTest {
    private static final Instrument ETH = Instrument.spot(Venue.of("a-venue"), "ETH", "USDT");
    private static final Instrument ETH_IN_EUROS = Instrument.spot(Venue.of("a-venue"), "ETH", "EUR");

    private final BookAssembler assembler = new BookAssembler(SyncRule.CONSECUTIVE, Reach.window(3));

    @Test
    void tellsWhatTheFeedReachesAndLeavesOutTheRest() {
        // Given: mid 2000; bids known to 0.75 %, asks to 1.5 %
        assembler.accept(new BookUpdate()
                .snapshot(0, 1)
                .bid(1999, 30)
                .bid(1995, 40)
                .bid(1985, 10)
                .ask(2001, 20)
                .ask(2010, 40)
                .ask(2030, 400));

        // When
        DepthProfile profile =
                new DepthProfiles(ETH, assembler).after(at(1_500_000)).orElseThrow();

        // Then
        assertThat(profile.instrument()).isEqualTo(ETH);
        assertThat(profile.mid()).isEqualTo(2000);
        assertThat(profile.spreadBps()).isCloseTo(10, within(1e-9));
        assertThat(profile.bands())
                .containsExactly(
                        new DepthProfile.Band(0.1, 30 * 1999.0, 20 * 2001.0),
                        new DepthProfile.Band(0.5, 30 * 1999.0 + 40 * 1995.0, 20 * 2001.0 + 40 * 2010.0));
        assertThat(profile.notionalWithin(1)).isEmpty();
        assertThat(profile.slippage()).singleElement().satisfies(slippage -> {
            double buy = 100_000 / (20 + (100_000 - 40_020) / 2010.0);
            double sell = 100_000 / (30 + (100_000 - 59_970) / 1995.0);
            assertThat(slippage.notional()).isEqualTo(100_000);
            assertThat(slippage.buyBps()).isCloseTo((buy / 2000 - 1) * 10_000, within(1e-9));
            assertThat(slippage.sellBps()).isCloseTo((1 - sell / 2000) * 10_000, within(1e-9));
        });
    }

    @Test
    void comesOnceInEachSecondOfReceiveTimeInWhichAMessageCame() {
        // Given
        assembler.accept(new BookUpdate().snapshot(0, 1).bid(99, 1).ask(101, 1));
        DepthProfiles profiles = new DepthProfiles(ETH, assembler);

        // When
        Optional<DepthProfile> first = profiles.after(at(1_900_000));
        Optional<DepthProfile> sameSecond = profiles.after(at(1_999_999));
        Optional<DepthProfile> nextSecond = profiles.after(at(2_000_000));
        Optional<DepthProfile> later = profiles.after(at(7_000_001));

        // Then
        assertThat(first).isPresent();
        assertThat(sameSecond).isEmpty();
        assertThat(nextSecond).isPresent();
        assertThat(later).isPresent();
    }

    @Test
    void waitsWithinTheSecondUntilTheBookIsUncrossed() {
        // Given
        assembler.accept(new BookUpdate().snapshot(0, 1).bid(99, 1).ask(101, 1));
        assembler.accept(new BookUpdate().delta(1, 2, 2, 1).bid(101, 1));
        DepthProfiles profiles = new DepthProfiles(ETH, assembler);

        // When
        Optional<DepthProfile> crossed = profiles.after(at(1_000_000));
        assembler.accept(new BookUpdate().delta(2, 3, 3, 2).ask(101, 0).ask(102, 1));
        Optional<DepthProfile> uncrossed = profiles.after(at(1_000_001));

        // Then
        assertThat(crossed).isEmpty();
        assertThat(uncrossed).isPresent();
    }

    @Test
    void isAbsentWhileTheBookIsNotLive() {
        // Given
        DepthProfiles profiles = new DepthProfiles(ETH, assembler);
        assembler.accept(new BookUpdate().snapshot(0, 1).bid(99, 1).ask(101, 1));

        // When
        assembler.accept(new BookUpdate().delta(1, 3, 3, 2).bid(98, 1));

        // Then
        assertThat(profiles.after(at(1_000_000))).isEmpty();
    }

    @Test
    void tellsSlippageInDollarsOnly() {
        // Given
        assembler.accept(new BookUpdate().snapshot(0, 1).bid(99, 1e6).ask(101, 1e6));

        // When
        DepthProfile euros =
                new DepthProfiles(ETH_IN_EUROS, assembler).after(at(1)).orElseThrow();
        DepthProfile dollars = new DepthProfiles(ETH, assembler).after(at(1)).orElseThrow();

        // Then
        assertThat(euros.slippage()).isEmpty();
        assertThat(euros.bands()).hasSize(4);
        assertThat(dollars.slippage()).hasSize(2);
    }

    private static Stamp at(long receivedTime) {
        return new Stamp(receivedTime, receivedTime, Stamp.NO_SEQUENCE, Origin.REPLAY);
    }
}
