package io.pitchpipe.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.testing.NewTeam;
import io.pitchpipe.testing.PortalTest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Every call of this module by everyone: who gets through, who is refused, and to whom the team does not exist. */
class AccessMatrixTest extends PortalTest {

    enum Caller {
        ANONYMOUS,
        OUTSIDER,
        VIEWER,
        EDITOR,
        OWNER,
        ADMIN
    }

    enum Answer {
        YES,
        DENIED,
        NOT_FOUND
    }

    interface Call {
        void make(AccessMatrixTest services, TeamId team);
    }

    private static final String VIEWER_UP = "VIEWER";
    private static final String OWNER_ONLY = "OWNER";
    private static final String SIGNED_IN = "SIGNED_IN";
    private static final String ADMIN_ONLY = "ADMIN";
    private static final String ANYONE = "ANYONE";

    @Autowired
    TeamService teams;

    @Autowired
    InvitationService invitations;

    @Autowired
    AccountService accounts;

    @Autowired
    AdminService admin;

    @Autowired
    ActivityService activity;

    @Autowired
    SetupService setup;

    static Stream<Arguments> calls() {
        return Stream.of(
                call(VIEWER_UP, "TeamService.get", (s, team) -> s.teams.get(team)),
                call(VIEWER_UP, "TeamService.myRole", (s, team) -> s.teams.myRole(team)),
                call(VIEWER_UP, "TeamService.members", (s, team) -> s.teams.members(team, 0, 10)),
                call(VIEWER_UP, "TeamService.memberCount", (s, team) -> s.teams.memberCount(team)),
                call(VIEWER_UP, "TeamService.leave", (s, team) -> s.teams.leave(team)),
                call(VIEWER_UP, "ActivityService.page", (s, team) -> s.activity.page(team, "", Optional.empty(), 1)),
                call(OWNER_ONLY, "TeamService.rename", (s, team) -> s.teams.rename(team, "Renamed")),
                call(
                        OWNER_ONLY,
                        "TeamService.changeRole",
                        (s, team) -> s.teams.changeRole(
                                team, s.newMember(team, Role.VIEWER).id(), Role.EDITOR)),
                call(
                        OWNER_ONLY,
                        "TeamService.remove",
                        (s, team) -> s.teams.remove(
                                team, s.newMember(team, Role.VIEWER).id())),
                call(
                        OWNER_ONLY,
                        "InvitationService.invite",
                        (s, team) -> s.invitations.invite(team, Role.VIEWER, Optional.empty())),
                call(OWNER_ONLY, "InvitationService.open", (s, team) -> s.invitations.open(team)),
                call(OWNER_ONLY, "InvitationService.revoke", (s, team) -> {
                    s.invitations.invite(team, Role.VIEWER, Optional.empty());
                    s.invitations.revoke(
                            team, s.invitations.open(team).getFirst().id());
                }),
                call(SIGNED_IN, "TeamService.mine", (s, team) -> s.teams.mine()),
                call(
                        SIGNED_IN,
                        "TeamService.nameOf",
                        (s, team) -> s.teams.nameOf(new io.pitchpipe.portal.common.ProjectNumber(1))),
                call(SIGNED_IN, "AccountService.me", (s, team) -> s.accounts.me()),
                call(SIGNED_IN, "AccountService.rename", (s, team) -> s.accounts.rename("Someone")),
                call(SIGNED_IN, "AccountService.changePassword", (s, team) -> s.accounts.changePassword("no", "no")),
                call(SIGNED_IN, "InvitationService.accept", (s, team) -> s.invitations.accept("none")),
                call(ADMIN_ONLY, "TeamService.create", (s, team) -> s.teams.create("New", Optional.empty())),
                call(ADMIN_ONLY, "AdminService.users", (s, team) -> s.admin.users("", 0, 1)),
                call(ADMIN_ONLY, "AdminService.facts", (s, team) -> s.admin.facts(List.of())),
                call(ADMIN_ONLY, "AdminService.userCount", (s, team) -> s.admin.userCount("")),
                call(ADMIN_ONLY, "AdminService.teams", (s, team) -> s.admin.teams(0, 1)),
                call(ADMIN_ONLY, "AdminService.teamCount", (s, team) -> s.admin.teamCount()),
                call(ADMIN_ONLY, "AdminService.instanceName", (s, team) -> s.admin.instanceName()),
                call(ADMIN_ONLY, "AdminService.renameInstance", (s, team) -> s.admin.renameInstance("P")),
                call(
                        ADMIN_ONLY,
                        "AdminService.setEnabled",
                        (s, team) -> s.admin.setEnabled(s.newUser().id(), false)),
                call(
                        ADMIN_ONLY,
                        "AdminService.setAdmin",
                        (s, team) -> s.admin.setAdmin(s.newUser().id(), true)),
                call(
                        ADMIN_ONLY,
                        "AdminService.resetPassword",
                        (s, team) -> s.admin.resetPassword(s.newUser().id())),
                call(
                        ADMIN_ONLY,
                        "ActivityService.instancePage",
                        (s, team) -> s.activity.instancePage(Optional.empty(), 1)),
                call(ADMIN_ONLY, "ActivityService.checkLog", (s, team) -> s.activity.checkLog()),
                call(ANYONE, "InvitationService.look", (s, team) -> s.invitations.look("none")),
                call(
                        ANYONE,
                        "InvitationService.acceptAsNew",
                        (s, team) -> s.invitations.acceptAsNew("none", new NewAccount("A", "a@b.c", "x"))),
                call(ANYONE, "SetupService.done", (s, team) -> s.setup.done()),
                call(ANYONE, "SetupService.accepts", (s, team) -> s.setup.accepts("none")),
                call(
                        ANYONE,
                        "SetupService.complete",
                        (s, team) -> s.setup.complete(
                                "none", "P", new NewAccount("A", "a@b.c", "x"), "T", Optional.empty())));
    }

