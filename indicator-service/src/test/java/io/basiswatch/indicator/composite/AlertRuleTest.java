package io.basiswatch.indicator.composite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.model.Constituents;
import io.basiswatch.model.Resolution;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertRuleTest {
    private static final long MINUTE = Resolution.MINUTE.micros();
    private static final long NEVER = Long.MIN_VALUE;

    private static AlertRule rule(AlertRule.Side side, double raisedAt, double clearedAt, int duration) {
        return new AlertRule("x", "X.", "x", "", Resolution.MINUTE, side, raisedAt, clearedAt, duration);
    }

    /** NaN for a minute without a value. */
    private static List<Constituents.Point> points(double... values) {
        List<Constituents.Point> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                points.add(new Constituents.Point(i * MINUTE, values[i], 1));
            }
        }
        return points;
    }

    @Test
    void isRaisedByAsManyInARowAsItSays() {
        // Given an alert that takes three minutes
        AlertRule rule = rule(AlertRule.Side.ABOVE, 10, 5, 3);

        // When values come
        // Then the third in a row raises it, and two with one between do not
        assertThat(rule.raisedSince(points(10, 11))).isEqualTo(NEVER);
        assertThat(rule.raisedSince(points(10, 11, 12))).isEqualTo(2 * MINUTE);
        assertThat(rule.raisedSince(points(10, 11, 9, 12))).isEqualTo(NEVER);
        assertThat(rule.raisedSince(points(10, 11, Double.NaN, 12, 13))).isEqualTo(NEVER);
    }

    @Test
    void standsBetweenItsThresholdsAndIsClearedBehindTheSecond() {
        AlertRule rule = rule(AlertRule.Side.ABOVE, 10, 5, 1);
        assertThat(rule.raisedSince(points(10, 7, 5))).isZero();
        assertThat(rule.raisedSince(points(10, 7, 4.9))).isEqualTo(NEVER);
        assertThat(rule.raisedSince(points(10, 4, 7))).as("not raised again").isEqualTo(NEVER);
        assertThat(rule.raisedSince(points(10, 4, 7, 10))).isEqualTo(3 * MINUTE);
    }

    @Test
    void looksTheOtherWayWhereItIsRaisedBelow() {
        AlertRule rule = rule(AlertRule.Side.BELOW, -10, -5, 2);
        assertThat(rule.raisedSince(points(-10, -10, -6))).isEqualTo(MINUTE);
        assertThat(rule.raisedSince(points(-10, -10, -4))).isEqualTo(NEVER);
        assertThat(rule.distance(-12)).isEqualTo(2);
        assertThat(rule.distance(-7)).isEqualTo(-3);
    }

    @Test
    void isATruthWhereItsThresholdsAreOne() {
        AlertRule rule = rule(AlertRule.Side.ABOVE, 1, 1, 1);
        assertThat(rule.raisedSince(points(0, 1))).isEqualTo(MINUTE);
        assertThat(rule.raisedSince(points(0, 1, 0))).isEqualTo(NEVER);
    }

    @Test
    void isRefusedWhereItMakesNoSense() {
        assertThatThrownBy(() -> rule(AlertRule.Side.ABOVE, 1, 2, 1)).hasMessageContaining("before it is raised");
        assertThatThrownBy(() -> rule(AlertRule.Side.BELOW, 1, 0, 1)).hasMessageContaining("before it is raised");
        assertThatThrownBy(() -> rule(AlertRule.Side.ABOVE, 1, 1, 0)).hasMessageContaining("lasts 0");
        assertThatThrownBy(() -> rule(AlertRule.Side.ABOVE, 1, 1, 60)).hasMessageContaining("lasts 60");
        assertThatThrownBy(() -> rule(AlertRule.Side.ABOVE, Double.NaN, 1, 1)).hasMessageContaining("thresholds");
    }

    @Test
    void isCalledByANameOfItsOwn() {
        assertThat(AlertRules.ALL).extracting(AlertRule::id).doesNotHaveDuplicates();
        assertThat(AlertRules.ALL).extracting(AlertRule::text).allMatch(text -> text.endsWith("."));
    }
}
