package io.basiswatch.collector.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages of {@code docs} that are made by tests: checked in, and never out of date. */
final class Docs {
    private static final boolean WRITES = Boolean.getBoolean("docs.write");

    private Docs() {}

    /** Holds the page against what it should say; with {@code -Ddocs.write=true} writes it instead. */
    static void hold(Path page, String text) throws IOException {
        if (WRITES) {
            Files.writeString(page, text);
        }
        assertThat(page)
                .as("made by a test; write it again with -Ddocs.write=true")
                .content()
                .isEqualTo(text);
    }
}
