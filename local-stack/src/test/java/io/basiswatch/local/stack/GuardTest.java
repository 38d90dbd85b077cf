package io.basiswatch.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
    @TempDir
    private Path folder;

    @Test
    void endsWhatIsLeftWhenItsPipeCloses() throws Exception {
        // Given
        Guard guard = Guard.start(folder.resolve("processes"));
        Process left = new ProcessBuilder("sleep", "600").start();
        Process forgotten = new ProcessBuilder("sleep", "600").start();
        guard.add(left.pid());
        guard.add(forgotten.pid());
        guard.gone(forgotten.pid());
        // When
        guard.close();
        // Then
        assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(forgotten.isAlive()).isTrue();
        forgotten.destroyForcibly();
    }

    @Test
    void endsBeforeItStartsWhatARunThatWasKilledHasLeft() throws Exception {
        // Given
        Path file = folder.resolve("processes");
        Process left = new ProcessBuilder("sleep", "600").start();
        Files.writeString(file, left.pid() + " " + left.info().startInstant().orElseThrow() + "\n");
        // When
        Guard.start(file).close();
        // Then
        assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesAloneWhatMerelyHasTheIdOfAnOldProcess() throws Exception {
        // Given
        Path file = folder.resolve("processes");
        Process other = new ProcessBuilder("sleep", "600").start();
        Files.writeString(file, other.pid() + " 2020-01-01T00:00:00Z\n");
        // When
        Guard.start(file).close();
        // Then
        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly();
    }
}
