package io.pitchpipe.portal;

import com.vaadin.flow.spring.security.RequestUtil;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.account.ui.AccountNavigation;
import io.pitchpipe.portal.audit.Refusals;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * What may reach the portal over HTTP. Everything needs a sign-in but what is named here or by a view's {@code @AnonymousAllowed};
 * who may do what within is decided by the services, not by URLs.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity
class PortalSecurity {

    private static final String METRICS = "/actuator/prometheus";

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
                .headers(HeadersConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        denied -> denied.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .build();
    }

    /** Sign-in itself is the one AuthenticationProvider bean, which Spring Security finds. */
    @Bean
    @Order(2)
    SecurityFilterChain portal(
            HttpSecurity http,
            AuthenticationFailureHandler signInFailed,
            EndedSessionFilter endedSessions,
            RequestUtil vaadinRequests,
            Refusals refusals)
            throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/portal/**", "/aura/**", "/favicon.ico")
                        .permitAll())
                // BrowserHeaders writes them, on these answers and all others.
                .headers(HeadersConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(pageTokens())
                        .ignoringRequestMatchers(vaadinRequests::isFrameworkInternalRequest))
                .exceptionHandling(denied -> denied.defaultAccessDeniedHandlerFor(
                        (request, response, refused) -> {
                            refusals.record(
                                    "request.refused", request.getRemoteAddr(), "a sign-in without the page's token");
                            response.sendRedirect(request.getContextPath() + "/login?again");
                        },
                        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/login")))
                .addFilterAfter(endedSessions, SecurityContextHolderFilter.class)
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(AccountNavigation.signIn())
                                // Its own lets anyone sign a browser in from anywhere.
                                .enableCsrfConfiguration(false)
                                // Addresses that lead nowhere are answered by a page that says so, to people who have
                                // signed in.
                                .anyRequest(AuthorizedUrl::authenticated))
                .formLogin(form -> form.failureHandler(signInFailed))
                .build();
    }

    /** In a cookie, so that a sign-in page may stay open for longer than the session it was opened in. */
    private static CsrfTokenRepository pageTokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("pitchpipe-page");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    /** Part of the security filter chain, and not to be added to the servlet's filters a second time. */
    @Bean
    EndedSessionFilter endedSessions(
            Access access, Clock clock, @Value("${pitchpipe.session.longest:24h}") Duration longest) {
        return new EndedSessionFilter(access, clock, longest);
    }

    @Bean
    FilterRegistrationBean<EndedSessionFilter> onlyInTheChain(EndedSessionFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
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
    FilterRegistrationBean<FaultPages> faultPages() {
        var registration = new FilterRegistrationBean<>(new FaultPages());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    FilterRegistrationBean<OriginFilter> originFilter(
            @Value("${pitchpipe.allowed-hosts:}") List<String> allowedHosts,
            @Value("${pitchpipe.base-url:}") String baseUrl,
            Refusals refusals) {
        var registration = new FilterRegistrationBean<>(new OriginFilter(
                allowedHosts, baseUrl, (address, what) -> refusals.record("request.refused", address, what)));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setAsyncSupported(true);
        return registration;
    }
}
