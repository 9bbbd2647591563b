package io.pitchpipe.portal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.testing.PortalFixtures;
import io.pitchpipe.testing.PortalTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;

class AccountAndAdminServiceTest extends PortalTest {

    private static final String NEXT = "nine-copper-otters-sing-low";

    @Autowired
    AccountService accounts;

    @Autowired
    AdminService admin;

    @Autowired
    Access access;

    @Autowired
    UserRepository users;

    @Autowired
    PasswordEncoder encoder;

    @Test
    void a_changed_password_ends_the_other_sessions_and_not_this_one() {
        var user = newUser();
        signIn(user.id());
        var elsewhere = SecurityContextHolder.getContext();
        signIn(user.id());
        accounts.changePassword(PortalFixtures.PASSWORD, NEXT);
        assertThat(access.signedIn()).isTrue();
        assertThat(accounts.me().id()).isEqualTo(user.id());
        SecurityContextHolder.setContext(elsewhere);
        assertThat(access.signedIn()).isFalse();
        assertThatThrownBy(() -> accounts.me()).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_wrong_present_password_changes_nothing() {
        var user = newUser();
        signIn(user.id());
        refused("account.password.wrong", () -> accounts.changePassword("something else entirely", NEXT));
        refused("account.password.guessable", () -> accounts.changePassword(PortalFixtures.PASSWORD, "qwertyuiop123"));
        assertThat(encoder.matches(
                        PortalFixtures.PASSWORD,
                        users.signInData(user.id()).orElseThrow().passwordHash()))
                .isTrue();
    }

    @Test
    void a_wrong_password_and_a_weak_new_one_are_told_together() {
        signIn(newUser().id());
        assertThatThrownBy(() -> accounts.changePassword("wrong", "short"))
                .isInstanceOfSatisfying(
                        FieldsRefused.class,
                        refused -> assertThat(refused.reasons())
                                .containsOnlyKeys(AccountField.CURRENT_PASSWORD, AccountField.PASSWORD));
    }

    @Test
    void guessing_the_present_password_is_slowed_down() {
        var user = newUser();
        signIn(user.id());
        for (var attempt = 0; attempt < 20; attempt++) {
            refused("account.password.wrong", () -> accounts.changePassword("wrong", NEXT));
        }
        refused("account.password.wait", () -> accounts.changePassword(PortalFixtures.PASSWORD, NEXT));
    }

    @Test
    void a_disabled_user_is_out_with_the_next_call() {
        var user = newUser();
        signIn(user.id());
        var session = SecurityContextHolder.getContext();
        signIn(newAdmin().id());
        admin.setEnabled(user.id(), false);
        SecurityContextHolder.setContext(session);
        assertThatThrownBy(() -> accounts.me()).isInstanceOf(AccessDeniedException.class);
        signIn(newAdmin().id());
        admin.setEnabled(user.id(), true);
        SecurityContextHolder.setContext(session);
        assertThat(access.signedIn()).as("the old session stays ended").isFalse();
    }

    @Test
    void an_administrator_cannot_shut_themselves_out() {
        var me = newAdmin();
        signIn(me.id());
        refused("admin.self", () -> admin.setEnabled(me.id(), false));
        refused("admin.self", () -> admin.setAdmin(me.id(), false));
        refused("admin.self", () -> admin.resetPassword(me.id()));
    }

    @Test
    void an_administrator_made_ordinary_is_one_no_more_at_once() {
        var other = newAdmin();
        signIn(newAdmin().id());
        admin.setAdmin(other.id(), false);
        signIn(other.id());
        assertThatThrownBy(() -> admin.userCount("")).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_new_password_signs_the_user_out_and_works() {
        var user = newUser();
        signIn(user.id());
        var session = SecurityContextHolder.getContext();
        signIn(newAdmin().id());
        var password = admin.resetPassword(user.id());
        assertThat(encoder.matches(
                        password, users.signInData(user.id()).orElseThrow().passwordHash()))
                .isTrue();
        SecurityContextHolder.setContext(session);
        assertThat(access.signedIn()).isFalse();
    }

    @Test
    void users_are_found_by_part_of_their_name_or_address_and_wildcards_mean_themselves() {
        var user = newUser();
        signIn(newAdmin().id());
        var part = user.email().substring(0, user.email().indexOf('@'));
        assertThat(admin.users(part, 0, 10)).extracting(User::id).containsExactly(user.id());
        assertThat(admin.userCount(part)).isEqualTo(1);
        assertThat(admin.userCount("%")).isZero();
        assertThat(admin.users("", 0, 1)).hasSize(1);
    }

    @Test
    void a_user_that_does_not_exist_is_not_found() {
        signIn(newAdmin().id());
        assertThatThrownBy(() -> admin.setEnabled(UserId.random(), false)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void one_renames_oneself_and_the_place() {
        signIn(newAdmin().id());
        accounts.rename(" Grace\u0000 Hopper ");
        assertThat(accounts.me().name()).isEqualTo("Grace  Hopper");
        admin.renameInstance("Harbour");
        assertThat(admin.instanceName()).isEqualTo("Harbour");
        refused("account.field.instance.missing", () -> admin.renameInstance(""));
    }

    private static void refused(String key, Runnable attempt) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(attempt::run)
                .matches(refused -> refused.key().equals(key), "is refused with " + key);
    }
}
