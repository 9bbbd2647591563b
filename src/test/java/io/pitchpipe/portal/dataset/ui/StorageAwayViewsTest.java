package io.pitchpipe.portal.dataset.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.StorageAwayException;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.StatusBadge;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;

/** What people see of a dataset while the place where its rows are kept is away, and after that. */
@SuppressWarnings("NullAway.Init")
class StorageAwayViewsTest extends DatasetViewTest {

    private static final String SENTENCE = "The place where rows are kept does not let this server in.";

    @Autowired
    private JdbcClient jdbc;

    /** The rows are said to be in a bucket, and there is none. */
    private void takeAway(Dataset dataset) {
        place(dataset, "gone-" + dataset.id());
    }

    private void bringBack(Dataset dataset) {
        place(dataset, null);
    }

    private void place(Dataset dataset, @Nullable String object) {
        jdbc.sql("update dataset_chunk set object_name = ? where dataset_id = ?")
                .param(object)
                .param(dataset.id().value())
                .update();
    }

    private Dataset away() {
        var dataset = bring("Support", csv(30));
        takeAway(dataset);
        return dataset;
    }

    /** As the grid does when it is scrolled. */
    private boolean fetches() {
        var provider = $(Grid.class).single().getDataCommunicator().getDataProvider();
        try (Stream<?> rows = provider.fetch(new Query<>(0, 5, List.of(), null, null))) {
            return rows.findAny().isPresent();
        }
    }

    @Test
    void in_the_place_of_rows_stands_why_there_are_none_and_they_come_back() {
        var dataset = away();
        UI.getCurrent().navigate("datasets/" + dataset.id());
        assertThat(fetches()).isFalse();

        await(() -> $(ErrorPanel.class).exists());
        assertThat($(H2.class).withText("The rows cannot be shown just now").exists())
                .isTrue();
        assertThat(says(SENTENCE)).isTrue();
        assertThat($(Grid.class).exists()).isFalse();

        bringBack(dataset);
        click("Try again");
        assertThat($(ErrorPanel.class).exists()).isFalse();
        assertThat(fetches()).isTrue();
    }

    @Test
    void a_link_to_one_row_leads_to_the_page_and_not_to_a_fault() {
        var dataset = away();
        go("datasets/" + dataset.id(), "row=3");

        assertThat($(H2.class).withText("The rows cannot be shown just now").exists())
                .isTrue();
        assertThat(says(SENTENCE)).isTrue();
    }

    @Test
    void who_looks_for_rows_is_told_too() {
        var dataset = away();
        UI.getCurrent().navigate("datasets/" + dataset.id());
        var search = $(TextField.class).all().getFirst();
        test(search).setValue("question 7");

        await(() -> $(ErrorPanel.class).exists() && says(SENTENCE));
        bringBack(dataset);
        click("Try again");
        await(() -> says("1 row"));
    }

    @Test
    void lengths_that_cannot_be_counted_say_why_and_are_counted_later() {
        var dataset = away();
        UI.getCurrent().navigate("datasets/" + dataset.id() + "/card");
        await(() -> says(SENTENCE));

        bringBack(dataset);
        click("Try again");
        await(() -> says("Half of the examples have up to"));
    }

    @Test
    void a_file_that_waits_for_its_place_says_so() {
        var dataset = bring("Support", csv(30));
        makeWait(dataset, "IMPORTED");

        assertThat(says("Your file is safe: this is tried again every half minute"))
                .isTrue();
        assertThat($(StatusBadge.class).all())
                .anyMatch(badge -> badge.getElement().getTextRecursively().contains("Waiting"));
    }

    @Test
    void what_would_be_lost_says_what_becomes_of_it() {
        var dataset = bring("Support", csv(30));
        makeWait(dataset, "FIXED");
        assertThat(says("The version before this one is safe")).isTrue();

        makeWait(dataset, "EDITED");
        assertThat(says("The rows are safe: this goes on by itself")).isTrue();
    }

    private void makeWait(Dataset dataset, String change) {
        jdbc.sql("""
                update dataset_version set state = 'VALIDATING', failure = 'STORAGE', change_kind = ? where dataset_id = ?""").params(change, dataset.id().value()).update();
        UI.getCurrent().navigate("datasets");
        UI.getCurrent().navigate("datasets/" + dataset.id());
    }

    @Test
    void the_same_failure_is_told_once_while_it_can_be_read() {
        Notifications.failed("The same");
        Notifications.failed("The same");
        Notifications.failed("Another");
        assertThat($(Notification.class).all()).hasSize(2);

        $(Notification.class).all().forEach(Notification::close);
        roundTrip();
        Notifications.failed("Another");
        assertThat($(Notification.class).all()).hasSize(1);
    }

    private static DownloadEvent download(MockHttpServletResponse response) {
        var service = (VaadinServletService) VaadinService.getCurrent();
        return new DownloadEvent(
                VaadinRequest.getCurrent(),
                new VaadinServletResponse(response, service),
                VaadinSession.getCurrent(),
                UI.getCurrent().getElement());
    }

    @Test
    void a_download_that_cannot_begin_fails_and_is_no_empty_file() throws IOException {
        var dataset = away();
        var version = latest(dataset).id();
        var answer = new MockHttpServletResponse();

        DownloadLinks.send(
                download(answer), "x.json", "application/json", out -> rows.exportApiJson(team, version, out));

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Content-Disposition")).isNull();
        assertThat(answer.getContentAsByteArray()).isEmpty();
        await(() -> $(Notification.class).exists());
    }

    @Test
    void a_download_that_breaks_off_is_not_ended_as_if_it_were_whole() {
        var answer = new MockHttpServletResponse();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> DownloadLinks.send(download(answer), "x.csv", "text/csv", out -> {
                    out.write(new byte[100]);
                    out.flush();
                    throw StorageAwayException.silent(new IllegalStateException("cut"));
                }))
                .withMessage("A download was cut off");
    }
}
