package io.basiswatch.benchmarks.streams.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One client: opens a stream, checks that numbers rise by one, and comes back with its last id where the stream ends, after
 * the time that the server has told.
 */
final class StreamClient implements AnswerReader.Listener, EventScanner.Listener {
    private static final int OK = 200;
    private static final int DEFAULT_RETRY_MILLIS = 3_000;
    private static final Pattern AFTER = Pattern.compile("\"after_ms\":(\\d+)");
    private static final Pattern CONFLATED = Pattern.compile("conflated (\\d+)");

    private final StreamClients all;
    private final EventScanner events = new EventScanner(this);
    private AnswerReader answer = new AnswerReader(this);
    private SocketChannel channel;
    private int server;
    private boolean isOpen;
    private boolean isConnecting;
    private int retryMillis = DEFAULT_RETRY_MILLIS;
    private int afterMillis = -1;
    private long lastNumber;
    private long arrived;
    private long lastArrival;
    private int status;
    private boolean hasEnded;

    StreamClient(StreamClients all) {
        this.all = all;
    }

    /** Whether the first event of its stream has come. */
    boolean isOpen() {
        return isOpen;
    }

    /** Of the last event that has come; 0 where none has, or where it had to start anew. */
    long lastNumber() {
        return lastNumber;
    }

    boolean isConnecting() {
        return isConnecting;
    }

    void connect(Selector selector) {
        isConnecting = true;
        try {
            begin(selector);
        } catch (IOException e) {
            lost("broken");
        }
    }

    private void begin(Selector selector) throws IOException {
        answer = new AnswerReader(this);
        events.restart();
        afterMillis = -1;
        status = 0;
        hasEnded = false;
        InetSocketAddress address = all.request().servers().get(server % all.request().servers().size());
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(address);
        channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    void ready(SelectionKey key, ByteBuffer buffer, byte[] bytes) {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                channel.write(ByteBuffer.wrap(all.request().encoded(events.lastId())));
                return;
            }
            buffer.clear();
            int read = channel.read(buffer);
            if (read < 0) {
                lost("ended");
                return;
            }
            buffer.flip();
            buffer.get(bytes, 0, read);
            all.tally().bytes(read);
            long now = Micros.now();
            if (isOpen) {
                all.tally().silence(now - arrived);
            }
            arrived = now;
            answer.take(bytes, read);
            if (status != 0 && status != OK) {
                lost("refused");
            } else if (hasEnded) {
                lost("ended");
            }
        } catch (IOException e) {
            lost("broken");
        }
    }

    private void lost(String how) {
        isOpen = false;
        isConnecting = false;
        close();
        all.tally().count(how, 1);
        server++;
        all.later(this, afterMillis >= 0 ? afterMillis : retryMillis);
    }

    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            all.tally().count("not closed", 1);
        }
    }

    @Override
    public void status(int code) {
        status = code;
        all.tally().count("status " + code, 1);
        all.tally().connected(System.currentTimeMillis());
    }

    @Override
    public void body(byte[] bytes, int from, int to) {
        if (status == OK) {
            opened();
            events.take(bytes, from, to);
        }
    }

    private void opened() {
        isOpen = true;
        isConnecting = false;
    }

    @Override
    public void end() {
        hasEnded = true;
    }

    @Override
    public void marked(boolean isSnapshot, long number, long sent, int conflated) {
        if (isSnapshot) {
            all.tally().count("snapshot", 1);
            return;
        }
        if (conflated > 0) {
            all.tally().count("conflated", conflated);
        }
        if (lastArrival != 0) {
            all.tally().gap(arrived - lastArrival);
        }
        lastArrival = arrived;
        if (lastNumber != 0 && number <= lastNumber) {
            all.tally().duplicate();
            return;
        }
        if (lastNumber != 0 && number > lastNumber + 1) {
            all.tally().missing(number - lastNumber - 1);
        }
        lastNumber = number;
        all.tally().delivered(number, arrived - sent);
    }

    @Override
    public void other(String name, String data) {
        all.tally().count("event " + name, 1);
        if (name.equals("reset")) {
            lastNumber = 0;
        } else if (name.equals("reconnect")) {
            Matcher after = AFTER.matcher(data);
            afterMillis = after.find() ? Integer.parseInt(after.group(1)) : -1;
        }
    }

    @Override
    public void comment(String text) {
        Matcher conflated = CONFLATED.matcher(text);
        if (conflated.matches()) {
            all.tally().count("conflated", Long.parseLong(conflated.group(1)));
        } else {
            all.tally().count("comment", 1);
        }
    }

    @Override
    public void retry(int millis) {
        retryMillis = millis;
    }
}
