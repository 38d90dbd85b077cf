package io.basiswatch.gateway.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IP addresses in CIDR notation, such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}; an address alone is a
 * block of one. Nothing here ever asks a name server.
 *
 * @param first the lowest address of the block
 * @param bits how many leading bits are common to all of its addresses
 */
public record Network(InetAddress first, int bits) {
    private static final Pattern LITERAL = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    /** @throws IllegalArgumentException where the block has no such length, or {@code first} is not its lowest address */
    public Network {
        byte[] address = first.getAddress();
        if (bits < 0 || bits > address.length * Byte.SIZE) {
            throw new IllegalArgumentException("a block of this kind has 0 to " + address.length * Byte.SIZE + " bits");
        }
        for (int bit = bits; bit < address.length * Byte.SIZE; bit++) {
            if ((address[bit / Byte.SIZE] & 0x80 >> bit % Byte.SIZE) != 0) {
                throw new IllegalArgumentException("the address has bits beyond the first " + bits);
            }
        }
    }

    /** @throws IllegalArgumentException where the text is no block of addresses; the message says why */
    public static Network parse(String text) {
        String block = text.strip();
        int slash = block.indexOf('/');
        InetAddress first = address(slash < 0 ? block : block.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' does not start with an IP address"));
        if (slash < 0) {
            return new Network(first, first.getAddress().length * Byte.SIZE);
        }
        String bits = block.substring(slash + 1);
        if (!BITS.matcher(bits).matches()) {
            throw new IllegalArgumentException("'" + text + "' has no number of bits behind its slash");
        }
        return new Network(first, Integer.parseInt(bits));
    }

    /** The address that the text is; empty where it is a name or nothing that can be read. IPv4 within IPv6 is IPv4. */
    public static Optional<InetAddress> address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The block of that many leading bits that an address is in. */
    public static Network around(InetAddress address, int bits) {
        byte[] first = address.getAddress();
        for (int bit = bits; bit < first.length * Byte.SIZE; bit++) {
            first[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        try {
            return new Network(InetAddress.getByAddress(first), bits);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has an impossible length", e);
        }
    }

    /** Whether the address is in the block; one of the other kind never is. */
    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || (mine[whole] & 0xFF ^ other[whole] & 0xFF) >> Byte.SIZE - rest == 0;
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        return first.getHostAddress() + '/' + bits;
    }
}
