package io.basiswatch.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.local.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void belongsToOneRunAtATime() throws Exception {
        // Given
        try (DataDirectory first = DataDirectory.open(folder)) {
            // When
            assertThatThrownBy(() -> DataDirectory.open(folder))
                    // Then
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("already running with " + first);
        }
        DataDirectory.open(folder).close();
    }

    @Test
    void makesTheCredentialOfTheAdminPlaneOnceAndForItsOwnerAlone() throws Exception {
        // Given, When
        Path file;
        String made;
        try (DataDirectory first = DataDirectory.open(folder)) {
            file = first.adminToken();
            made = Files.readString(file);
            first.adminToken();
        }
        // Then
        assertThat(Files.readString(file)).isEqualTo(made).hasSize(64);
        assertThat(RunningSystem.adminToken(folder)).isEqualTo(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void makesThePepperOnceAndForItsOwnerAlone() throws Exception {
        // Given
        String made;
        try (DataDirectory first = DataDirectory.open(folder)) {
            made = first.pepper();
        }
        // When
        String kept;
        try (DataDirectory second = DataDirectory.open(folder)) {
            kept = second.pepper();
        }
        // Then
        assertThat(kept).isEqualTo(made).hasSize(64);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pepper"))))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhyAFolderCannotBeUsed() throws Exception {
        // Given
        Path file = Files.createFile(folder.resolve("file"));
        // When
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                // Then
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("cannot write");
    }
}
