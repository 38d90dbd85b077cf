package io.basiswatch.local.capture;

import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.local.CommandFailure;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of frames and whose frames they are: {@code binance-spot=frames.gz}.
 *
 * @param venue the venue that sent them
 * @param path a capture in either line format, plain or gzip
 */
public record CaptureFile(Venue venue, Path path) {
    private static final List<String> SHIPPED = List.of("binance-coinm", "binance-spot", "binance-usdm");

    /**
     * @throws CommandFailure where {@code text} is no {@code VENUE=FILE}, the venue is unknown or the file cannot be read
     */
    public static CaptureFile parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || equals == text.length() - 1) {
            throw CommandFailure.misused("a capture is given as VENUE=FILE, not '" + text + "'");
        }
        String venue = text.substring(0, equals);
        Path path = Path.of(text.substring(equals + 1));
        if (VenueFeeds.names().stream().noneMatch(known -> known.id().equals(venue))) {
            throw CommandFailure.misused("unknown venue '" + venue + "'; known are "
                    + VenueFeeds.names().stream().map(Venue::id).collect(Collectors.joining(", ")));
        }
        requireReadable(path);
        return new CaptureFile(Venue.of(venue), path);
    }

    private static void requireReadable(Path path) {
        if (!Files.exists(path)) {
            throw CommandFailure.misused("no such file: " + path);
        }
        if (Files.isDirectory(path)) {
            throw CommandFailure.misused("a folder, not a capture: " + path);
        }
        try (InputStream in = Files.newInputStream(path)) {
            in.read();
        } catch (IOException e) {
            throw CommandFailure.misused("cannot read " + path + ": " + e.getMessage());
        }
    }

    /** The captures that come with the project, in {@code local-stack/captures}: one folder per venue. */
    public static List<CaptureFile> shipped(Path home) {
        return SHIPPED.stream()
                .flatMap(venue -> files(home.resolve("local-stack/captures").resolve(venue))
                        .map(path -> new CaptureFile(Venue.of(venue), path)))
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw CommandFailure.failed("the shipped captures are missing: " + folder, e);
        }
    }
}
