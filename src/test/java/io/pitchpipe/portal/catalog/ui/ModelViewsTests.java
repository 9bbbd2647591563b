package io.pitchpipe.portal.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.genapi.RpcCode;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.catalog.ModelAccess;
import io.pitchpipe.portal.catalog.ModelCard;
import io.pitchpipe.portal.catalog.ModelCards;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelLinks;
import io.pitchpipe.portal.catalog.ModelList;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

@SuppressWarnings("NullAway.Init")
class ModelViewsTests extends TuningTest {

    @Autowired
    private ModelService models;

    @Autowired
    private ModelAccess access;

    @Autowired
    private ModelLinks links;

    @Autowired
    private ModelCards cards;

    private NewTeam atlas;
    private ModelId model;

    @BeforeEach
    void atlas_has_a_ready_model() {
        atlas = newTeam();
        model = new ModelId(ready(atlas).value());
    }

    private void open(String tab) {
        UI.getCurrent().navigate("models/" + model + tab);
    }

    private String page() {
        return getCurrentView().getElement().getTextRecursively();
    }

    private TextField number() {
        return $(TextField.class).all().stream()
                .filter(field -> "Project number".equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_list_that_is_empty_says_what_fills_it() {
        signIn(newTeam());
        UI.getCurrent().navigate("models");
        await(() -> page().contains("This team has no models yet"));
        UI.getCurrent().navigate("models", QueryParameters.simple(Map.of("tab", "shared")));
        await(() -> page().contains("Nothing is shared with this team"));
    }

    @Test
    void a_search_that_finds_nothing_says_so() {
        UI.getCurrent().navigate("models", QueryParameters.simple(Map.of("q", "no such thing")));
        await(() -> page().contains("No model of that name"));
    }

    @Test
    void the_overview_says_how_the_model_was_taught() {
        open("");
        await(() -> $(H1.class).withText("Number generator").exists());
        assertThat(page()).contains("Ready", "based on Demo", "How it was tuned", "0.001", "19 of 19");
    }

    @Test
    void programs_get_code_for_three_languages_under_headings() {
        open("/use");
        await(() -> $(com.vaadin.flow.component.html.H3.class).withText("Java").exists());
        assertThat(page()).contains("curl", "Python", ":generateContent", "PITCHPIPE_API_KEY");
    }

    @Test
    void a_wrong_project_number_is_explained_at_its_field() {
        open("/access");
        number().setValue("12ab");
        assertThat(number().isInvalid()).isTrue();
        assertThat(number().getErrorMessage()).isNotBlank();
        number().setValue(atlas.number().toString());
        assertThat(number().isInvalid()).isTrue();
        assertThat(backend.only().readers).isEmpty();
    }

    @Test
    void sharing_names_the_team_and_removing_ends_it() {
        var borealis = newTeam();
        signIn(atlas);
        open("/access");
        number().setValue(borealis.number().toString());
        assertThat(page()).contains(borealis.team().name());
        test($(Button.class).withText("Share").single()).click();
        await(() -> $(Button.class).withText("Remove").exists());
        assertThat(backend.only().readers).containsExactly(borealis.number().toString());
        test($(Button.class).withText("Remove").single()).click();
        await(() -> backend.only().readers.isEmpty());
        await(() -> !$(Button.class).withText("Remove").exists());
    }

    @Test
    void a_number_that_no_team_has_is_shared_with_only_when_somebody_says_that_it_is_right() {
        open("/access");
        number().setValue("4711");
        assertThat(page()).contains("No team here has this number", "They can:", "They cannot:");
        var share = $(Button.class).withText("Share").single();
        assertThat(share.isEnabled()).isFalse();
        test($(Checkbox.class).single()).click();
        test(share).click();
        await(() -> backend.only().readers.contains("4711"));
    }

    @Test
    void the_menu_in_the_head_renames_a_model() {
        open("");
        await(() -> $(MenuBar.class).withClassName("pp-more").exists());
        test(MenuBarTester.class, $(MenuBar.class).withClassName("pp-more").first())
                .clickItem(0, 0);
        var name = $(TextField.class).all().stream()
                .filter(field -> "New name".equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
        name.setValue("Successor");
        test($(Button.class).withText("Save name").single()).click();
        await(() -> $(H1.class).withText("Successor").exists());
    }

    @Test
    void renaming_warns_of_a_name_that_another_model_has_and_offers_a_free_one() {
        launched(atlas);
        open("");
        await(() -> $(MenuBar.class).withClassName("pp-more").exists());
        test(MenuBarTester.class, $(MenuBar.class).withClassName("pp-more").first())
                .clickItem(0, 0);
        await(() -> $(Button.class).withText("Use “Number generator 2”").exists());
        test($(Button.class).withText("Use “Number generator 2”").single()).click();
        await(() -> !$(Button.class).withText("Use “Number generator 2”").exists());
        test($(Button.class).withText("Save name").single()).click();
        await(() -> $(H1.class).withText("Number generator 2").exists());
    }

    @Test
    void the_card_is_written_in_its_place_and_noted_in_the_activity_log() {
        open("");
        await(() -> page().contains("No card yet"));
        test($(Button.class).withText("Write the card").single()).click();
        area("Purpose").setValue("Counts one further");
        area("Example prompt").setValue("twenty two");
        area("Example answer").setValue("twenty three");
        test($(Button.class).withText("Save card").single()).click();
        await(() -> $(Button.class).withText("Edit the card").exists());
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'model.card'")
                        .query(Integer.class)
                        .single())
                .isPositive();
        assertThat(page()).contains("Counts one further", "twenty two", "twenty three");
    }

    @Test
    void the_card_is_read_by_a_team_it_is_shared_with_and_not_written_there() {
        signIn(atlas);
        cards.save(
                atlas.id(), model, ModelCard.BLANK.saying("Counts one further", "", "twenty two", "twenty three", ""));
        var shared = sharedWith(newTeam());
        UI.getCurrent().navigate("models/" + shared);
        await(() -> page().contains("Counts one further"));
        assertThat(page())
                .contains("twenty two", "twenty three", atlas.team().name())
                .doesNotContain("Edit the card");
    }

    private TextArea area(String label) {
        return $(TextArea.class).all().stream()
                .filter(area -> label.equals(area.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_card_that_was_changed_meanwhile_is_not_written_over() {
        signIn(atlas);
        var read = cards.card(atlas.id(), model);
        cards.save(atlas.id(), model, read.saying("first", "", "", "", ""));
        assertThatThrownBy(() -> cards.save(atlas.id(), model, read.saying("second", "", "", "", "")))
                .isInstanceOf(Refused.class);
        assertThat(cards.card(atlas.id(), model).purpose()).isEqualTo("first");

        signIn(newMember(atlas.id(), Role.VIEWER).id());
        assertThatThrownBy(() -> cards.save(atlas.id(), model, ModelCard.BLANK))
                .isInstanceOf(AccessDeniedException.class);
        signIn(newTeam());
        assertThatThrownBy(() -> cards.card(atlas.id(), model)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void models_of_one_name_are_told_apart_and_failed_runs_step_back() {
        var second = launched(atlas);
        submit(second);
        Objects.requireNonNull(backend.trainings.get(job(second).tunedModelId()))
                .fail(RpcCode.RESOURCE_EXHAUSTED, "out of memory");
        poll(second);
        UI.getCurrent().navigate("models");
        await(() -> page().contains("1 failed, cancelled or deleted model is not shown."));
        assertThat(rows()).hasSize(1);
        assertThat(rows().getFirst()).contains("Number generator", "…", "Ready");

        UI.getCurrent()
                .navigate("models", QueryParameters.simple(Map.of("status", "all", "sort", "status", "tab", "team")));
        await(() -> rows().size() == 2);
        assertThat(rows().getFirst()).contains("Ready");
        assertThat(rows().getLast()).contains("Failed");
        UI.getCurrent()
                .navigate("models", QueryParameters.simple(Map.of("status", "all", "sort", "-status", "tab", "team")));
        await(() -> rows().getFirst().contains("Failed"));
    }

    private java.util.List<String> rows() {
        return $(NativeTable.class).all().stream()
                .flatMap(table -> table.getBody().getRows().stream())
                .map(row -> row.getElement().getTextRecursively())
                .toList();
    }

    @Test
    void a_viewer_sees_who_may_and_is_offered_no_change() {
        signIn(newMember(atlas.id(), Role.VIEWER).id());
        open("/access");
        await(() -> $(H2.class).withText("Who can use this model").exists());
        assertThat($(Button.class).withText("Share").exists()).isFalse();
    }

    @Test
    void to_another_team_the_page_is_not_there() {
        signIn(newTeam());
        open("");
        assertThat($(H1.class).withText("Number generator").exists()).isFalse();
        assertThat(page()).doesNotContain("How it was tuned");
    }

    private ModelId sharedWith(NewTeam other) {
        signIn(atlas);
        access.share(atlas.id(), model, other.number().toString());
        backend.projects.put(other.id(), other.number().toString());
        signIn(other);
        models.refresh(other.id());
        return models.list(other.id(), ModelList.SHARED, "", 0, 10).getFirst().id();
    }

    @Test
    void the_owners_link_leads_a_team_it_is_shared_with_to_its_own_page_of_the_model() {
        var borealis = newTeam();
        var shared = sharedWith(borealis);

        open("");
        await(() -> page().contains("Why you can use it"));
        assertThat(address()).isEqualTo("models/" + shared);
        open("/use");
        await(() -> page().contains("PITCHPIPE_API_KEY"));
        assertThat(address()).isEqualTo("models/" + shared + "/use");
        open("/compare");
        await(() -> page().contains("Why you can use it"));
        assertThat(address()).isEqualTo("models/" + shared);
        open("/training");
        await(() -> page().contains("Why you can use it"));
        UI.getCurrent().navigate("playground", QueryParameters.simple(Map.of("model", model.toString())));
        assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
                .isEqualTo("playground?model=" + shared);
    }

    private static String address() {
        return UI.getCurrent().getActiveViewLocation().getPath();
    }

    @Test
    void a_link_of_the_team_it_is_shared_with_leads_its_owner_and_a_third_team_to_the_model() {
        var borealis = newTeam();
        var cygnus = newTeam();
        var inBorealis = sharedWith(borealis);
        var inCygnus = sharedWith(cygnus);

        UI.getCurrent().navigate("models/" + inBorealis);
        assertThat(address()).isEqualTo("models/" + inCygnus);
        signIn(atlas);
        UI.getCurrent().navigate("models/" + inBorealis + "/use");
        assertThat(address()).isEqualTo("models/" + model + "/use");
    }

    @Test
    void a_link_leads_to_the_team_through_which_somebody_may_see_the_model() {
        var borealis = newTeam();
        var shared = sharedWith(borealis);
        var other = newTeam();
        join(borealis.id(), other.owner().id(), Role.VIEWER);
        signIn(other);

        assertThat(links.find(other.id(), model)).get().satisfies(place -> {
            assertThat(place.team()).isEqualTo(borealis.id());
            assertThat(place.model()).isEqualTo(shared);
        });
        open("");
        await(() -> page().contains("Why you can use it"));
    }

    @Test
    void who_may_not_see_a_model_is_answered_as_if_there_were_none() {
        sharedWith(newTeam());
        var stranger = newTeam();
        signIn(stranger);
        assertThat(links.find(stranger.id(), model)).isEmpty();
        assertThat(links.find(stranger.id(), ModelId.random())).isEmpty();
        open("");
        var foreign = page();
        UI.getCurrent().navigate("models/" + ModelId.random());
        assertThat(page()).isEqualTo(foreign).contains("may have moved, been deleted, or belong to another team");
    }

    @Test
    void an_open_page_of_a_shared_model_says_so_when_access_ends() {
        var borealis = newTeam();
        signIn(atlas);
        access.share(atlas.id(), model, borealis.number().toString());
        backend.projects.put(borealis.id(), borealis.number().toString());
        signIn(borealis);
        models.refresh(borealis.id());
        var shared = models.list(borealis.id(), ModelList.SHARED, "", 0, 10).getFirst();
        UI.getCurrent().navigate("models/" + shared.id());
        await(() -> page().contains("Why you can use it"));
        backend.only().readers = java.util.List.of();
        models.refresh(borealis.id());
        await(() -> page().contains("no longer shared"));
        assertThat(page()).doesNotContain("Try it");
    }
}
