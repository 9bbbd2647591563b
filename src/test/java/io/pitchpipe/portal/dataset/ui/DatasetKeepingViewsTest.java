package io.pitchpipe.portal.dataset.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetCard;
import io.pitchpipe.portal.dataset.DatasetCards;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.DatasetVersions;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.design.DecimalField;
import io.pitchpipe.portal.design.FieldWarning;
import io.pitchpipe.testing.NewTeam;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What keeps a dataset useful and small: its card, copies for other teams, versions that can go, and the room there is. */
@SuppressWarnings("NullAway.Init")
class DatasetKeepingViewsTest extends DatasetViewTest {

    @Autowired
    private DatasetCards cards;

    @Autowired
    private DatasetVersions versions;

    @Autowired
    private JdbcClient jdbc;

    private TextArea area(String label) {
        return $(TextArea.class).withPropertyValue(TextArea::getLabel, label).single();
    }

    private TextField field(String label) {
        return $(TextField.class).withPropertyValue(TextField::getLabel, label).single();
    }

    private boolean offers(String button) {
        return $(Button.class).withText(button).exists();
    }

    private void open(Dataset dataset, String tab) {
        UI.getCurrent().navigate("datasets/" + dataset.id() + tab);
    }

    @Test
    void a_card_is_written_and_says_who_wrote_it() {
        var dataset = bring("Support", csv(30));
        open(dataset, "/card");
        test(area("Purpose")).setValue("Route tickets <b>to teams</b>");
        test(field("Licence")).setValue("within the company only");
        click("Save");

        await(() -> says("Changed by " + newTeam.owner().name()));
        var card = cards.card(team, dataset.id());
        assertThat(card.purpose()).isEqualTo("Route tickets <b>to teams</b>");
        assertThat(card.licence()).isEqualTo("within the company only");
        await(() -> says("Half of the examples have up to 20 characters"));
    }

    @Test
    void a_card_that_somebody_else_has_changed_is_not_overwritten_and_nothing_typed_is_lost() {
        var dataset = bring("Support", csv(30));
        open(dataset, "/card");
        test(area("Purpose")).setValue("my words");
        cards.save(team, dataset.id(), DatasetCard.BLANK.saying("theirs", "", "", ""));
        click("Save");

        await(() -> says(newTeam.owner().name() + " changed the card in the meantime"));
        assertThat(area("Purpose").getValue()).isEqualTo("my words");
        assertThat($(Button.class)
                        .withText("Copy your text")
                        .single()
                        .getElement()
                        .getAttribute("data-copy"))
                .isEqualTo("my words");
        assertThat(cards.card(team, dataset.id()).purpose()).isEqualTo("theirs");
        assertThat($(Button.class).withText("Save").single().isEnabled()).isTrue();
    }

    @Test
    void a_viewer_reads_the_card_and_is_offered_nothing_to_change() {
        var dataset = bring("Support", csv(30));
        cards.save(team, dataset.id(), DatasetCard.BLANK.saying("Route tickets", "", "", ""));
        signIn(newMember(team, Role.VIEWER).id());
        open(dataset, "/card");

        assertThat(area("Purpose").getValue()).isEqualTo("Route tickets");
        assertThat(area("Purpose").isReadOnly()).isTrue();
        assertThat(field("Licence").isReadOnly()).isTrue();
        assertThat(offers("Save")).isFalse();
        assertThat($(H2.class).withText("Length of the examples").exists())
                .as("the rows are for editors, and so is what they measure")
                .isFalse();
    }

    @Test
    void renaming_warns_of_a_name_that_another_dataset_has() {
        var dataset = bring("Support", csv(30));
        bring("Tickets", csv(20));
        open(dataset, "");
        test(MenuBarTester.class, $(MenuBar.class).withClassName("pp-more").first())
                .clickItem(0, 0);
        await(() -> $(Dialog.class).exists());
        var name = $(TextField.class).all().stream()
                .filter(field -> dataset.name().equals(field.getValue()))
                .findFirst()
                .orElseThrow();
        assertThat($(FieldWarning.class).single().text()).isEmpty();
        name.setValue("Tickets");
        await(() -> $(FieldWarning.class).single().text().equals("This team already has a dataset named “Tickets”."));
        test($(Button.class).withText("Use “Tickets 2”").single()).click();
        assertThat(name.getValue()).isEqualTo("Tickets 2");
    }

    /** Of the menu: rename, copy, delete. */
    private void copy(Dataset dataset) {
        open(dataset, "");
        test(MenuBarTester.class, $(MenuBar.class).withClassName("pp-more").first())
                .clickItem(0, 1);
        await(() -> $(Dialog.class).exists());
    }

    /** A team of somebody else in which the signed-in owner has a role. */
    private NewTeam otherTeam(Role role) {
        var other = newTeam();
        jdbc.sql("insert into membership (team_id, user_id, role, since) values (?, ?, ?, current_timestamp)")
                .params(other.id().value(), newTeam.owner().id().value(), role.name())
                .update();
        signIn(newTeam);
        return other;
    }

