package io.pitchpipe.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.testing.PortalTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShellPartsTest extends PortalTest {

    @Test
    void no_more_than_three_messages_stand_over_the_page_and_the_newest_are_kept() {
        signIn(newTeam());
        for (var number = 1; number <= 5; number++) {
            Notifications.succeeded("done " + number);
        }
        assertThat($(Notification.class).all().stream()
                        .filter(Notification::isOpened)
                        .map(toast -> toast.getElement().getTextRecursively()))
                .hasSize(3)
                .noneMatch(text -> text.contains("done 2"))
                .anyMatch(text -> text.contains("done 5"));
    }

    @Test
    void only_the_last_thing_done_can_be_undone() {
        signIn(newTeam());
        Notifications.succeeded("Row 1 was deleted", "Undo", () -> {});
        Notifications.succeeded("The card is saved");
        Notifications.succeeded("Row 2 was deleted", "Undo", () -> {});
        assertThat($(Notification.class).all().stream()
                        .filter(Notification::isOpened)
                        .map(toast -> toast.getElement().getTextRecursively()))
                .containsExactlyInAnyOrder("The card is saved", "Row 2 was deletedUndo");
    }

    @Test
    void a_way_back_stays_long_enough_to_be_read_and_taken() {
        signIn(newTeam());
        Notifications.succeeded("Deleted", "Undo", () -> {});
        assertThat($(Notification.class).single().getDuration()).isGreaterThanOrEqualTo(30_000);
    }

    @Test
    void the_main_button_is_the_last_whatever_is_added_after_it_and_there_is_one() {
        signIn(newTeam());
        var other = new Button("Other");
        var header = new PageHeader("Title")
                .primary(new Button("First"))
                .action(other)
                .primary(new Button("Main"))
                .action(new Button("Another"));
        assertThat(buttons(header)).extracting(Button::getText).containsExactly("Other", "Another", "Main");
    }

    private static List<Button> buttons(Component parent) {
        return parent.getChildren()
                .flatMap(child -> child instanceof Button button
                        ? java.util.stream.Stream.of(button)
                        : child instanceof Div div ? buttons(div).stream() : java.util.stream.Stream.empty())
                .toList();
    }

    @Test
    void a_question_names_both_ways_out_and_runs_only_the_one_that_was_chosen() {
        signIn(newTeam());
        var stopped = new AtomicInteger();
        Confirm.ask(
                "Stop training?",
                "12 of 19 steps are done.",
                "Stop training",
                "Keep training",
                stopped::incrementAndGet);
        var dialog = $(ConfirmDialog.class).single();
        assertThat(dialog.getElement().getProperty("cancelText")).isEqualTo("Keep training");
        assertThat(dialog.getElement().getProperty("confirmText")).isEqualTo("Stop training");
        test(dialog).cancel();
        assertThat(stopped).hasValue(0);
    }

    @Test
    void the_apis_name_of_a_setting_is_a_tooltip_and_not_part_of_its_label() {
        signIn(newTeam());
        var field = ApiName.of(new TextField("Temperature"), "temperature");
        assertThat(field.getLabel()).isEqualTo("Temperature");
        assertThat(field.getTooltip().getText()).isEqualTo("In the API: temperature");
    }

    @Test
    void a_share_is_a_bar_that_says_what_it_measures() {
        assertThat(ShareBar.of("Right", 9, 10).getValue()).isEqualTo(0.9);
        assertThat(ShareBar.of("Right", 0, 0).getValue()).isZero();
        assertThat(ShareBar.of("Right", 9, 10).getElement().getAttribute("aria-label"))
                .isEqualTo("Right");
    }

    @Test
    void a_small_curve_says_in_words_what_it_shows_and_leaves_out_what_is_no_number() {
        var curve = new Sparkline(List.of(3.2, Double.NaN, 0.41), "Loss from 3.2 to 0.41");
        assertThat(curve.getElement().getAttribute("values")).isEqualTo("3.200 0.4100");
        assertThat(curve.getElement().getAttribute("aria-label")).isEqualTo("Loss from 3.2 to 0.41");
        assertThat(new Sparkline(List.of(1.0), "").isVisible()).isFalse();
    }
}
