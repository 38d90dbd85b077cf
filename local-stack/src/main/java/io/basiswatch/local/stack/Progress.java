package io.basiswatch.local.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What {@code up} tells its user: one line per step, what it is about in the first column. */
final class Progress {
    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void line(String subject, String text) {
        out.printf("%-10s %s%n", subject, text);
        out.flush();
    }

    void ready(String subject, long startNanos) {
        line(subject, "ready in " + seconds(Duration.ofNanos(System.nanoTime() - startNanos)));
    }

    /** The line that scripts wait for. */
    synchronized void ready(String url, String key) {
        out.println("ready  " + url + "  key " + key);
        out.flush();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
