package io.basiswatch.collector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20261122);

    private static byte[] padded(String text) {
        return (text + "\"........").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shortDecimalsAreTheDoublesThatJavaReads() {
        for (int i = 0; i < 200_000; i++) {
            // Given
            String whole = Integer.toString(random.nextInt((int) Math.pow(10, 1 + random.nextInt(8))));
            int room = 7 - whole.length();
            String text = room < 1
                    ? whole
                    : whole
                            + '.'
                            + String.format("%06d", random.nextInt(1_000_000))
                                    .substring(0, 1 + random.nextInt(Math.min(room, 6)));

            // When
            double value = Words.decimal(padded(text), 0, text.length());

            // Then
            assertThat(value).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @Test
    void decimalsOfEightPlacesAreTheDoublesThatJavaReads() {
        for (int i = 0; i < 200_000; i++) {
            // Given
            String whole = Integer.toString(random.nextInt((int) Math.pow(10, 1 + random.nextInt(7))));
            String text = whole + '.' + String.format("%08d", random.nextInt(100_000_000));

            // When
            double value = Words.eightPlaces(padded(text), 0, text.length());

            // Then
            assertThat(value).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                ".12345678",
                "01.12345678",
                "1.1234567",
                "1.123456789",
                "-1.12345678",
                "1x.12345678",
                "1.1234e678",
                "1..12345678",
                "123456789.12345678",
                "99999999.12345678"
            })
    void whatIsNoPlainDecimalOfEightPlacesIsLeftToOthers(String text) {
        assertThat(Words.eightPlaces(padded(text), 0, text.length())).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "1.", ".5", "01", "00.1", "1.2.3", "-1", "1e3", "1 ", " 1", "1,5", "\u00e91", "1:", "1/"
            })
    void whatIsNoPlainDecimalIsLeftToOthers(String text) {
        assertThat(Words.decimal(padded(text), 0, text.length())).isNaN();
    }

    @Test
    void aSingleWrongByteIsSeenWhereverItIs() {
        for (int place = 0; place < 8; place++) {
            for (int wrong = 0; wrong < 256; wrong++) {
                // Given
                byte[] text = padded("12345678");
                text[place] = (byte) wrong;
                boolean isDigit = wrong >= '0' && wrong <= '9';

                // When, Then
                assertThat(Words.eightDigits(text, 0) >= 0).isEqualTo(isDigit);
                boolean isPlain = wrong >= ' ' && wrong != '"' && wrong != '\\';
                assertThat(Words.plain(text, 0)).isEqualTo(isPlain ? 8 : place);
                assertThat(Words.beforeQuote(text, 0)).isEqualTo(wrong == '"' ? place : 8);
            }
        }
    }

    @Test
    void rowsInAnyFormAreTheSameNumbers() {
        for (String rows : new String[] {
            "[[\"2681.62\",\"16.969\"],[\"1\",\"0.001\"]]",
            " [ [ \"2681.62\" , \"16.969\" ] , [ \"1\" , \"0.001\" ] ] ",
            "[[2681.62,16.969],[1,1e-3]]",
            "[[\"2681.62000000\",\"16.96900000\"],[\"1.00000000\",\"0.00100000\"]]",
            "[[\"2681.62000000\",\"16.96900000\",[]],[\"1.0\",\"0.00100\",\"x\",3]]"
        }) {
            // Given
            StringBuilder read = new StringBuilder();
            JsonCursor cursor = new JsonCursor().reset(rows.getBytes(StandardCharsets.UTF_8));

            // When
            cursor.pairs((first, second) ->
                    read.append(first).append('x').append(second).append(' '));
            cursor.end();

            // Then
            assertThat(read).hasToString("2681.62x16.969 1.0x0.001 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[\"1\"]]",
                "[[]]",
                "[\"1\"]",
                "[[\"1\",\"2\"",
                "[[\"1\",\"2\"]",
                "[[\"1\",\"2\"],]",
                "[[\"1\"\"2\"]]",
                "[[\"1\",\"x\"]]",
                "[[\"\",\"1\"]]",
                "[[\"1\",null]]",
                "[[\"1\",\"2\"] [\"1\",\"2\"]]",
                "{}"
            })
    void whatIsNoRowsIsRefused(String rows) {
        // Given
        JsonCursor cursor = new JsonCursor().reset(rows.getBytes(StandardCharsets.UTF_8));

        // When, Then
        assertThat(catchThrowable(() -> cursor.pairs((first, second) -> {}))).isInstanceOf(JsonException.class);
    }
}
