package io.pitchpipe.tuningserver.api;

import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the {@link Gate} before every route. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final Gate gate;

    WebConfiguration(Gate gate) {
        this.gate = gate;
    }

    /** What Tomcat refuses before a controller sees it has the envelope too, and a controller can ask whether its caller is still there. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> container() {
        return factory -> {
            factory.setProtocol(WatchedConnections.class.getName());
            // Some clients escape the slash of tunedModels/ID; see ModelPaths.
            factory.addConnectorCustomizers(connector -> connector.setEncodedSolidusHandling("passthrough"));
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(EnvelopeValve.class.getName());
                }
            });
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Calls());
    }
}
