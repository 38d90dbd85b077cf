package io.basiswatch.local.venue;

/**
 * A frame that a venue publishes.
 *
 * @param stream the stream that it belongs to, by the name that the venue's {@link Conversation} knows it by
 * @param payload the frame as one who has subscribed gets it
 */
record Said(String stream, byte[] payload) {}
