package io.pitchpipe.portal.catalog.internal;

import static io.pitchpipe.testing.TestRows.NOON;
import static io.pitchpipe.testing.TestRows.team;
import static io.pitchpipe.testing.TestRows.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.catalog.ModelCard;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.testing.Databases;
import io.pitchpipe.testing.TestRows;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class CatalogRepositoriesTests {

    private final ConnectionId connection = ConnectionId.random();

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_shared_model_is_listed_until_it_is_gone_and_again_when_it_comes_back(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var shared = new SharedModelRepository(jdbc);
        var team = team(jdbc);
        var model = model(team, "tunedModels/tone", "Tone rewriter 100%", null);

        assertThat(shared.put(model)).isTrue();
        assertThat(shared.put(model)).isFalse();
        assertThat(shared.page(team, "TONE", 0, 10)).containsExactly(model);
        assertThat(shared.page(team, "0%", 0, 10)).hasSize(1);
        assertThat(shared.page(team, "_one", 0, 10)).isEmpty();
        assertThat(shared.count(team, "")).isEqualTo(1);
        assertThat(shared.find(TeamId.random(), model.id())).isEmpty();

        assertThat(shared.keepOnly(team, connection, List.of(), NOON)).isEqualTo(1);
        assertThat(shared.keepOnly(team, connection, List.of(), NOON)).isZero();
        assertThat(shared.page(team, "", 0, 10)).isEmpty();
        assertThat(shared.find(team, model.id())).get().extracting("goneAt").isEqualTo(NOON);

        assertThat(shared.put(model(team, "tunedModels/tone", "New name", "models/base")))
                .isTrue();
        assertThat(shared.page(team, "", 0, 10)).singleElement().satisfies(back -> {
            assertThat(back.id()).isEqualTo(model.id());
            assertThat(back.name()).isEqualTo("New name");
            assertThat(back.baseModel()).isEqualTo("models/base");
        });
        shared.synced(team, NOON);
        shared.synced(team, NOON.plusSeconds(1));
        assertThat(shared.lastSync(team)).contains(NOON.plusSeconds(1));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_card_is_written_over_only_by_who_has_read_it(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var cards = new ModelCardRepository(jdbc, Clock.fixed(NOON, ZoneOffset.UTC));
        var user = user(jdbc);
        var model = new ModelId(TestRows.job(jdbc, team(jdbc)).value());
        var first = ModelCard.BLANK.saying("For \u0000 numbers", "", "twenty two", "twenty three", "Ada");

        assertThat(cards.find(model)).isEmpty();
        assertThat(cards.write(model, first, user)).isTrue();
        assertThat(cards.write(model, first, user)).isFalse();
        var read = cards.find(model).orElseThrow();
        assertThat(read.purpose()).isEqualTo("For \uFFFD numbers");
        assertThat(read.revision()).isEqualTo(1);
        assertThat(read.change()).get().extracting(ModelCard.Change::at).isEqualTo(NOON);
        assertThat(cards.write(model, read.saying("Other", "", "", "", ""), user))
                .isTrue();
        assertThat(cards.write(model, read, user)).isFalse();
        assertThat(cards.find(model)).get().extracting(ModelCard::purpose).isEqualTo("Other");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_model_is_found_under_every_teams_id_of_it(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var shared = new SharedModelRepository(jdbc);
        var team = team(jdbc);
        var model = model(team, "tunedModels/tone", "Tone", null);
        shared.put(model);

        assertThat(shared.find(model.id())).contains(model);
        assertThat(shared.find(ModelId.random())).isEmpty();
        assertThat(shared.named(team, "tunedModels/tone")).containsExactly(model);
        assertThat(shared.named(team(jdbc), "tunedModels/tone")).isEmpty();
        assertThat(shared.ofJob(team, ModelId.random().value())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void what_the_backend_says_of_readers_is_true(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var readers = new ReaderRepository(jdbc);
        var user = user(jdbc);
        var model = ModelId.random();
        readers.add(model, new ProjectNumber(11), user, NOON);
        readers.add(model, new ProjectNumber(11), user, NOON);
        readers.add(model, new ProjectNumber(12), user, NOON);

        readers.reconcile(model, Set.of(new ProjectNumber(11), new ProjectNumber(13)));

        assertThat(readers.of(model))
                .extracting(known -> known.number().value())
                .containsExactlyInAnyOrder(11L, 13L);
        assertThat(readers.of(model))
                .filteredOn(known -> known.number().value() == 11)
                .singleElement()
                .satisfies(known -> {
                    assertThat(known.addedByName()).isEqualTo("Ada");
                    assertThat(known.addedAt()).isEqualTo(NOON);
                });
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_model_is_buried_once(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var readers = new ReaderRepository(jdbc);
        var team = team(jdbc);
        var model = ModelId.random();
        assertThat(readers.bury(model, team, NOON, null)).isTrue();
        assertThat(readers.bury(model, team, NOON, null)).isFalse();
        assertThat(readers.buried(List.of(model, ModelId.random()))).containsExactly(model);
        assertThat(readers.buried(List.of())).isEmpty();
    }

    private SharedModelRepository.Shared model(TeamId team, String resource, String name, @Nullable String base) {
        return new SharedModelRepository.Shared(
                ModelId.random(), team, connection, resource, name, null, base, null, null, NOON, null);
    }
}
