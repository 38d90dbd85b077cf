package io.basiswatch.collector.feed;

import java.util.function.BooleanSupplier;

/**
 * What all connections to one venue have in common.
 *
 * @param gate through it each socket is opened
 * @param refill asks for trades that were missed
 * @param congested whether no events are taken; then nothing is read
 */
record VenueContext(
        Network network,
        Intake intake,
        FeedPolicy policy,
        Backoff backoff,
        ConnectGate gate,
        Refill refill,
        BooleanSupplier congested) {}
