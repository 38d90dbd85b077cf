package io.basiswatch.gateway.quota;

import java.util.Map;

/**
 * What a gateway wants of a window that all gateways share.
 *
 * @param subject whose window, see {@link Subject}
 * @param quota how much the window holds
 * @param want how much of it would be useful now, 0 or more
 * @param returned what was had and not used, by the slot that it was had in
 */
record Ask(String subject, int quota, int want, Map<Long, Integer> returned) {
    /** @throws NullPointerException where anything is missing */
    Ask {
        returned = Map.copyOf(returned);
    }
}