    private long datasetsOf(NewTeam other) {
        return jdbc.sql("select count(*) from dataset where team_id = ?")
                .param(other.id().value())
                .query(Long.class)
                .single();
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_copy_goes_to_a_team_in_which_one_may_edit() {
        otherTeam(Role.VIEWER);
        var other = otherTeam(Role.EDITOR);
        var dataset = bring("Support", csv(30));
        copy(dataset);
        Select<Team> target = $(Select.class).single();
        assertThat(target.getListDataView().getItems())
                .as("not the one in which one may only look")
                .extracting(Team::id)
                .containsExactly(other.id());
        assertThat(says("Version 1 is copied")).isTrue();

        test(field("Name")).setValue(" ");
        click("Copy");
        assertThat(field("Name").isInvalid()).isTrue();
        assertThat(field("Name").getErrorMessage()).isEqualTo("A copy needs a name.");
        assertThat(datasetsOf(other)).isZero();

        test(field("Name")).setValue("Support of theirs");
        click("Copy");
        await(() -> !$(Dialog.class).exists());
        assertThat(datasets.list(other.id(), "", 0, 5))
                .extracting(Dataset::name)
                .containsExactly("Support of theirs");
    }

    @Test
    void who_may_edit_nowhere_else_is_told_whom_to_ask() {
        otherTeam(Role.VIEWER);
        copy(bring("Support", csv(30)));

        assertThat(says("Ask an owner of the other team to make you an editor there."))
                .isTrue();
        assertThat(offers("Copy")).isFalse();
        click("Close");
        await(() -> !$(Dialog.class).exists());
    }

    @Test
    void a_copy_that_does_not_fit_there_says_so_and_can_be_tried_again() {
        var other = otherTeam(Role.EDITOR);
        room(other, 10_000_000, 1);
        bringInto(other);
        copy(bring("Support", csv(30)));
        click("Copy");

        await(() -> says("The team has one dataset, as many as it may."));
        assertThat(datasetsOf(other)).isOne();
        assertThat($(Button.class).withText("Copy").single().isEnabled()).isTrue();
    }

    private void bringInto(NewTeam other) {
        var mine = team;
        team = other.id();
        bring("Theirs", csv(3));
        team = mine;
    }

    @Test
    void a_viewer_has_no_menu_to_copy_or_delete_from() {
        var dataset = bring("Support", csv(30));
        signIn(newMember(team, Role.VIEWER).id());
        open(dataset, "");
        assertThat($(MenuBar.class).withClassName("pp-more").exists()).isFalse();
    }

    /** With three versions, of which the newest stays. */
    private Dataset edited() {
        var dataset = bring("Support", csv(30));
        rows.replace(team, latest(dataset).id(), 1, new Example("another", "one"));
        rows.replace(team, latest(dataset).id(), 2, new Example("yet another", "two"));
        return dataset;
    }

    private Set<Integer> numbers(Dataset dataset) {
        return datasets.versions(team, dataset.id(), 0, 10).stream()
                .map(DatasetVersion::number)
                .collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked")
    private CheckboxGroup<DatasetVersion> unused() {
        return $(CheckboxGroup.class).single();
    }

    @Test
    void versions_that_nothing_was_made_of_are_shown_and_those_chosen_deleted() {
        var dataset = edited();
        open(dataset, "/versions");
        click("Delete unused versions");
        await(() -> says("Deleting all of these frees"));
        assertThat(unused().getValue()).extracting(DatasetVersion::number).containsExactlyInAnyOrder(1, 2);

        unused().deselectAll();
        assertThat($(Button.class).withText("Delete no version").single().isEnabled())
                .isFalse();
        unused().select(versions.find(team, dataset.id(), 1).orElseThrow());
        click("Delete 1 version");

        await(() -> numbers(dataset).equals(Set.of(2, 3)));
        await(() -> !says("Version 1"));
    }

    @Test
    void what_is_gone_or_used_in_the_meantime_is_not_deleted_and_it_says_so() {
        var dataset = edited();
        open(dataset, "/versions");
        click("Delete unused versions");
        await(() -> offers("Delete 2 versions"));
        var first = versions.find(team, dataset.id(), 1).orElseThrow();
        versions.delete(team, dataset.id(), Set.of(first.id()));
        click("Delete 2 versions");

        await(() -> says("Nothing was deleted: look again."));
        assertThat(numbers(dataset)).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void the_preview_closes_again_and_a_single_version_offers_none() {
        open(bring("Support", csv(30)), "/versions");
        assertThat(offers("Delete unused versions")).isFalse();

        open(edited(), "/versions");
        click("Delete unused versions");
        await(() -> says("Deleting all of these frees"));
        click("Delete unused versions");
        assertThat(says("Deleting all of these frees")).isFalse();
    }

    @Test
    void an_editor_may_delete_versions_and_a_viewer_is_not_offered_it() {
        var dataset = edited();
        signIn(newMember(team, Role.EDITOR).id());
        open(dataset, "/versions");
        assertThat(offers("Delete unused versions")).isTrue();

        signIn(newMember(team, Role.VIEWER).id());
        open(dataset, "/versions");
        assertThat(says("Version 3")).isTrue();
        assertThat(offers("Delete unused versions")).isFalse();
        assertThat(link("Upload new version")).isEmpty();
    }

    @Test
    void a_version_whose_rows_were_not_kept_says_whose_fault_it_is_and_offers_another_try() {
        var dataset = bring("Support", csv(30));
        jdbc.sql("update dataset_version set state = 'FAILED', failure = ? where id = ?")
                .params(DatasetVersion.NOT_KEPT, dataset.latest().id().value())
                .update();

        open(dataset, "");

        assertThat(says("Could not be kept")).isTrue();
        assertThat(says("your file is fine, and older versions are untouched")).isTrue();
        assertThat(link("Upload the file again")).isPresent();
    }

    private void room(NewTeam of, long bytes, int datasets) {
        jdbc.sql("insert into dataset_quota (team_id, max_bytes, max_datasets) values (?, ?, ?)")
                .params(of.id().value(), bytes, datasets)
                .update();
    }

    /** As if the team held so many bytes of rows. */
    private void holds(long bytes) {
        jdbc.sql("update dataset_usage set row_bytes = ? where team_id = ?")
                .params(bytes, team.value())
                .update();
    }

    @Test
    void near_the_limit_whoever_adds_datasets_is_told_and_a_viewer_is_not() {
        bring("Support", csv(30));
        room(newTeam, 10_000_000, 100);
        UI.getCurrent().navigate("datasets");
        assertThat(says("This team holds")).isFalse();

        holds(8_500_000);
        UI.getCurrent().navigate("teach");
        UI.getCurrent().navigate("datasets");
        assertThat(says("This team holds 8.5 MB of 10 MB and 1 of 100 datasets."))
                .isTrue();

        signIn(newMember(team, Role.VIEWER).id());
        UI.getCurrent().navigate("teach");
        UI.getCurrent().navigate("datasets");
        assertThat(link("Support")).isPresent();
        assertThat(says("This team holds")).isFalse();
    }

    @Test
    void rows_that_do_not_fit_are_refused_with_what_is_held_and_what_to_do() {
        bring("Support", csv(30));
        room(newTeam, 10_000_000, 100);
        holds(10_000_000);
        UI.getCurrent().navigate("datasets/new");
        test($(TextArea.class).single()).setValue("question\tanswer\nWhere is it?\there\n");
        click("Use these rows");

        await(() -> says("the team holds 10 of 10 MB. Delete datasets or old versions"));
        assertThat(offers("Choose a file"))
                .as("the place for another file is still there")
                .isTrue();
    }

    @Test
    void a_dataset_that_did_not_fit_once_it_was_read_says_what_to_do_next() {
        bring("Support", csv(30));
        room(newTeam, 10_000_000, 100);
        var upload = receive(csv(20));
        holds(10_000_000);
        var dataset = make("Too much", upload);

        open(dataset, "");

        assertThat(says("The rows would have been more than the team may hold")).isTrue();
        assertThat(link("See all datasets").map(Anchor::getHref)).contains("datasets");
        assertThat(link("Upload the file again").map(Anchor::getHref)).contains("datasets/new?into=" + dataset.id());
    }

    @Test
    void the_administrator_gives_a_team_a_limit_of_its_own_and_takes_it_back() {
        bring("Support", csv(30));
        jdbc.sql("update app_user set admin = true where id = ?")
                .param(newTeam.owner().id().value())
                .update();
        signIn(newTeam);
        holds(Long.MAX_VALUE / 2);
        UI.getCurrent().navigate("admin/instance");
        changeLimit();
        var gigabytes = $(DecimalField.class).all().getLast();
        gigabytes.setValue(0.001);
        test(saveOfTeam()).click();
        assertThat(gigabytes.isInvalid()).as("less than may be given").isTrue();
        gigabytes.setValue(0.5);
        test(saveOfTeam()).click();
        await(() -> says("500 MB"));

        changeLimit();
        click("Cancel");
        changeLimit();
        click("As every team");
        await(() -> !says("500 MB"));
        holds(0);
    }

    private void changeLimit() {
        test($(Button.class)
                        .withCondition(button -> button.getAriaLabel()
                                .filter(("Change the limit of " + newTeam.team().name())::equals)
                                .isPresent())
                        .single())
                .click();
    }

    private Button saveOfTeam() {
        return $(Button.class).withText("Save the limits").all().getLast();
    }
}
