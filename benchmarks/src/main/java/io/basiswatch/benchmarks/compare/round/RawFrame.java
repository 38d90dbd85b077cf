package io.basiswatch.benchmarks.compare.round;

/**
 * One message of a capture, as every contender gets it.
 *
 * @param isRest whether it is an answer over REST, which is read off the clock, and not a WebSocket message
 * @param connection the recorder's name of the socket
 * @param address where it came from; empty where the capture does not say
 * @param receivedTime the recorder's time, microseconds since the epoch
 * @param payload its bytes
 */
public record RawFrame(boolean isRest, String connection, String address, long receivedTime, byte[] payload) {}
