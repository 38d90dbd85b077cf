package io.basiswatch.local.venue;

/** A venue on which captures are played. */
interface Stage extends VenueDoor {
    /** Sends a frame of the captures to whoever has asked for its stream. */
    void play(byte[] payload, Loop loop);
}
