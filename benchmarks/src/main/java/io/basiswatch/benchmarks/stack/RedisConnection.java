package io.basiswatch.benchmarks.stack;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** As much of the Redis protocol as is needed to ask one question: commands out, text and lists of text back. */
public final class RedisConnection implements Closeable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public RedisConnection(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** The answer's texts; one of them where the answer is no list, none where there is nothing. */
    public List<String> ask(String... command) throws IOException {
        StringBuilder request = new StringBuilder("*").append(command.length).append("\r\n");
        for (String word : command) {
            request.append('$')
                    .append(word.length())
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        out.write(request.toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
        List<String> texts = new ArrayList<>();
        read(texts);
        return texts;
    }

    private void read(List<String> texts) throws IOException {
        String line = line();
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '+', ':' -> texts.add(rest);
            case '$' -> {
                int length = Integer.parseInt(rest);
                if (length >= 0) {
                    texts.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                    in.skipNBytes(2);
                }
            }
            case '*' -> {
                for (int i = Integer.parseInt(rest); i > 0; i--) {
                    read(texts);
                }
            }
            default -> throw new IOException("Redis says " + line);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next != '\r') {
            if (next < 0) {
                throw new IOException("Redis closed the connection");
            }
            line.append((char) next);
            next = in.read();
        }
        in.skipNBytes(1);
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
