package io.pitchpipe.start;

import java.util.Locale;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/** Portal and tuning server speak English, so their figures are written as English writes them: a machine set to Arabic would put its own digits into the sentences. */
final class EnglishSentences implements ApplicationListener<ApplicationStartingEvent> {

    @Override
    public void onApplicationEvent(ApplicationStartingEvent starting) {
        Locale.setDefault(Locale.ENGLISH);
    }
}
