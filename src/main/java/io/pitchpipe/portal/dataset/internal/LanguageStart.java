package io.pitchpipe.portal.dataset.internal;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reads {@link LanguageWords} beside everything else once the portal serves, so that the first upload need not wait for it. */
@Component
class LanguageStart {

    @EventListener(ApplicationReadyEvent.class)
    void read() {
        Thread.ofVirtual().name("language-words").start(LanguageWords::get);
    }
}
