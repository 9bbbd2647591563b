package io.pitchpipe.portal.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.catalog.ModelAccess;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelList;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SuppressWarnings("NullAway.Init")
class ModelViewsTests extends TuningTest {

    @Autowired
    private ModelService models;

    @Autowired
    private ModelAccess access;

    private NewTeam atlas;
    private ModelId model;

    @BeforeEach
    void atlas_has_a_ready_model() {
        atlas = newTeam();
        var job = launched(atlas);
        submit(job);
        backend.only().compute(1, 19);
        backend.only().finish();
        poll(job);
        model = new ModelId(job.value());
        backend.projects.put(atlas.id(), atlas.number().toString());
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
        assertThat(page()).contains("Ready", "based on Demo", "How it was taught", "0.001", "19 of 19");
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
        assertThat(page()).doesNotContain("How it was taught");
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
