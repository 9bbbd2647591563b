package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.DatasetCard;
import io.pitchpipe.portal.dataset.DatasetId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cards of datasets. */
@Repository
public class CardRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    CardRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<DatasetCard> find(DatasetId dataset) {
        return jdbc.sql("""
                select c.*, u.display_name from dataset_card c join app_user u on u.id = c.changed_by
                where c.dataset_id = ?""")
                .param(dataset.value())
                .query((row, number) -> new DatasetCard(
                        row.getString("purpose"),
                        row.getString("source"),
                        row.getString("licence"),
                        row.getString("language"),
                        row.getInt("revision"),
                        Optional.of(new DatasetCard.Change(
                                row.getString("display_name"),
                                row.getObject("changed_at", OffsetDateTime.class)
                                        .toInstant()))))
                .optional();
    }

    /** @return false if the card is no longer at the revision that was read */
    public boolean write(DatasetId dataset, DatasetCard card, UserId by) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        if (card.revision() == 0) {
            return jdbc.sql("""
                    insert into dataset_card (dataset_id, purpose, source, licence, language, revision, changed_by, changed_at)
                    values (?, ?, ?, ?, ?, 1, ?, ?) on conflict do nothing""")
                            .params(dataset.value(), card.purpose(), card.source(), card.licence(), card.language())
                            .params(by.value(), now)
                            .update()
                    == 1;
        }
        return jdbc.sql("""
                update dataset_card set purpose = ?, source = ?, licence = ?, language = ?, revision = revision + 1,
                changed_by = ?, changed_at = ? where dataset_id = ? and revision = ?""")
                        .params(card.purpose(), card.source(), card.licence(), card.language())
                        .params(by.value(), now, dataset.value(), card.revision())
                        .update()
                == 1;
    }

    /** Gives a dataset a card that says the same. */
    void copy(DatasetId source, DatasetId target) {
        jdbc.sql("""
                insert into dataset_card (dataset_id, purpose, source, licence, language, revision, changed_by, changed_at)
                select cast(? as uuid), purpose, source, licence, language, 1, changed_by, changed_at
                from dataset_card where dataset_id = ?""").params(target.value(), source.value()).update();
    }
}
