package io.basiswatch.local.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.local.trial.AnswerLog.Answer;
import org.junit.jupiter.api.Test;

class AnswerLogTest {
    private final AnswerLog log = new AnswerLog();

    @Test
    void aValueIsFreshThatIsOfTheTimeAndNewerThatWasNotServedBefore() {
        // Given
        log.add(Answer.of(100, 90));
        log.add(Answer.of(200, 90));
        log.add(Answer.of(300, 150));
        log.add(Answer.of(400, 250));

        // Then
        assertThat(log.newerSince(200)).hasValue(300);
        assertThat(log.freshSince(200)).hasValue(400);
        assertThat(log.freshSince(251)).isEmpty();
    }

    @Test
    void theStandstillIsTheLongestTimeWithoutAnythingNewerUpToTheEnd() {
        // Given
        log.add(Answer.of(100, 90));
        log.add(Answer.of(200, 90));
        log.add(Answer.failed(300, "status 503"));
        log.add(Answer.of(450, 400));
        log.add(Answer.of(500, 490));

        // Then
        assertThat(log.standstill(100, 600)).isEqualTo(350);
        assertThat(log.standstill(100, 1_000)).isEqualTo(500);
        assertThat(log.standstill(450, 520)).isEqualTo(50);
    }

    @Test
    void failuresAreThoseOfThePartThatIsAskedFor() {
        // Given
        log.add(Answer.failed(100, "status 503"));
        log.add(Answer.failed(200, "no answer in 3 s"));

        // Then
        assertThat(log.failures(150, 250)).containsExactly("no answer in 3 s");
        assertThat(log.failures(201, 250)).isEmpty();
    }
}
