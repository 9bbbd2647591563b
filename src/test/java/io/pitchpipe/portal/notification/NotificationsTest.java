package io.pitchpipe.portal.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.genapi.RpcCode;
import io.pitchpipe.portal.account.ActivityService;
import io.pitchpipe.portal.account.AdminService;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.TeamService;
import io.pitchpipe.portal.catalog.ModelAccess;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.VersionSettled;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.portal.evaluation.internal.EvaluationTest;
import io.pitchpipe.testing.NewTeam;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** What is told to whom. */
@SuppressWarnings("NullAway.Init")
class NotificationsTest extends EvaluationTest {

    @Autowired
    private NotificationService notifications;

    @Autowired
    private ModelAccess access;

    @Autowired
    private ModelService models;

    @Autowired
    private TeamService teams;

    @Autowired
    private AdminService admin;

    @Autowired
    private ActivityService activity;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    private List<Notification> of(UserId user) {
        signIn(user);
        return notifications.page(false, Optional.empty(), 50);
    }

    private List<NotificationKind> kinds(UserId user) {
        return of(user).stream().map(Notification::kind).toList();
    }

    @Test
    void who_started_a_training_is_told_once_that_the_model_is_ready_and_nobody_else_is() {
        var team = newTeam();
        var other = newMember(team.id(), Role.OWNER);
        var job = ready(team);
        poll(job);
        assertThat(of(team.owner().id())).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(NotificationKind.TUNING_READY);
            assertThat(told.argument(0)).isEqualTo("Number generator");
            assertThat(told.subject()).contains(job.value());
            assertThat(told.team()).contains(team.id());
            assertThat(told.unread()).isTrue();
        });
        assertThat(of(other.id())).isEmpty();
    }

    @Test
    void a_training_that_failed_says_why() {
        var team = newTeam();
        var job = launched(team);
        submit(job);
        backend.only().fail(RpcCode.INTERNAL, "out of memory");
        poll(job);
        assertThat(of(team.owner().id())).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(NotificationKind.TUNING_FAILED);
            assertThat(told.argument(1)).isEqualTo(job(job).reason()).isNotBlank();
        });
    }

    @Test
    void a_training_that_another_one_stopped_names_them_and_ones_own_stop_is_no_news() {
        var team = newTeam();
        var ben = newMember(team.id(), Role.EDITOR);
        var job = launched(team);
        signIn(ben.id());
        tunings.cancel(team.id(), job);
        submit(job);
        assertThat(of(team.owner().id())).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(NotificationKind.TUNING_STOPPED);
            assertThat(told.arguments()).containsExactly("Number generator", ben.name());
        });
        assertThat(of(ben.id())).isEmpty();

        var own = newTeam();
        var mine = launched(own);
        tunings.cancel(own.id(), mine);
        submit(mine);
        assertThat(of(own.owner().id())).isEmpty();
    }

    @Test
    void a_test_is_told_to_who_asked_for_it_or_else_to_who_started_the_training() {
        var team = newTeam();
        var job = ready(team);
        answers.script = (asked, prompt) -> List.of("wrong");
        askAll(team, job);
        assertThat(of(team.owner().id()).getFirst()).satisfies(told -> {
            assertThat(told.kind()).isEqualTo(NotificationKind.TEST_FINISHED);
            assertThat(told.arguments()).containsExactly("Number generator", "0", "10");
        });
        var ben = newMember(team.id(), Role.EDITOR);
        signIn(ben.id());
        evaluations.again(team.id(), new ModelId(job.value()));
        askAll(team, job);
        assertThat(kinds(ben.id())).containsExactly(NotificationKind.TEST_FINISHED);
        assertThat(kinds(team.owner().id()))
                .containsExactly(NotificationKind.TEST_FINISHED, NotificationKind.TUNING_READY);
    }

    @Test
    void a_share_its_withdrawal_and_its_end_are_told_to_every_member_of_the_other_team_and_stand_in_its_log() {
        var atlas = newTeam();
        var borealis = newTeam();
        var vera = newMember(borealis.id(), Role.VIEWER);
        var model = new ModelId(ready(atlas).value());
        backend.projects.put(borealis.id(), borealis.number().toString());

        access.share(atlas.id(), model, borealis.number().toString());
        access.unshare(atlas.id(), model, borealis.number());
        access.unshare(atlas.id(), model, borealis.number());
        access.share(atlas.id(), model, borealis.number().toString());
        models.delete(atlas.id(), model);

        for (var member : List.of(vera.id(), borealis.owner().id())) {
            assertThat(kinds(member))
                    .containsExactly(
                            NotificationKind.SHARE_DELETED,
                            NotificationKind.SHARE_ADDED,
                            NotificationKind.SHARE_WITHDRAWN,
                            NotificationKind.SHARE_ADDED);
        }
        assertThat(of(vera.id()).getLast()).satisfies(told -> {
            assertThat(told.team()).contains(borealis.id());
            assertThat(told.subject()).contains(model.value());
            assertThat(told.arguments())
                    .containsExactly(
                            "Number generator",
                            atlas.owner().name(),
                            atlas.team().name());
        });
        assertThat(activity.page(borealis.id(), "model", Optional.empty(), 10))
                .extracting(line -> line.entry().action())
                .containsExactly("model.gone", "model.received", "model.withdrawn", "model.received");
        assertThat(activity.page(borealis.id(), "model", Optional.empty(), 10).getLast())
                .satisfies(line -> {
                    assertThat(line.actor()).contains(atlas.owner().name());
                    assertThat(line.entry().detail())
                            .contains("from " + atlas.team().name());
                });
    }

    @Test
    void who_is_in_both_teams_is_not_told_of_what_they_shared_themselves() {
        var atlas = newTeam();
        var borealis = newTeam();
        join(borealis.id(), atlas.owner().id(), Role.EDITOR);
        var model = new ModelId(ready(atlas).value());
        access.share(atlas.id(), model, borealis.number().toString());
        assertThat(kinds(atlas.owner().id())).containsExactly(NotificationKind.TUNING_READY);
        assertThat(kinds(borealis.owner().id())).containsExactly(NotificationKind.SHARE_ADDED);
    }

    @Test
    void a_changed_role_and_a_removal_are_told_and_what_was_told_in_the_team_goes_with_the_removal() {
        var team = newTeam();
        var ben = newMember(team.id(), Role.EDITOR);
        signIn(team);
        teams.changeRole(team.id(), ben.id(), Role.VIEWER);
        assertThat(of(ben.id()))
                .singleElement()
                .satisfies(told -> assertThat(told.arguments())
                        .containsExactly(
                                team.team().name(), "VIEWER", team.owner().name()));
        signIn(team);
        teams.remove(team.id(), ben.id());
        assertThat(kinds(ben.id())).containsExactly(NotificationKind.REMOVED);
        join(team.id(), ben.id(), Role.VIEWER);
        assertThat(kinds(ben.id())).as("not back with the membership").containsExactly(NotificationKind.REMOVED);
        signIn(ben.id());
        teams.leave(team.id());
        assertThat(kinds(ben.id())).as("one's own leaving").containsExactly(NotificationKind.REMOVED);
    }

    @Test
    void who_becomes_an_administrator_is_told_and_a_disabled_account_keeps_nothing() {
        var ben = newUser();
        signIn(newAdmin().id());
        admin.setAdmin(ben.id(), true);
        admin.setAdmin(ben.id(), false);
        assertThat(kinds(ben.id())).containsExactly(NotificationKind.ADMIN_TAKEN, NotificationKind.ADMIN_GIVEN);
        signIn(newAdmin().id());
        admin.setEnabled(ben.id(), false);
        admin.setAdmin(ben.id(), true);
        admin.setEnabled(ben.id(), true);
        assertThat(of(ben.id())).isEmpty();
    }

    @Test
    void a_dataset_that_took_long_is_told_to_who_brought_it_and_a_quick_one_is_not() {
        var team = newTeam();
        settle(team, VersionState.VALID, Duration.ofSeconds(9));
        assertThat(of(team.owner().id())).isEmpty();
        settle(team, VersionState.VALID, Duration.ofSeconds(11));
        settle(team, VersionState.INVALID, Duration.ofMinutes(2));
        settle(team, VersionState.FAILED, Duration.ofMinutes(2));
        assertThat(kinds(team.owner().id()))
                .containsExactly(
                        NotificationKind.DATASET_FAILED,
                        NotificationKind.DATASET_INVALID,
                        NotificationKind.DATASET_READY);
    }

    private void settle(NewTeam team, VersionState state, Duration took) {
        var settled = new VersionSettled(
                team.id(),
                DatasetId.random(),
                VersionId.random(),
                "Tickets",
                team.owner().id(),
                state,
                5_000,
                took);
        transaction.executeWithoutResult(status -> events.publishEvent(settled));
    }

    @Test
    void a_notification_is_gone_with_the_transaction_that_is_rolled_back() {
        var team = newTeam();
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new VersionSettled(
                    team.id(),
                    DatasetId.random(),
                    VersionId.random(),
                    "Tickets",
                    team.owner().id(),
                    VersionState.VALID,
                    5,
                    Duration.ofHours(1)));
            status.setRollbackOnly();
        });
        assertThat(of(team.owner().id())).isEmpty();
    }

    @Test
    void one_reads_marks_and_deletes_ones_own_only() {
        var team = newTeam();
        var stranger = newUser();
        ready(team);
        var id = notifications.latest();
        signIn(stranger.id());
        assertThat(notifications.open(id)).isEmpty();
        notifications.mark(id, true);
        notifications.delete(id);
        notifications.markAllRead();
        signIn(team);
        assertThat(notifications.unread()).isEqualTo(1);
        assertThat(notifications.open(id)).isPresent();
        assertThat(notifications.unread()).isZero();
        notifications.mark(id, false);
        assertThat(notifications.unread()).isEqualTo(1);
        notifications.delete(id);
        assertThat(notifications.latest()).isZero();
    }
}
