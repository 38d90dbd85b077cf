package io.basiswatch.collector.archive;

import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;

/** Archives that tests write and read. */
final class Archives {
    /** A header and two days of BTCUSDT in the layout of data.binance.vision; the numbers are made up. */
    static final String HEADER = "open_time,open,high,low,close,volume,close_time,quote_volume,count,"
            + "taker_buy_volume,taker_buy_quote_volume,ignore\n";

    static final String FIRST = "1704067200000,100,120,90,110,10,1704153599999,1050,7,6,640,0\n";
    static final String SECOND = "1704153600000,110,130,105,125,20,1704239999999,2300,9,8,930,0\n";

    private static final Path SHARED = Path.of("..", "..", "shared", "data", "history");

    private Archives() {}

    static Path write(Path folder, String name, String text) {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    static byte[] zip(String... texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < texts.length; i++) {
                out.putNextEntry(new ZipEntry("file" + i + ".csv"));
                out.write(texts[i].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** The events of one file, as a replay has them. */
    static List<MarketEvent> events(String series, Path path) {
        return events(List.of(ArchiveFile.parse(series + "=" + path)));
    }

    /** Those of one kind. */
    static <T> List<T> events(String series, Path path, Class<T> kind) {
        return events(series, path).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The events of several files, merged. */
    static List<MarketEvent> events(List<ArchiveFile> files) {
        List<MarketEvent> events = new ArrayList<>();
        try (MergedArchives rows = MergedArchives.open(files)) {
            while (rows.hasNext()) {
                ArchiveRow row = rows.next();
                events.addAll(row.events(row.time(), Origin.REPLAY));
            }
        }
        return events;
    }

    static ArchiveTally tally(String series, Path path) {
        return MergedArchives.check(List.of(ArchiveFile.parse(series + "=" + path)))
                .getFirst();
    }

    /** A file of real history, which may be read but not copied; the test is aborted where there is none. */
    static Path shared(String file) {
        Path path = SHARED.resolve(file);
        if (Files.isReadable(path)) {
            return path;
        }
        String reason = "NOT RUN, the data are not beside the project: " + path;
        System.out.println(reason);
        return Assumptions.abort(reason);
    }
}
