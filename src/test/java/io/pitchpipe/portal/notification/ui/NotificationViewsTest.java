package io.pitchpipe.portal.notification.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.portal.account.AccessChanged;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.TeamService;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ShareChanged;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.notification.NotificationService;
import io.pitchpipe.testing.NewTeam;
import io.pitchpipe.testing.PortalTest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SuppressWarnings("NullAway.Init")
class NotificationViewsTest extends PortalTest {

    @Autowired
    private NotificationService notifications;

    @Autowired
    private TeamService teams;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private NewTeam team;
    private UserId ben;

    @BeforeEach
    void ben_is_in_a_team() {
        team = newTeam();
        ben = newMember(team.id(), Role.EDITOR).id();
        signIn(ben);
    }

    /** As if the owner had changed ben's role. */
    private void tell(Role role) {
        var change = new AccessChanged.InTeam(
                ben,
                team.owner().id(),
                new AccessChanged.Team(team.id(), team.team().name()),
                role);
        transaction.executeWithoutResult(status -> events.publishEvent(change));
    }

    /** What the bell says; nothing while all is read. */
    private String count() {
        return $(Span.class).withClassName("notification-count").all().stream()
                .map(Span::getText)
                .findFirst()
                .orElse("");
    }

    private List<String> rows() {
        return $(NotificationRow.class).all().stream()
                .map(row -> row.getElement().getTextRecursively())
                .toList();
    }

    private static Button button(NotificationRow row, String label) {
        return row.getElement()
                .getComponent()
                .orElseThrow()
                .getChildren()
                .flatMap(child -> child.getChildren())
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button -> button.getAriaLabel().orElse("").startsWith(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_bell_counts_what_was_told_before_and_its_list_marks_all_as_read() {
        tell(Role.VIEWER);
        tell(Role.EDITOR);
        navigate("notifications", NotificationsView.class);
        await(() -> count().equals("2"));
        assertThat(bell().getAriaLabel()).contains("Notifications, 2 unread");

        $(Popover.class).first().open();
        await(() -> $(Anchor.class).withText("See all notifications").exists());
        assertThat($(Anchor.class).withText(sentence("Viewer")).exists()).isTrue();
        test($(Button.class).withText("Mark all as read").all().stream()
                        .filter(button ->
                                button.getParent().orElseThrow().getClassNames().contains("notification-head"))
                        .findFirst()
                        .orElseThrow())
                .click();
        await(() -> bell().getAriaLabel().orElse("").equals("Notifications"));
        assertThat(notifications.unread()).isZero();
    }

    private Button bell() {
        return $(Button.class).all().stream()
                .filter(button -> button.getAriaLabel().orElse("").startsWith("Notifications"))
                .findFirst()
                .orElseThrow();
    }

    private String sentence(String role) {
        return team.owner().name() + " changed your role in " + team.team().name() + " to " + role;
    }

    @Test
    void what_arrives_while_the_page_is_open_is_announced_counted_and_shown_when_asked_for() {
        tell(Role.VIEWER);
        navigate("notifications", NotificationsView.class);
        await(() -> rows().size() == 1 && count().equals("1"));
        tell(Role.OWNER);
        await(() -> count().equals("2"));
        assertThat($(Notification.class).all())
                .anySatisfy(toast ->
                        assertThat(toast.getElement().getTextRecursively()).contains(sentence("Owner")));
        await(() -> $(Button.class).withText("Show 1 new notification").exists());
        assertThat(rows()).as("nothing moves under the hand").hasSize(1);
        test($(Button.class).withText("Show 1 new notification").single()).click();
        await(() -> rows().size() == 2);
    }

    @Test
    void the_inbox_lists_by_day_marks_and_deletes() {
        tell(Role.VIEWER);
        jdbc.sql("update notification set created_at = ? where user_id = ?")
                .params(Instant.now().minus(3, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC), ben.value())
                .update();
        tell(Role.EDITOR);
        navigate("notifications", NotificationsView.class);
        await(() -> rows().size() == 2);
        assertThat($(H2.class).all())
                .extracting(H2::getText)
                .startsWith("Today")
                .hasSizeGreaterThan(1);

        var first = $(NotificationRow.class).first();
        test(button(first, "Mark as read")).click();
        await(() -> notifications.unread() == 1);
        test(button(first, "Mark as unread")).click();
        await(() -> notifications.unread() == 2);
        test(button(first, "Delete")).click();
        await(() -> rows().size() == 1);
        assertThat(rows().getFirst()).contains(sentence("Viewer"));
        test(button($(NotificationRow.class).first(), "Delete")).click();
        await(() -> $(H2.class).withText("No notifications yet").exists());
    }

    @Test
    void the_filter_leaves_the_unread_ones() {
        tell(Role.VIEWER);
        notifications.markAllRead();
        tell(Role.EDITOR);
        UI.getCurrent().navigate("notifications", QueryParameters.of("show", "unread"));
        MockVaadin.clientRoundtrip();
        await(() -> rows().size() == 1);
        assertThat(rows().getFirst()).contains(sentence("Editor"));
    }

    @Test
    void a_long_list_is_loaded_in_pages() {
        for (var number = 0; number < 51; number++) {
            tell(Role.VIEWER);
        }
        navigate("notifications", NotificationsView.class);
        await(() -> rows().size() == 50);
        test($(Button.class).withText("Show older").single()).click();
        await(() -> rows().size() == 51);
        assertThat($(Button.class).withText("Show older").exists()).isFalse();
    }

    @Test
    void one_leads_to_its_page_and_is_read_then() {
        tell(Role.VIEWER);
        UI.getCurrent().navigate("notifications/" + notifications.latest());
        MockVaadin.clientRoundtrip();
        await(() -> $(H1.class).withText(team.team().name()).exists());
        assertThat(notifications.unread()).isZero();
    }

    @Test
    void a_share_that_is_not_in_the_list_and_what_is_not_ones_own_lead_to_a_sentence_without_names() {
        var other = newTeam();
        var share = new ShareChanged(
                ShareChanged.Kind.ADDED,
                ModelId.random(),
                "Secret model",
                other.id(),
                team.id(),
                other.owner().id());
        transaction.executeWithoutResult(status -> events.publishEvent(share));
        var id = notifications.latest();
        UI.getCurrent().navigate("notifications/" + id);
        MockVaadin.clientRoundtrip();
        assertThat($(H1.class).withText("This model is not in your list").exists())
                .isTrue();

        signIn(other);
        UI.getCurrent().navigate("notifications/" + id);
        MockVaadin.clientRoundtrip();
        assertThat($(NotificationOpenView.class).single().getElement().getTextRecursively())
                .contains("no longer available")
                .doesNotContain("Secret model");
    }

    @Test
    void who_leaves_a_team_finds_nothing_of_it() {
        tell(Role.VIEWER);
        teams.leave(team.id());
        assertThat(notifications.page(false, Optional.empty(), 10)).isEmpty();
        navigate("notifications", NotificationsView.class);
        await(() -> $(H2.class).withText("No notifications yet").exists());
    }
}
