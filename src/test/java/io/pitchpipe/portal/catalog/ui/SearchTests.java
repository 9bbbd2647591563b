package io.pitchpipe.portal.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.portal.catalog.ModelAccess;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.design.SearchSource;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;

/** The search of the top bar over what the features really have. */
@SuppressWarnings("NullAway.Init")
class SearchTests extends TuningTest {

    @Autowired
    private List<SearchSource> sources;

    @Autowired
    private ModelAccess access;

    @Autowired
    private ModelService models;

    private NewTeam atlas;
    private ModelId model;

    @BeforeEach
    void atlas_has_a_ready_model_and_a_training() {
        atlas = newTeam();
        model = new ModelId(ready(atlas).value());
        launched(atlas);
    }

    private void search(String text) {
        UI.getCurrent().navigate("models");
        $(Button.class).all().stream()
                .filter(button -> button.hasClassName("pp-search-button"))
                .findFirst()
                .orElseThrow()
                .click();
        var field = $(TextField.class).all().stream()
                .filter(each -> "Models, datasets, actions".equals(each.getPlaceholder()))
                .findFirst()
                .orElseThrow();
        field.setValue(text);
    }

    private List<String> hits() {
        return $(Anchor.class).all().stream()
                .filter(link -> link.hasClassName("pp-search-hit"))
                .map(link -> link.getElement().getTextRecursively())
                .toList();
    }

    @Test
    void a_model_a_training_and_a_dataset_are_found_by_part_of_their_names() {
        signIn(atlas);
        search("numb");
        await(() -> hits().size() >= 3);
        assertThat(hits())
                .anyMatch(hit -> hit.startsWith("Number generator") && hit.endsWith("Model"))
                .anyMatch(hit -> hit.startsWith("Number generator") && hit.contains("Training · 0 %"));
    }

    @Test
    void a_model_of_another_team_is_found_with_the_name_of_that_team() {
        var borealis = newTeam();
        signIn(atlas);
        access.share(atlas.id(), model, borealis.number().toString());
        backend.projects.put(borealis.id(), borealis.number().toString());
        signIn(borealis);
        models.refresh(borealis.id());
        search("numb");
        await(() -> hits().stream().anyMatch(hit -> hit.contains(atlas.team().name())));
    }

    @Test
    void every_source_finds_without_a_page_of_its_own() throws Exception {
        signIn(atlas);
        for (var source : sources) {
            try (var elsewhere = Executors.newSingleThreadExecutor()) {
                var found = elsewhere
                        .submit(new DelegatingSecurityContextCallable<>(() -> source.find(atlas.id(), "numb", 6)))
                        .get();
                assertThat(found).as(source.getClass().getSimpleName()).isNotEmpty();
                assertThat(found)
                        .allSatisfy(hit -> assertThat(hit.detail().get()).isNotBlank());
            }
        }
    }
}
