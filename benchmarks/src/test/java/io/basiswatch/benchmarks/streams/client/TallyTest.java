package io.basiswatch.benchmarks.streams.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void aBroadcastIsDoneWhenTheLastClientHasTheEvent() {
        // Given
        Tally tally = new Tally(3);
        // When
        tally.delivered(7, 1_000);
        tally.delivered(7, 5_000);
        tally.delivered(8, 2_000);
        tally.delivered(7, 9_000);
        // Then
        assertThat(tally.broadcasts().count()).isEqualTo(1);
        assertThat(tally.broadcasts().greatestMillis()).isEqualTo(9);
        assertThat(tally.deliveries()).isEqualTo(4);
    }

    @Test
    void thePeakOfConnectsIsThatOfTheBusiestSecond() {
        // Given
        Tally tally = new Tally(3);
        // When
        tally.connected(1_000);
        tally.connected(1_999);
        tally.connected(2_000);
        // Then
        assertThat(tally.mostConnectsInOneSecond()).isEqualTo(2);
    }

    @Test
    void answersOtherThanOkAreCounted() {
        // Given
        Tally tally = new Tally(3);
        // When
        tally.count("status 200", 5);
        tally.count("status 503", 2);
        tally.count("status 429", 1);
        // Then
        assertThat(tally.answersOtherThanOk()).isEqualTo(3);
    }
}
