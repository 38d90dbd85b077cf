package io.basiswatch.local.venue;

import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes what venues made public to a file, one JSON object a line, counted from 1. When the file is full it becomes the one before,
 * whose place it takes: never more than two files, however long a run is.
 *
 * <p>A disk that is full ends the file and says so; the venues go on.
 */
public final class TruthFile implements Truth, AutoCloseable {
    private final Path file;
    private final long most;
    private BufferedWriter out;
    private long written;
    private long number;
    private boolean broken;

    /**
     * @param most about how many bytes a file may hold
     * @throws IOException where the file cannot be made
     */
    public TruthFile(Path file, long most) throws IOException {
        this.file = file;
        this.most = most;
        this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    /** The file before the one that is being written. */
    public static Path before(Path file) {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    @Override
    public void take(Told told) {
        if (broken) {
            return;
        }
        String line = line(told).encode() + '\n';
        try {
            if (written + line.length() > most) {
                turn();
            }
            out.write(line);
            written += line.length();
        } catch (IOException e) {
            broken = true;
            System.err.println("basiswatch: " + file + " ends at line " + number + ": " + e.getMessage());
        }
    }

    private JsonObject line(Told told) {
        JsonObject line = new JsonObject().put("number", ++number).put("time", told.time());
        return switch (told) {
            case Told.Trade trade ->
                line.put("said", "trade")
                        .put("instrument", trade.instrument().toString())
                        .put("id", trade.id())
                        .put("price", trade.price())
                        .put("quantity", trade.quantity())
                        .put("aggressor", trade.aggressor().name());
            case Told.Book book ->
                line.put("said", "book")
                        .put("instrument", book.instrument().toString())
                        .put("bid", book.bid())
                        .put("ask", book.ask())
                        .put("levels", book.levels());
            case Told.Minute minute ->
                line.put("said", "minute")
                        .put("instrument", minute.instrument().toString())
                        .put("open", minute.open())
                        .put("high", minute.high())
                        .put("low", minute.low())
                        .put("close", minute.close());
            case Told.Played played ->
                line.put("said", "played")
                        .put("venue", played.venue().id())
                        .put("stream", played.stream())
                        .put("frame", played.frame());
        };
    }

    private void turn() throws IOException {
        out.close();
        Files.move(file, before(file), StandardCopyOption.REPLACE_EXISTING);
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        written = 0;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
