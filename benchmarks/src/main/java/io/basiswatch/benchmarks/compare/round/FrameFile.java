package io.basiswatch.benchmarks.compare.round;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames in a form that any language reads in a few lines, so that no contender needs our reader of captures: their number,
 * then of each whether it is REST (one byte), its time (eight), connection and address (two bytes of length, then the
 * text) and payload (four bytes of length, then the bytes); whole numbers have the highest byte first.
 */
public final class FrameFile {
    private static final int BUFFER = 1 << 16;

    private FrameFile() {}

    /** Writes {@code frames} to {@code file}, anew. */
    public static void write(List<RawFrame> frames, Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            out.writeInt(frames.size());
            for (RawFrame frame : frames) {
                out.writeBoolean(frame.isRest());
                out.writeLong(frame.receivedTime());
                out.writeUTF(frame.connection());
                out.writeUTF(frame.address());
                out.writeInt(frame.payload().length);
                out.write(frame.payload());
            }
        }
    }

    /** Reads all frames of {@code file}. */
    public static List<RawFrame> read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            int count = in.readInt();
            List<RawFrame> frames = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                boolean isRest = in.readBoolean();
                long receivedTime = in.readLong();
                String connection = in.readUTF();
                String address = in.readUTF();
                frames.add(new RawFrame(isRest, connection, address, receivedTime, in.readNBytes(in.readInt())));
            }
            return frames;
        }
    }
}
