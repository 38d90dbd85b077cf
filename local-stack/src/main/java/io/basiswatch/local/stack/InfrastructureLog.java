package io.basiswatch.local.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the broker and the libraries in this JVM have to say goes to a file: the terminal is for progress. */
final class InfrastructureLog {
    private static final int LARGEST = 16 << 20;

    private InfrastructureLog() {}

    static void to(Path file) throws IOException {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler handler = new FileHandler(file.toString(), LARGEST, 1, true);
        handler.setFormatter(new SimpleFormatter());
        handler.setLevel(Level.INFO);
        root.addHandler(handler);
        System.setOut(new PrintStream(Files.newOutputStream(file.resolveSibling("launcher.log")), true));
    }
}
