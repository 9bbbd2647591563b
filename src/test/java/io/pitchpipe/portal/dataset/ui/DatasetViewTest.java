package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.UploadId;
import io.pitchpipe.testing.NewTeam;
import io.pitchpipe.testing.PortalTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A new team, whose owner is signed in and looks at its datasets. */
@SuppressWarnings("NullAway.Init")
abstract class DatasetViewTest extends PortalTest {

    @Autowired
    DatasetService datasets;

    @Autowired
    DatasetRows rows;

    NewTeam newTeam;
    TeamId team;

    @BeforeEach
    void aTeam() {
        newTeam = newTeam();
        team = newTeam.id();
        signIn(newTeam);
    }

    /** A dataset of a file of comma-separated values, with a question and an answer in each row. */
    Dataset bring(String name, String text) {
        return make(name, receive(text));
    }

    UploadId receive(String text) {
        return datasets.receive(team, "x.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    Dataset make(String name, UploadId upload) {
        var peek = datasets.peek(team, upload, null);
        return datasets.create(
                team, name, upload, new ImportPlan(peek.reading(), peek.guess().orElseThrow()));
    }

    static String csv(int count) {
        return "question,answer\n"
                + IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "question " + i + ",answer " + i + "\n")
                        .collect(Collectors.joining());
    }

    DatasetVersion latest(Dataset dataset) {
        return datasets.find(team, dataset.id()).orElseThrow().latest();
    }

    void click(String text) {
        test($(Button.class).withText(text).first()).click();
    }

    static void go(String path, String query) {
        UI.getCurrent().navigate(path, QueryParameters.fromString(query));
    }

    /** The link that says this, by whatever is within it. */
    Optional<Anchor> link(String text) {
        return $(Anchor.class).all().stream()
                .filter(link -> link.getElement().getTextRecursively().equals(text))
                .findFirst();
    }

    /** The headlines of what was found, in their order. */
    List<String> headlines() {
        return $(FindingCard.class).all().stream()
                .map(card -> $(NativeButton.class, card)
                        .withClassName("dataset-finding-head")
                        .single())
                .map(head -> $(Span.class, head)
                        .withClassName("dataset-finding-title")
                        .single()
                        .getText())
                .toList();
    }

    /** Opens a finding, or closes it. */
    void toggle(String headline) {
        var head = $(NativeButton.class).withClassName("dataset-finding-head").all().stream()
                .filter(each -> each.getElement().getTextRecursively().contains(headline))
                .findFirst()
                .orElseThrow();
        test(head).click();
    }

    boolean says(String words) {
        return Stream.of(Paragraph.class, Span.class, ListItem.class)
                .flatMap(type -> $(type).all().stream())
                .anyMatch(each -> shownText(each.getElement()).contains(words));
    }

    /** The text of an element without what is hidden in it. */
    static String shownText(Element element) {
        if (element.isTextNode()) {
            return element.getText();
        }
        return element.isVisible()
                ? element.getChildren().map(DatasetViewTest::shownText).collect(Collectors.joining())
                : "";
    }
}
