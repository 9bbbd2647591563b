package io.pitchpipe.portal.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.OrderedList;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.testing.PortalTest;
import org.junit.jupiter.api.Test;

class HomeViewTest extends PortalTest {

    @Test
    void home_greets_the_person_by_name() {
        var team = newTeam();
        signIn(team);
        navigate("", HomeView.class);
        assertThat($(H1.class).single().getText())
                .isEqualTo("Hello, " + team.owner().name());
    }

    @Test
    void someone_without_a_team_is_told_how_to_get_into_one() {
        signIn(newUser().id());
        navigate("", HomeView.class);
        assertThat($(H2.class).single().getText()).isEqualTo("You are in no team yet");
    }

    @Test
    void an_empty_home_leads_to_the_first_examples_or_to_the_sample() {
        signIn(newTeam());
        navigate("", HomeView.class);
        assertThat($(Anchor.class).all()).anyMatch(link -> link.getHref().equals("datasets/new?then=teach"));
        assertThat($(Button.class).all()).extracting(Button::getText).contains("Start with the sample");
        assertThat($(OrderedList.class).single().getChildren()).hasSize(3);
        assertThat($(Anchor.class).all().stream().filter(link -> link.hasClassName("pp-button-primary")))
                .as("one primary button")
                .hasSize(1);
    }

    @Test
    void an_empty_home_offers_a_viewer_nothing_that_would_be_refused() {
        var team = newTeam();
        signIn(newMember(team.id(), Role.VIEWER).id());
        navigate("", HomeView.class);
        assertThat($(Button.class).all()).extracting(Button::getText).doesNotContain("Start with the sample");
        assertThat($(Anchor.class).all()).noneMatch(link -> link.getHref().startsWith("datasets/new"));
    }
}
