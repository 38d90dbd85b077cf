package io.basiswatch.gateway.quota;

/**
 * A part of a shared window, good until the slot in which it was granted ends: what is used later would be counted in
 * the wrong slot.
 *
 * @param granted how much, 0 where the window is used up
 * @param left how much there is beyond that, for everybody
 * @param slot in which it is counted
 * @param validMillis until the slot ends
 * @param moreMillis until something that was used leaves the window, at the earliest
 */
record Lease(int granted, long left, long slot, long validMillis, long moreMillis) {}
