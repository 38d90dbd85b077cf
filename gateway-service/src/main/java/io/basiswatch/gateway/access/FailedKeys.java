package io.basiswatch.gateway.access;

import java.net.InetAddress;
import java.util.OptionalInt;

/** Remembers which addresses have sent wrong keys lately. */
public interface FailedKeys {
    /**
     * Whether so many wrong keys came from the address that its keys are not looked up for the time being: the seconds until
     * then, 1 or more. Costs no I/O.
     */
    OptionalInt shutSeconds(InetAddress address);

    /**
     * The address has sent a key that is not valid.
     *
     * @param then what to do once that is counted, on the context that this was called on, within 250 ms
     */
    void failed(InetAddress address, Runnable then);
}
