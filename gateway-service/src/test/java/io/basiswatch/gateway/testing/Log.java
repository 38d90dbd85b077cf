package io.basiswatch.gateway.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything that is logged while it is open, down to DEBUG, with parameters and stack traces. */
public final class Log extends Handler implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");

    private final StringBuffer text = new StringBuffer();
    private final Level before = ROOT.getLevel();

    private Log() {
        setLevel(Level.ALL);
    }

    public static Log listen() {
        Log log = new Log();
        ROOT.addHandler(log);
        ROOT.setLevel(Level.FINE);
        return log;
    }

    @Override
    public void publish(LogRecord line) {
        text.append(line.getLoggerName()).append(' ').append(line.getMessage());
        text.append(Arrays.toString(line.getParameters())).append('\n');
        if (line.getThrown() != null) {
            StringWriter trace = new StringWriter();
            line.getThrown().printStackTrace(new PrintWriter(trace));
            text.append(trace);
        }
    }

    @Override
    public void flush() {
        // Nothing waits.
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
        ROOT.setLevel(before);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
