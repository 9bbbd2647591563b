package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.testing.NewTeam;
import io.pitchpipe.testing.PortalTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What tests of this module share: a team of their own, whose owner is signed in, and files that become datasets. */
abstract class DatasetTest extends PortalTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    DatasetService datasets;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    DatasetRows rows;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    DatasetContents contents;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    JdbcClient jdbc;

    @SuppressWarnings("NullAway.Init")
    NewTeam newTeam;

    @SuppressWarnings("NullAway.Init")
    TeamId team;

    @BeforeEach
    void aTeam() {
        newTeam = newTeam();
        team = newTeam.id();
        signIn(newTeam);
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    Dataset bring(String fileName, String text) {
        return bring(fileName, stream(text));
    }

    Dataset bring(String fileName, InputStream in) {
        var upload = datasets.receive(team, fileName, in);
        var peek = datasets.peek(team, upload, null);
        return datasets.create(
                team,
                fileName,
                upload,
                new ImportPlan(peek.reading(), peek.guess().orElseThrow()));
    }

    List<Example> all(VersionId version) {
        return datasets.examples(team, version).stream().toList();
    }

    static String csv(int count) {
        return "question,answer\n"
                + IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "question number " + i + ",answer " + i)
                        .collect(Collectors.joining("\n"));
    }

    long chunks(Dataset dataset) {
        return jdbc.sql("select count(*) from dataset_chunk where dataset_id = ?")
                .param(dataset.id().value())
                .query(Long.class)
                .single();
    }
}
