package io.basiswatch.local.trial;

import io.basiswatch.local.fault.Fault;
import java.util.OptionalLong;

/**
 * What became of one fault. Times are microseconds.
 *
 * @param fault the fault
 * @param felt when it first did something to a client, microseconds since the epoch; empty where it hit nobody
 * @param noticed how long after that the first gap of the venue was told; empty where none was, because nothing was missing or
 *     the venue's protocol does not show it
 * @param healed how long after the end of the fault every stream that had flowed before flowed again; empty where one did not
 */
record FaultOutcome(Fault fault, OptionalLong felt, OptionalLong noticed, OptionalLong healed) {}
