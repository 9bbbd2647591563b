package io.pitchpipe.portal.account.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.DemoData;
import io.pitchpipe.testing.NewTeam;
import io.pitchpipe.testing.PortalTest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SuppressWarnings("NullAway.Init")
class DemoPartsTest extends PortalTest {

    @Autowired
    SettingRepository settings;

    @Autowired
    UserRepository users;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    JdbcClient jdbc;

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void no_demo_is_left() {
        jdbc.sql("delete from instance_setting where name = ?")
                .param(SettingRepository.DEMO)
                .update();
    }

    /** Waits so often before it is done. */
    private class First implements DemoData {
        int waits;

        @Override
        public int order() {
            return 1;
        }

        @Override
        public boolean add(Demo demo) {
            seen.add("first as " + currentUser.id());
            return waits-- <= 0;
        }
    }

    private final class Second implements DemoData {
        @Override
        public int order() {
            return 2;
        }

        @Override
        public boolean add(Demo demo) {
            seen.add("second");
            return true;
        }
    }

    private void begun(NewTeam team) {
        var demo = new DemoData.Demo(team.id(), team.number());
        settings.set(SettingRepository.DEMO, new DemoProgress(demo, team.owner().id(), Set.of()).kept());
    }

    private Set<String> done() {
        return DemoProgress.parse(settings.find(SettingRepository.DEMO).orElseThrow())
                .done();
    }

    @Test
    void a_part_that_waits_is_asked_again_as_the_owner_and_the_next_comes_after_it() {
        var team = newTeam();
        begun(team);
        users.setPassword(team.owner().id(), "{noop}another");
        var first = new First();
        first.waits = 1;
        new DemoParts(List.of(new Second(), first), settings, users).goOn();
        await(() -> done().equals(Set.of("First", "Second")));
        var asOwner = "first as " + team.owner().id();
        assertThat(seen).containsExactly(asOwner, asOwner, "second");
    }

    @Test
    void a_restart_goes_on_where_it_was_cut_off_and_adds_nothing_twice() {
        begun(newTeam());
        var first = new First();
        first.waits = Integer.MAX_VALUE;
        var before = new DemoParts(List.of(first), settings, users);
        before.goOn();
        await(() -> !seen.isEmpty());
        before.destroy();
        assertThat(done()).isEmpty();

        new DemoParts(List.of(new First(), new Second()), settings, users).goOn();
        await(() -> done().size() == 2);
        seen.clear();
        var again = new DemoParts(List.of(new First(), new Second()), settings, users);
        again.goOn();
        assertThat(again.isGoingOn()).isFalse();
    }

    @Test
    void what_is_no_demo_gets_nothing() {
        var parts = new DemoParts(List.of(new Second()), settings, users);
        parts.goOn();
        assertThat(parts.isGoingOn()).isFalse();
    }
}
