package io.pitchpipe.portal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.testing.PortalTest;
import io.pitchpipe.testing.TestDatasets;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the administrators' log has of attempts, and what it does not have. */
class WhatIsOnRecordTest extends PortalTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TeamService teams;

    @Autowired
    DatasetRows rows;

    private List<String> log(User user) {
        return jdbc.sql("select action || ' ' || subject from audit_entry where user_id = ? order by id")
                .param(user.id().value())
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    void an_id_that_is_not_there_or_not_theirs_is_on_record_and_many_of_them_are_a_few_lines() {
        var team = newTeam();
        signIn(team);
        for (var each = 0; each < 100; each++) {
            var foreign = VersionId.random();
            assertThatThrownBy(() -> rows.exportCsv(team.id(), foreign, OutputStream.nullOutputStream()))
                    .isInstanceOf(NotFoundException.class);
        }
        assertThat(log(team.owner()).stream().filter(line -> line.startsWith("access.missing DatasetRows.exportCsv")))
                .hasSizeBetween(20, 30);
    }

    @Test
    void a_team_that_is_not_theirs_is_on_record_and_one_they_were_just_taken_out_of_is_not() {
        var team = newTeam();
        var bob = newMember(team.id(), Role.VIEWER);
        var eve = newUser();
        signIn(bob.id());
        teams.members(team.id(), 0, 10);
        signIn(team);
        teams.remove(team.id(), bob.id());
        signIn(bob.id());
        assertThatThrownBy(() -> teams.members(team.id(), 0, 10)).isInstanceOf(NotFoundException.class);
        assertThat(log(bob)).noneMatch(line -> line.startsWith("access."));
        signIn(eve.id());
        assertThatThrownBy(() -> teams.members(team.id(), 0, 10)).isInstanceOf(NotFoundException.class);
        assertThat(log(eve)).containsExactly("access.unknown team " + team.id());
    }

    @Test
    void a_dataset_that_was_downloaded_is_on_record_with_its_form() throws IOException {
        var team = newTeam();
        signIn(team);
        var made = TestDatasets.valid(jdbc, team.id(), team.owner().id(), "Numbers", TestDatasets.NUMBERS);

        rows.exportCsv(team.id(), made.version(), OutputStream.nullOutputStream());

        assertThat(log(team.owner())).containsOnlyOnce("dataset.exported Numbers");
    }
}
