package io.basiswatch.gateway.quota;

/**
 * What asking for one request's worth of a quota has led to.
 *
 * @param admitted whether there was any
 * @param slot in which it is counted
 * @param left how much more there is, as far as is known, 0 or more and at most the quota
 * @param moreSeconds when there will be more, 1 or more
 */
record Taken(boolean admitted, long slot, long left, int moreSeconds) {}
