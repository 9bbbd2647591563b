package io.pitchpipe.portal;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.account.ui.AccountNavigation;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What may reach the portal over HTTP. Everything needs a sign-in but what is named here or by a view's {@code @AnonymousAllowed};
 * who may do what within is decided by the services, not by URLs.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity
class PortalSecurity {

    private static final String METRICS = "/actuator/prometheus";

    /**
     * Nothing comes from elsewhere. Vaadin's client needs inline scripts to start and evaluates the calls the server makes in the
     * page, hence the two unsafe words; what users and models write never becomes markup, so they are not what keeps it inert.
     */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
                    + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
                    + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /** Probes are open, and say UP or DOWN; a scrape of the metrics bears its token. Neither has a session or is sent to sign in. */
    @Bean
    @Order(1)
    SecurityFilterChain probes(HttpSecurity http, @Value("${pitchpipe.metrics-token:}") String metricsToken)
            throws Exception {
        return http.securityMatcher("/actuator/health", "/actuator/health/**", METRICS)
                .authorizeHttpRequests(requests -> requests.requestMatchers(METRICS)
                        .access(new ScrapeToken(metricsToken))
                        .anyRequest()
                        .permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        denied -> denied.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .build();
    }

    /** Sign-in itself is the one AuthenticationProvider bean, which Spring Security finds. */
    @Bean
    @Order(2)
    SecurityFilterChain portal(HttpSecurity http, AuthenticationFailureHandler signInFailed, Access access)
            throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/portal/**", "/aura/**", "/favicon.ico")
                        .permitAll())
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .frameOptions(FrameOptionsConfig::deny)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(), microphone=(), geolocation=(), payment=()")))
                .addFilterAfter(new EndedSessionFilter(access), SecurityContextHolderFilter.class)
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(AccountNavigation.signIn())
                                // Addresses that lead nowhere are answered by a page that says so, to people who have
                                // signed in.
                                .anyRequest(AuthorizedUrl::authenticated))
                .formLogin(form -> form.failureHandler(signInFailed))
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    AuthorizationEventPublisher authorizationEvents(ApplicationEventPublisher events) {
        return new SpringAuthorizationEventPublisher(events);
    }

    @Bean
    FilterRegistrationBean<OriginFilter> originFilter(
            @Value("${pitchpipe.allowed-hosts:}") List<String> allowedHosts,
            @Value("${pitchpipe.base-url:}") String baseUrl) {
        var registration = new FilterRegistrationBean<>(new OriginFilter(allowedHosts, baseUrl));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setAsyncSupported(true);
        return registration;
    }
}
