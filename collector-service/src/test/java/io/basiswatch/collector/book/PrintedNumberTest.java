package io.basiswatch.collector.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "30261",
                "30249.4",
                "0.00044780",
                "0.000022900",
                "364630.28272081",
                "0.00000000",
                "12345678901234567",
                "0.10000000000000000",
                "83744.2",
                "1234567.8901234567"
            })
    void keepsTheTextAndTheValueOfWhatWasPrinted(String text) {
        // When
        long packed = PrintedNumber.of(text);

        // Then
        assertThat(PrintedNumber.text(packed)).isEqualTo(text);
        assertThat(PrintedNumber.value(packed)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", ".5", "-1", "+1", "1e5", "1.2.3", " 1", "NaN", "123456789012345678"})
    void refusesWhatIsNoPlainDecimal(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrintedNumber.of(text))
                .withMessageContaining("'" + text + "'");
    }
}
