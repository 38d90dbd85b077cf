package io.basiswatch.indicator.basis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basiswatch.indicator.basis.CarryCurve.Point;
import io.basiswatch.indicator.basis.CarryCurve.Shape;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarryCurveTest {
    private static final CarryCurve GOLDEN = new CarryCurve(List.of(new Point(10, 2), new Point(100, 8)));

    @ParameterizedTest
    @CsvSource({
        "30, 6.444444444444444, 3.333333333333333",
        "60, 7.555555555555555, 5.333333333333334",
        "90, 7.925925925925926, 7.333333333333333"
    })
    void bothMethodsGiveTheNumbersOfTheGoldenVectors(double days, double forwardYield, double linearApr) {
        // Given 2 % at 10 days and 8 % at 100
        // When the curve is read between them
        // Then each method has its own number
        assertThat(GOLDEN.at(Interpolation.FORWARD_YIELD, days)).hasValueCloseTo(forwardYield, within(1e-14));
        assertThat(GOLDEN.at(Interpolation.LINEAR_APR, days)).hasValueCloseTo(linearApr, within(1e-14));
    }

    @Test
    void theForwardYieldBetweenThemIsThatOfTheGoldenVectors() {
        assertThat(Interpolation.forward(2, 10, 8, 100)).isEqualTo(8.666666666666666, within(1e-14));
    }

    @Test
    void atItsEndsTheCurveIsItsContractsAndBeyondThemNothing() {
        assertThat(GOLDEN.at(Interpolation.FORWARD_YIELD, 10)).hasValue(2);
        assertThat(GOLDEN.at(Interpolation.LINEAR_APR, 100)).hasValue(8);
        assertThat(GOLDEN.at(Interpolation.FORWARD_YIELD, Math.nextDown(10.0))).isEmpty();
        assertThat(GOLDEN.at(Interpolation.FORWARD_YIELD, Math.nextUp(100.0))).isEmpty();
        assertThat(new CarryCurve(List.of()).at(Interpolation.FORWARD_YIELD, 30))
                .isEqualTo(OptionalDouble.empty());
    }

    @Test
    void ofManyContractsTheTwoAroundCount() {
        // Given a third contract behind the two of the golden vector, and a fourth before them
        CarryCurve four =
                new CarryCurve(List.of(new Point(3, -9), new Point(10, 2), new Point(100, 8), new Point(200, 50)));

        // When the curve is read between the two
        // Then the others make no difference
        assertThat(four.at(Interpolation.FORWARD_YIELD, 60)).isEqualTo(GOLDEN.at(Interpolation.FORWARD_YIELD, 60));
        assertThat(four.neighbours(60)).containsExactly(1, 2);
    }

    @Test
    void theSharesOfTheTwoGiveTheValue() {
        for (Interpolation method : Interpolation.values()) {
            double near = method.nearWeight(10, 100, 60);
            assertThat(near * 2 + (1 - near) * 8)
                    .isEqualTo(GOLDEN.at(method, 60).orElseThrow(), within(1e-12));
        }
    }

    @Test
    void theShapeIsOfAllContracts() {
        assertThat(shape(0.26, 5)).isEqualTo(Shape.CONTANGO);
        assertThat(shape(-0.26, -5)).isEqualTo(Shape.BACKWARDATION);
        assertThat(shape(0.25, -0.25)).isEqualTo(Shape.FLAT);
        assertThat(shape(0.26, 0.25)).isEqualTo(Shape.HUMPED);
        assertThat(shape(3, -3)).isEqualTo(Shape.HUMPED);
    }

    private static Shape shape(double near, double far) {
        return new CarryCurve(List.of(new Point(30, near), new Point(90, far))).shape();
    }
}