    private static Arguments call(String who, String name, Call call) {
        return Arguments.argumentSet(name, who, call);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void the_matrix_holds(String who, Call call) {
        var expected = new EnumMap<Caller, Answer>(Caller.class);
        var actual = new EnumMap<Caller, Answer>(Caller.class);
        for (var caller : Caller.values()) {
            var team = newTeam();
            newMember(team.id(), Role.OWNER);
            become(caller, team);
            expected.put(caller, expected(who, caller));
            actual.put(caller, answer(() -> call.make(this, team.id())));
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static Answer expected(String who, Caller caller) {
        var member = caller == Caller.VIEWER || caller == Caller.EDITOR || caller == Caller.OWNER;
        return switch (who) {
            case VIEWER_UP -> member ? Answer.YES : Answer.NOT_FOUND;
            case OWNER_ONLY -> caller == Caller.OWNER ? Answer.YES : member ? Answer.DENIED : Answer.NOT_FOUND;
            case SIGNED_IN -> caller == Caller.ANONYMOUS ? Answer.DENIED : Answer.YES;
            case ADMIN_ONLY -> caller == Caller.ADMIN ? Answer.YES : Answer.DENIED;
            default -> Answer.YES;
        };
    }

    private void become(Caller caller, NewTeam team) {
        switch (caller) {
            case ANONYMOUS -> signOut();
            case OUTSIDER -> signIn(newTeam());
            case VIEWER -> signIn(newMember(team.id(), Role.VIEWER).id());
            case EDITOR -> signIn(newMember(team.id(), Role.EDITOR).id());
            case OWNER -> signIn(team);
            case ADMIN -> signIn(newAdmin().id());
        }
    }

    /** A refusal for another reason than who is calling counts as getting through. */
    private static Answer answer(Runnable attempt) {
        try {
            attempt.run();
            return Answer.YES;
        } catch (AccessDeniedException denied) {
            return Answer.DENIED;
        } catch (NotFoundException gone) {
            return Answer.NOT_FOUND;
        } catch (Refused other) {
            return Answer.YES;
        }
    }

    @Test
    void every_public_method_of_the_module_s_services_is_in_the_matrix() {
        var covered =
                calls().map(each -> ((Arguments.ArgumentSet) each).getName()).toList();
        var all = Stream.of(
                        TeamService.class,
                        InvitationService.class,
                        AccountService.class,
                        AdminService.class,
                        ActivityService.class,
                        SetupService.class)
                .flatMap(service -> Stream.of(service.getDeclaredMethods())
                        .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
                        .map(method -> service.getSimpleName() + "." + method.getName()))
                .toList();
        assertThat(covered).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void a_team_that_does_not_exist_looks_like_a_foreign_one() {
        signIn(newUser().id());
        assertThat(answer(() -> teams.get(new TeamId(UUID.randomUUID())))).isEqualTo(Answer.NOT_FOUND);
        assertThat(Map.of("foreign", answer(() -> teams.get(newTeam().id()))))
                .containsEntry("foreign", Answer.NOT_FOUND);
    }
}
