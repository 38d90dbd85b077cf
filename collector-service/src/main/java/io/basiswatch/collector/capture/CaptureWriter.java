package io.basiswatch.collector.capture;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.StreamKind;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.Venue;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;

/**
 * Writes a capture of one venue, losslessly: one JSON object per line, times as decimal seconds with six digits.
 *
 * <p>To what is there it appends; a line that a kill left unfinished is ended first. Not thread-safe, and nothing is
 * on disk before {@link #flush}.
 */
public final class CaptureWriter implements AutoCloseable {
    private final OutputStream out;

    private CaptureWriter(OutputStream out) {
        this.out = out;
    }

    /** The file in {@code directory} that holds what {@code venue} said. */
    public static Path file(Path directory, Venue venue) {
        return directory.resolve(venue.id() + ".ndjson");
    }

    /** Opens the capture of {@code venue} in {@code directory}, which is made if need be. */
    public static CaptureWriter open(Path directory, Venue venue, long nowMicros) throws IOException {
        Files.createDirectories(directory);
        Path file = file(directory, venue);
        boolean torn = isTorn(file);
        OutputStream raw = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        CaptureWriter writer = new CaptureWriter(new BufferedOutputStream(raw, 1 << 16));
        if (torn) {
            writer.out.write('\n');
        }
        writer.line(new StringBuilder("{\"t\":\"header\",\"format\":2,\"exchange\":\"")
                .append(venue.id())
                .append("\",\"recorded\":")
                .append(DecimalSeconds.format(nowMicros))
                .append('}'));
        writer.flush();
        return writer;
    }

    private static boolean isTorn(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            return last.get(0) != '\n';
        }
    }

    public void write(CapturedLine line) throws IOException {
        switch (line) {
            case CapturedLine.Received(Frame frame) -> frame(frame);
            case CapturedLine.Connected(String connection, String address, long time, boolean first) ->
                line(start("connect", connection, time)
                        .append(quoted("addr", address))
                        .append(first ? ",\"first\":true}" : "}"));
            case CapturedLine.Sent(String connection, String address, long time, String payload) ->
                line(start("send", connection, time)
                        .append(quoted("addr", address))
                        .append(quoted("data", payload))
                        .append('}'));
            case CapturedLine.Closed(String connection, long time, String reason) ->
                line(start("close", connection, time)
                        .append(quoted("reason", reason))
                        .append('}'));
            case CapturedLine.Turn turn -> line(turn(turn).append('}'));
            case CapturedLine.Unreadable unreadable -> throw new IllegalArgumentException("cannot write " + unreadable);
        }
    }

    private static StringBuilder turn(CapturedLine.Turn turn) {
        return switch (turn) {
            case CapturedLine.Lost(String connection, Instrument of, StreamKind kind, long time, String reason) ->
                start("lost", connection, time)
                        .append(quoted("instrument", of.toString()))
                        .append(quoted("kind", kind.name()))
                        .append(quoted("reason", reason));
            case CapturedLine.Succeeded(String connection, String address, long time, int held) ->
                start("succeed", connection, time)
                        .append(quoted("addr", address))
                        .append(",\"held\":")
                        .append(held);
            case CapturedLine.Resumed(long through, long time) ->
                start("resume", Frame.PAST, time).append(",\"through\":").append(through);
            case CapturedLine.Doubted(Instrument of, long time) ->
                start("doubt", Frame.PAST, time).append(quoted("instrument", of.toString()));
            case CapturedLine.Settled(Instrument of, long from, long to, boolean filled, long time) ->
                start("settle", Frame.PAST, time)
                        .append(quoted("instrument", of.toString()))
                        .append(",\"from\":")
                        .append(from)
                        .append(",\"to\":")
                        .append(to)
                        .append(",\"filled\":")
                        .append(filled);
        };
    }

    private void frame(Frame frame) throws IOException {
        boolean rest = frame.source() == Frame.Source.REST;
        StringBuilder line = start(rest ? "http" : "recv", frame.connection(), frame.receivedTime());
        if (rest) {
            line.append(quoted("url", frame.address()));
        }
        line(line.append(data(frame.payload())).append('}'));
    }

    /** The payload as text, or in base 64 where it is not UTF-8: nothing that came may be lost. */
    private static CharSequence data(byte[] payload) {
        try {
            return quoted(
                    "data",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(payload))
                            .toString());
        } catch (CharacterCodingException e) {
            return quoted("data64", Base64.getEncoder().encodeToString(payload));
        }
    }

    private static StringBuilder start(String type, String connection, long time) {
        return new StringBuilder(256)
                .append("{\"t\":\"")
                .append(type)
                .append('"')
                .append(quoted("conn", connection))
                .append(",\"ts\":")
                .append(DecimalSeconds.format(time));
    }

    private static CharSequence quoted(String name, String value) {
        StringBuilder out = new StringBuilder(value.length() + value.length() / 8 + 16);
        out.append(",\"").append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"');
    }

    private void line(StringBuilder line) throws IOException {
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Hands everything to the operating system. */
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
