package io.pitchpipe.portal.dataset.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import io.pitchpipe.portal.dataset.BucketState;
import io.pitchpipe.portal.dataset.BucketState.Answer;
import io.pitchpipe.portal.dataset.RowStorage;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.testing.PortalTest;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** An administrator reads where rows lie and how the bucket is. */
class StoragePanelTest extends PortalTest {

    private static final long GIGABYTE = 1_000_000_000L;

    private boolean says(String text) {
        return $(Paragraph.class).all().stream()
                .anyMatch(paragraph -> paragraph.getText().contains(text));
    }

    private boolean badge(String text) {
        return $(StatusBadge.class).all().stream()
                .anyMatch(badge -> badge.getElement().getTextRecursively().contains(text));
    }

    private void show(Callable<RowStorage> look) {
        signIn(newAdmin().id());
        UI.getCurrent().add(new StoragePanel(look));
    }

    private void show(Answer answer, String reason) {
        var bucket = new BucketState("pitchpipe at minio.example.org", answer, Instant.now(), reason);
        show(() -> new RowStorage(Optional.of(bucket), true, GIGABYTE, 40 * GIGABYTE));
    }

    @Test
    void the_administration_says_that_rows_lie_in_the_database() {
        signIn(newAdmin().id());
        UI.getCurrent().navigate("admin/instance");

        await(() -> says("New rows of datasets are kept in the database, as everything else is."));
        assertThat($(H2.class).withText("Dataset storage").exists()).isTrue();
    }

    @Test
    void a_bucket_that_answers_is_named_with_what_lies_in_it() {
        show(Answer.ANSWERS, "");

        await(() -> badge("Reachable"));
        assertThat(says("New rows of datasets are kept in the bucket pitchpipe at minio.example.org"))
                .isTrue();
        assertThat(says("There are 1.0 GB of rows in the database and 40 GB in the bucket."))
                .isTrue();
    }

    @Test
    void a_bucket_that_refuses_is_told_with_its_error_and_what_it_means() {
        show(Answer.REFUSES, "NoSuchBucket (404)");

        await(() -> badge("Refuses"));
        assertThat(says("Nothing is lost.")).isTrue();
        assertThat(says("Reported error: NoSuchBucket (404).")).isTrue();
    }

    @Test
    void rows_in_a_bucket_that_no_setting_names_are_told() {
        show(() -> new RowStorage(Optional.empty(), false, GIGABYTE, GIGABYTE));

        await(() -> badge("Rows that cannot be read"));
        assertThat(says("Set pitchpipe.storage.bucket.name")).isTrue();
    }

    @Test
    void what_cannot_be_read_is_said_in_its_place() {
        show(() -> {
            throw new IllegalStateException("the database is away");
        });

        await(() -> says("How much lies where could not be read just now."));
    }
}
