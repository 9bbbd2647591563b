package io.pitchpipe.portal;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;
import io.pitchpipe.clock.DatabaseClock;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The portal: the Vaadin web application and its services. */
@SpringBootApplication
@EnableScheduling
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://portal/styles/tokens.css")
public class PortalApplication implements AppShellConfigurator {

    private static final long serialVersionUID = 1L;

    /** Puts the remembered colour scheme in place before the first paint. */
    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addInlineWithContents(Inline.Position.PREPEND, """
                try {
                  const scheme = localStorage.getItem('pitchpipe.scheme');
                  if (scheme === 'light' || scheme === 'dark') document.documentElement.setAttribute('data-scheme', scheme);
                } catch (unavailable) {
                  // As the system has it, then.
                }
                document.documentElement.lang = 'en';
                """, Inline.Wrapping.JAVASCRIPT);
        settings.addFavIcon("icon", "portal/icons/favicon.svg", "any");
    }

    public static void main(String[] args) {
        SpringApplication.run(PortalApplication.class, args);
    }

    /** One time for all nodes. */
    @Bean
    Clock clock(DataSource database) {
        return new DatabaseClock(database);
    }
}
