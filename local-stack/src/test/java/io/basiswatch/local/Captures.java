package io.basiswatch.local;

import io.basiswatch.local.capture.CaptureFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The shipped captures, as tests read them: by themselves, without the code under test. */
public final class Captures {
    public static final Path HOME = home();

    private Captures() {}

    private static Path home() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("local-stack")) ? here : here.getParent();
    }

    public static List<CaptureFile> shipped() {
        return CaptureFile.shipped(HOME);
    }

    public static Path shipped(String venue) {
        return shipped().stream()
                .filter(file -> file.venue().id().equals(venue))
                .findFirst()
                .orElseThrow()
                .path();
    }

    /** The lines of a gzip file, as they are. */
    public static List<String> lines(Path path) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first frame of a shipped capture that holds {@code text}. */
    public static String frame(String venue, String text) {
        return lines(shipped(venue)).stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .filter(frame -> frame.contains(text))
                .findFirst()
                .orElseThrow();
    }
}
