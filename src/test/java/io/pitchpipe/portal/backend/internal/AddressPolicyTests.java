package io.pitchpipe.portal.backend.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "fd00:ec2::254"
            })
    void an_address_inside_is_refused(String address) throws Exception {
        assertThat(new AddressPolicy(Set.of()).permits("backend.example", InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2001:4860:4860::8888", "::ffff:8.8.8.8"})
    void a_public_address_is_permitted(String address) throws Exception {
        assertThat(new AddressPolicy(Set.of()).permits("backend.example", InetAddress.getByName(address)))
                .isTrue();
    }

    @Test
    void a_private_host_is_permitted_once_the_operator_names_it() throws Exception {
        var policy = new AddressPolicy(Set.of(" GPU.internal "));
        assertThat(policy.permits("gpu.INTERNAL", InetAddress.getByName("10.0.0.7")))
                .isTrue();
        assertThat(policy.permits("other.internal", InetAddress.getByName("10.0.0.7")))
                .isFalse();
    }
}
