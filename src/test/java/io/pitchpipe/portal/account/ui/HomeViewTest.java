package io.pitchpipe.portal.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
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
}
