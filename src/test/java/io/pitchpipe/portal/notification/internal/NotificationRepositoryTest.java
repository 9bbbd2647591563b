package io.pitchpipe.portal.notification.internal;

import static io.pitchpipe.testing.TestRows.NOON;
import static io.pitchpipe.testing.TestRows.team;
import static io.pitchpipe.testing.TestRows.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.notification.Notification;
import io.pitchpipe.portal.notification.NotificationKind;
import io.pitchpipe.testing.Databases;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class NotificationRepositoryTest {

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    private static UserId member(JdbcClient jdbc, TeamId team) {
        var user = user(jdbc);
        jdbc.sql("insert into membership (team_id, user_id, role, since) values (?, ?, 'VIEWER', ?)")
                .params(team.value(), user.value(), NOON.atOffset(ZoneOffset.UTC))
                .update();
        return user;
    }

    private static News ready(TeamId team, String cause) {
        return News.of(NotificationKind.TUNING_READY, team, UUID.randomUUID(), cause, "Tone \"rewriter\" 🎻");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_notification_is_read_as_it_was_written_and_only_once_of_each_cause(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var notifications = new NotificationRepository(jdbc);
        var team = team(jdbc);
        var ada = member(jdbc, team);
        var ben = member(jdbc, team);
        var news = ready(team, "tuning:1");

        assertThat(notifications.insert(ada, news, NOON)).isTrue();
        assertThat(notifications.insert(ada, news, NOON)).isFalse();
        assertThat(notifications.insert(ben, news, NOON)).isTrue();

        assertThat(notifications.page(ada, false, Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(read -> assertThat(read)
                        .isEqualTo(new Notification(
                                read.id(),
                                NotificationKind.TUNING_READY,
                                Optional.of(team),
                                news.subject(),
                                List.of("Tone \"rewriter\" 🎻"),
                                NOON,
                                Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void one_is_marked_and_deleted_by_the_person_it_is_for_only(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var notifications = new NotificationRepository(jdbc);
        var team = team(jdbc);
        var ada = member(jdbc, team);
        var ben = member(jdbc, team);
        for (var cause : List.of("one", "two", "three")) {
            notifications.insert(ada, ready(team, cause), NOON);
        }
        var latest =
                notifications.page(ada, false, Long.MAX_VALUE, 1).getFirst().id();

        assertThat(notifications.find(ben, latest)).isEmpty();
        assertThat(notifications.mark(ben, latest, NOON)).isFalse();
        assertThat(notifications.delete(ben, latest)).isFalse();
        assertThat(notifications.unread(ada)).isEqualTo(3);

        assertThat(notifications.mark(ada, latest, NOON)).isTrue();
        assertThat(notifications.unread(ada)).isEqualTo(2);
        assertThat(notifications.page(ada, true, Long.MAX_VALUE, 10)).hasSize(2);
        assertThat(notifications.page(ada, false, latest, 10)).hasSize(2);
        assertThat(notifications.after(ada, latest - 1, 10)).hasSize(1);
        assertThat(notifications.mark(ada, latest, null)).isTrue();
        assertThat(notifications.markAllRead(ada, NOON)).isEqualTo(3);
        assertThat(notifications.unread(ada)).isZero();
        assertThat(notifications.delete(ada, latest)).isTrue();
        assertThat(notifications.find(ada, latest)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void what_was_told_in_a_team_is_not_there_for_who_is_not_in_it(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var notifications = new NotificationRepository(jdbc);
        var team = team(jdbc);
        var ada = member(jdbc, team);
        notifications.insert(ada, ready(team, "tuning"), NOON);
        notifications.insert(ada, News.plain(NotificationKind.REMOVED, Optional.empty(), "left", "Atlas", "Ben"), NOON);
        var inTeam =
                notifications.page(ada, false, Long.MAX_VALUE, 10).getLast().id();

        jdbc.sql("delete from membership where user_id = ?").param(ada.value()).update();

        assertThat(notifications.page(ada, false, Long.MAX_VALUE, 10))
                .extracting(Notification::kind)
                .containsExactly(NotificationKind.REMOVED);
        assertThat(notifications.find(ada, inTeam)).isEmpty();
        assertThat(notifications.after(ada, 0, 10)).hasSize(1);
        assertThat(notifications.unread(ada)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_old_ones_go_and_those_beyond_the_limit_of_a_person(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var notifications = new NotificationRepository(jdbc);
        var team = team(jdbc);
        var ada = member(jdbc, team);
        var ben = member(jdbc, team);
        notifications.insert(ada, ready(team, "old"), NOON.minus(Duration.ofDays(91)));
        for (var number = 0; number < 5; number++) {
            notifications.insert(ada, ready(team, "new " + number), NOON);
        }
        notifications.insert(ben, ready(team, "new"), NOON);

        assertThat(notifications.sweep(NOON.minus(Duration.ofDays(90)), 3)).isEqualTo(3);
        assertThat(notifications.sweep(NOON.minus(Duration.ofDays(90)), 3)).isZero();

        assertThat(notifications.page(ada, false, Long.MAX_VALUE, 10)).hasSize(3);
        assertThat(notifications.insert(ada, ready(team, "new 4"), NOON))
                .as("the latest are those that stayed")
                .isFalse();
        assertThat(notifications.page(ben, false, Long.MAX_VALUE, 10)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void they_go_with_the_person_and_with_the_team(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var notifications = new NotificationRepository(jdbc);
        var team = team(jdbc);
        var other = team(jdbc);
        var ada = member(jdbc, team);
        notifications.insert(ada, ready(team, "one"), NOON);
        notifications.insert(ada, ready(other, "two"), NOON);

        notifications.deleteAll(ada, team);
        assertThat(count(jdbc, ada)).isEqualTo(1);
        notifications.deleteAll(ada);
        assertThat(count(jdbc, ada)).isZero();
    }

    private static int count(JdbcClient jdbc, UserId user) {
        return jdbc.sql("select count(*) from notification where user_id = ?")
                .param(user.value())
                .query(Integer.class)
                .single();
    }
}
