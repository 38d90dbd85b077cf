package io.basiswatch.benchmarks.streams.server;

import io.basiswatch.benchmarks.streams.client.StreamRequest;
import java.io.IOException;

/** A server whose streams are measured. */
public interface Contender extends AutoCloseable {
    /** Under which its figures are told. */
    String name();

    /** What its clients ask for. */
    StreamRequest request();

    /** Hands it one event for all its clients. */
    void publish(PublishedEvent event) throws IOException;

    /** Its process. */
    long pid();

    /** Whether it is a JVM, whose heap can be asked. */
    boolean isJvm();

    @Override
    void close() throws IOException;
}
