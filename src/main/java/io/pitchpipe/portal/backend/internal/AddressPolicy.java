package io.pitchpipe.portal.backend.internal;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which addresses a team's connection may reach. Asked with the very addresses that are then connected to, so a name that changes its mind between the check
 * and the connect gains nothing.
 */
final class AddressPolicy {

    private final Set<String> allowedHosts;

    /** @param allowedHosts host names or address literals that an operator allows although they are private */
    AddressPolicy(Set<String> allowedHosts) {
        this.allowedHosts = allowedHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether {@code host}, which resolved to {@code address}, may be connected to. */
    boolean permits(String host, InetAddress address) {
        return allowedHosts.contains(host.toLowerCase(Locale.ROOT)) || isPublic(address);
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address four -> isPublic4(four.getAddress());
            case Inet6Address six -> isPublic6(six.getAddress());
            default -> false;
        };
    }

    /** What RFC 6890 keeps out of the public Internet and InetAddress has no name for. */
    private static boolean isPublic4(byte[] a) {
        var first = a[0] & 0xff;
        var second = a[1] & 0xff;
        return first != 0
                && first < 240
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 192 && second == 0 && a[2] == 0)
                && !(first == 198 && (second == 18 || second == 19));
    }

    private static boolean isPublic6(byte[] a) {
        var first = a[0] & 0xff;
        if ((first & 0xfe) == 0xfc) {
            return false;
        }
        // Addresses that carry an IPv4 address inside: NAT64 64:ff9b::/96, 6to4 2002::/16, IPv4-compatible ::/96.
        var nat64 = first == 0 && a[1] == 0x64 && (a[2] & 0xff) == 0xff && (a[3] & 0xff) == 0x9b;
        var compatible = allZero(a, 0, 12);
        if (nat64 || compatible) {
            return isPublicEmbedded(Arrays.copyOfRange(a, 12, 16));
        }
        if (first == 0x20 && a[1] == 0x02) {
            return isPublicEmbedded(Arrays.copyOfRange(a, 2, 6));
        }
        return true;
    }

    private static boolean isPublicEmbedded(byte[] four) {
        try {
            return isPublic(InetAddress.getByAddress(four));
        } catch (UnknownHostException impossible) {
            return false;
        }
    }

    private static boolean allZero(byte[] bytes, int from, int to) {
        for (var i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
