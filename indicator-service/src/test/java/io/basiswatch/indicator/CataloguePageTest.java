package io.basiswatch.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of the catalogue is made of the definitions. */
class CataloguePageTest {
    private static final Path PAGE = Path.of("..", "docs", "indicators.md");
    private static final boolean WRITES = Boolean.getBoolean("docs.write");

    @Test
    void saysWhatTheDefinitionsSay() throws IOException {
        // Given all indicators
        String page = CataloguePage.of(Indicators.all());

        // When the page is looked at, or written again
        if (WRITES) {
            Files.writeString(PAGE, page);
        }

        // Then it says what they say
        assertThat(PAGE)
                .as("made by a test; write it again with -Ddocs.write=true")
                .content()
                .isEqualTo(page);
    }
}
