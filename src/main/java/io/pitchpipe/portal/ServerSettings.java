package io.pitchpipe.portal;

import java.util.List;
import java.util.Locale;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Tomcat itself does before any filter: believes the proxies that the operator names, and writes the headers. */
@Configuration(proxyBeanMethods = false)
class ServerSettings {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> valves(
            @Value("${pitchpipe.trusted-proxies:}") List<String> trustedProxies,
            @Value("${pitchpipe.base-url:}") String baseUrl) {
        return factory -> {
            var proxies = trustedProxies.stream()
                    .map(String::strip)
                    .filter(proxy -> !proxy.isEmpty())
                    .toList();
            if (!proxies.isEmpty()) {
                factory.addEngineValves(trusting(proxies));
            }
            factory.addEngineValves(
                    new BrowserHeaders(baseUrl.strip().toLowerCase(Locale.ROOT).startsWith("https:")));
        };
    }

    /**
     * Takes the caller's address and whether they came by TLS from these proxies, and from nobody else. The host they asked for is
     * never taken from a header of its own: a proxy passes {@code Host} on, and that one is checked.
     */
    static RemoteIpValve trusting(List<String> proxies) {
        var valve = new RemoteIpValve();
        try {
            valve.setInternalProxies(String.join(",", proxies));
        } catch (IllegalArgumentException noAddresses) {
            throw new IllegalArgumentException(
                    "pitchpipe.trusted-proxies takes addresses and networks such as 10.0.0.2 or 10.1.0.0/16, separated by commas, not "
                            + String.join(",", proxies),
                    noAddresses);
        }
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        return valve;
    }
}
