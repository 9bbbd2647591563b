package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.testing.NewTeam;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SuppressWarnings("NullAway.Init")
class DatasetCopiesTest extends DatasetTest {

    @Autowired
    private DatasetCopies copies;

    @Autowired
    private DatasetCards cards;

    /** A team of somebody else in which the signed-in owner has a role. */
    private NewTeam otherTeam(Role role) {
        var other = newTeam();
        jdbc.sql("insert into membership (team_id, user_id, role, since) values (?, ?, ?, current_timestamp)")
                .params(other.id().value(), newTeam.owner().id().value(), role.name())
                .update();
        signIn(newTeam);
        return other;
    }

    private boolean tells(NewTeam of, String action) {
        return jdbc.sql("select count(*) from audit_entry where team_id = ? and action = ?")
                        .params(of.id().value(), action)
                        .query(Long.class)
                        .single()
                == 1;
    }

    @Test
    void a_copy_has_the_rows_the_findings_the_split_and_the_card() {
        var original = bring("support.csv", csv(60) + "\nquestion number 1,answer 1\nbroken\n");
        var version = original.latest();
        var share = new HoldOut(20);
        var heldOut = rows.heldOut(team, version.id(), share, rows.page(team, version.id(), 0, 100));
        rows.keep(team, version.id(), FindingCode.DUPLICATE, true);
        cards.save(team, original.id(), DatasetCard.BLANK.saying("Route tickets", "Our desk", "internal", "English"));
        var other = otherTeam(Role.EDITOR);

        assertThat(copies.targets(team)).extracting(Team::id).containsExactly(other.id());
        var copy = copies.copy(team, version.id(), other.id(), " Support of theirs ");

        assertThat(copy.name()).isEqualTo("Support of theirs");
        assertThat(copy.team()).isEqualTo(other.id());
        var first = copy.latest();
        assertThat(first.state()).isEqualTo(VersionState.VALID);
        assertThat(first.change()).isEqualTo(new VersionChange(VersionChange.Kind.COPIED, 0, "support.csv"));
        assertThat(List.of(first.rows(), first.rejected(), first.bytes()))
                .containsExactly(version.rows(), version.rejected(), version.bytes());
        assertThat(datasets.examples(other.id(), first.id()).stream().toList()).isEqualTo(all(version.id()));
        assertThat(rows.report(other.id(), first.id())).isEqualTo(rows.report(team, version.id()));
        assertThat(rows.kept(other.id(), first.id())).containsExactly(FindingCode.DUPLICATE);
        assertThat(rows.heldOut(other.id(), first.id(), share, rows.page(other.id(), first.id(), 0, 100)))
                .isEqualTo(heldOut);
        assertThat(cards.card(other.id(), copy.id()).purpose()).isEqualTo("Route tickets");
        assertThat(tells(newTeam, "dataset.copied.out")).isTrue();
        assertThat(tells(other, "dataset.copied.in")).isTrue();
    }

    @Test
    void a_copy_goes_its_own_way_and_outlives_the_original() {
        var original = bring("support.csv", csv(30));
        var other = otherTeam(Role.OWNER);
        var copy = copies.copy(team, original.latest().id(), other.id(), "Copy");

        rows.delete(other.id(), copy.latest().id(), Set.of(1L));
        assertThat(all(original.latest().id())).hasSize(30);
        assertThat(datasets.delete(team, original.id())).isTrue();
        assertThat(datasets.examples(other.id(), copy.latest().id()).stream()).hasSize(30);
    }

    @Test
    void a_viewer_of_the_target_is_told_and_a_stranger_finds_no_such_team() {
        var version = bring("support.csv", csv(30)).latest().id();
        var looks = otherTeam(Role.VIEWER);
        var foreign = newTeam();
        signIn(newTeam);

        assertThat(copies.targets(team)).isEmpty();
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> copies.copy(team, version, looks.id(), "x"))
                .satisfies(refused -> assertThat(refused.key()).isEqualTo("dataset.copy.viewer"));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> copies.copy(team, version, foreign.id(), "x"));
        assertThat(jdbc.sql("select count(*) from dataset where team_id in (?, ?)")
                        .params(looks.id().value(), foreign.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void nobody_copies_out_of_a_team_they_are_not_in_or_only_look_at() {
        var version = bring("support.csv", csv(30)).latest().id();
        var other = newTeam();
        signIn(other);

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> copies.copy(team, version, other.id(), "x"));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> copies.copy(other.id(), version, other.id(), "x"));
    }
}
