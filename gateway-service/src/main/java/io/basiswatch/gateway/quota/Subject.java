package io.basiswatch.gateway.quota;

import io.basiswatch.gateway.access.Caller;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Who something is counted for, as it is written into names of Redis keys. */
final class Subject {
    /** Of an IPv6 address: whoever has one has all of its /64. */
    private static final int NETWORK_BYTES = 8;

    private Subject() {}

    static String key(Caller caller) {
        return "key:" + caller.keyId();
    }

    static String owner(Caller caller) {
        return "owner:" + caller.owner();
    }

    static String address(InetAddress address) {
        return address instanceof Inet6Address
                ? "address:" + HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "/64"
                : "address:" + address.getHostAddress();
    }
}
