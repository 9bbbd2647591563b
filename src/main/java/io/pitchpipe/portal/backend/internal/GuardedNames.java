package io.pitchpipe.portal.backend.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/** Resolves names as usual and refuses what the policy refuses: the result is what is connected to. */
record GuardedNames(AddressPolicy policy, DnsResolver names) implements DnsResolver {

    /** None of a host's addresses is permitted. */
    static final class RefusedAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        private final String host;

        RefusedAddressException(String host) {
            super(host);
            this.host = host;
        }

        String host() {
            return host;
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var permitted = Arrays.stream(names.resolve(host))
                .filter(address -> policy.permits(host, address))
                .toArray(InetAddress[]::new);
        if (permitted.length == 0) {
            throw new RefusedAddressException(host);
        }
        return permitted;
    }

    @Override
    public @Nullable String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }
}
