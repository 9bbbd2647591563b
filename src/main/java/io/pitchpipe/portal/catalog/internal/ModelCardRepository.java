package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.portal.catalog.ModelCard;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.UserId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cards of models, by their owner's id. */
@Repository
public class ModelCardRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    ModelCardRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<ModelCard> find(ModelId model) {
        return jdbc.sql("""
                select c.*, u.display_name from model_card c join app_user u on u.id = c.changed_by
                where c.model_id = ?""")
                .param(model.value())
                .query((row, number) -> new ModelCard(
                        row.getString("purpose"),
                        row.getString("limits"),
                        row.getString("prompt"),
                        row.getString("answer"),
                        row.getString("contact"),
                        row.getInt("revision"),
                        Optional.of(new ModelCard.Change(
                                row.getString("display_name"),
                                row.getObject("changed_at", OffsetDateTime.class)
                                        .toInstant()))))
                .optional();
    }

    /** @return false if the card is no longer at the revision that was read */
    public boolean write(ModelId model, ModelCard card, UserId by) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        if (card.revision() == 0) {
            return jdbc.sql("""
                    insert into model_card (model_id, purpose, limits, prompt, answer, contact, revision, changed_by, changed_at)
                    values (?, ?, ?, ?, ?, ?, 1, ?, ?) on conflict do nothing""")
                            .params(model.value(), card.purpose(), card.limits(), card.prompt(), card.answer())
                            .params(card.contact(), by.value(), now)
                            .update()
                    == 1;
        }
        return jdbc.sql("""
                update model_card set purpose = ?, limits = ?, prompt = ?, answer = ?, contact = ?, revision = revision + 1,
                changed_by = ?, changed_at = ? where model_id = ? and revision = ?""")
                        .params(card.purpose(), card.limits(), card.prompt(), card.answer(), card.contact())
                        .params(by.value(), now, model.value(), card.revision())
                        .update()
                == 1;
    }
}
