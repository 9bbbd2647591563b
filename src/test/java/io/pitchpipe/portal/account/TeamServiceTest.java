package io.pitchpipe.portal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.testing.PortalTest;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;
import org.springframework.security.core.context.SecurityContextHolder;

class TeamServiceTest extends PortalTest {

    @Autowired
    TeamService teams;

    @Autowired
    ActivityService activity;

    @Test
    void the_last_owner_cannot_leave() {
        var team = newTeam();
        signIn(team);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> teams.leave(team.id()))
                .matches(refused -> refused.key().equals("account.team.lastOwner"));
        assertThat(teams.myRole(team.id())).isEqualTo(Role.OWNER);
    }

    @Test
    void the_last_owner_cannot_step_down() {
        var team = newTeam();
        newMember(team.id(), Role.EDITOR);
        signIn(team);
        assertThatThrownBy(() -> teams.changeRole(team.id(), team.owner().id(), Role.VIEWER))
                .isInstanceOf(Refused.class);
    }

    @Test
    void an_owner_leaves_once_there_is_another_one() {
        var team = newTeam();
        var other = newMember(team.id(), Role.EDITOR);
        signIn(team);
        teams.changeRole(team.id(), other.id(), Role.OWNER);
        teams.leave(team.id());
        assertThatThrownBy(() -> teams.get(team.id())).isInstanceOf(NotFoundException.class);
        signIn(other.id());
        assertThat(teams.memberCount(team.id())).isEqualTo(1);
    }

    @Test
    void two_owners_who_leave_at_once_leave_one_behind() throws Exception {
        var team = newTeam();
        var other = newMember(team.id(), Role.OWNER);
        try (var threads = Executors.newFixedThreadPool(2)) {
            signIn(team);
            var first = threads.submit(asCaller(() -> left(team.id())));
            signIn(other.id());
            var second = threads.submit(asCaller(() -> left(team.id())));
            assertThat(first.get() ^ second.get()).isTrue();
        }
    }

    private boolean left(io.pitchpipe.portal.common.TeamId team) {
        try {
            teams.leave(team);
            return true;
        } catch (Refused lastOwner) {
            return false;
        }
    }

    private static <T> Callable<T> asCaller(Callable<T> work) {
        return DelegatingSecurityContextCallable.create(work, SecurityContextHolder.getContext());
    }

    @Test
    void a_removed_member_loses_access_with_the_next_call() {
        var team = newTeam();
        var member = newMember(team.id(), Role.EDITOR);
        signIn(member.id());
        assertThat(teams.get(team.id()).name()).isEqualTo(team.team().name());
        signIn(team);
        teams.remove(team.id(), member.id());
        signIn(member.id());
        assertThatThrownBy(() -> teams.get(team.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void someone_who_is_no_member_can_be_neither_changed_nor_removed() {
        var team = newTeam();
        var stranger = newUser();
        signIn(team);
        assertThatThrownBy(() -> teams.remove(team.id(), stranger.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> teams.changeRole(team.id(), stranger.id(), Role.OWNER))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void an_administrator_makes_a_team_with_a_number_of_twelve_digits() {
        var admin = newAdmin();
        signIn(admin.id());
        var team = teams.create("  Cetus ", Optional.empty());
        assertThat(team.name()).isEqualTo("Cetus");
        assertThat(team.number().toString()).matches("[1-9][0-9]{11}");
        assertThat(teams.myRole(team.id())).isEqualTo(Role.OWNER);
        assertThat(teams.nameOf(team.number())).contains("Cetus");
    }

    @Test
    void a_project_number_belongs_to_one_team() {
        var taken = newTeam();
        signIn(newAdmin().id());
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(
                        () -> teams.create("Draco", Optional.of(taken.number().toString())))
                .matches(refused -> refused.key().equals("account.number.taken"));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> teams.create("Draco", Optional.of("12 34")))
                .matches(refused -> refused.key().equals("account.number.malformed"));
        assertThat(teams.nameOf(new ProjectNumber(1))).isEmpty();
    }

    @Test
    void a_name_of_spaces_or_of_61_characters_is_refused() {
        var team = newTeam();
        signIn(team);
        assertThatThrownBy(() -> teams.rename(team.id(), " \t ")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> teams.rename(team.id(), "x".repeat(61))).isInstanceOf(Refused.class);
        teams.rename(team.id(), "🎵".repeat(60));
        assertThat(teams.get(team.id()).name()).hasSize(120);
    }

    @Test
    void what_is_done_to_members_is_in_the_log_newest_first() {
        var team = newTeam();
        var member = newMember(team.id(), Role.VIEWER);
        signIn(team);
        teams.changeRole(team.id(), member.id(), Role.EDITOR);
        teams.remove(team.id(), member.id());
        var lines = activity.page(team.id(), "member", Optional.empty(), 10);
        assertThat(lines)
                .extracting(line -> line.entry().action())
                .containsExactly("member.removed", "member.roleChanged");
        assertThat(lines.getFirst().actor()).contains(team.owner().name());
        assertThat(activity.page(
                        team.id(), "", Optional.of(lines.getFirst().entry().id()), 10))
                .extracting(line -> line.entry().action())
                .containsExactly("member.roleChanged");
        assertThat(activity.page(team.id(), "dataset", Optional.empty(), 10)).isEmpty();
    }

    @Test
    void a_refusal_is_in_the_log_of_the_administrators() {
        var team = newTeam();
        var viewer = newMember(team.id(), Role.VIEWER);
        signIn(viewer.id());
        assertThatThrownBy(() -> teams.rename(team.id(), "Mine")).isInstanceOf(AccessDeniedException.class);
        signIn(newAdmin().id());
        assertThat(activity.instancePage(Optional.empty(), 5)).anySatisfy(line -> {
            assertThat(line.entry().action()).isEqualTo("access.denied");
            assertThat(line.entry().subject()).isEqualTo("TeamService.rename");
            assertThat(line.actor()).contains(viewer.name());
        });
    }
}
