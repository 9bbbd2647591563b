package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.tuning.JobFilter;
import java.sql.Types;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Those of a team's jobs that a filter lets through, as a condition on {@code tuning_job j} and what it is bound to. */
record JobSelection(TeamId team, JobFilter filter) {

    String where() {
        var states = switch (filter.which()) {
            case ALL -> "";
            case RUNNING -> " and j." + JobRepository.RUNNING;
            case ENDED -> " and not j." + JobRepository.RUNNING;
            case READY -> " and j.state = 'ACTIVE'";
        };
        var by = filter.by().isPresent() ? " and j.created_by = :by" : "";
        return "where j.team_id = :team and lower(j.display_name) like :text escape '!'" + states + by;
    }

    /** @return the statement, with what the condition names bound */
    StatementSpec bind(StatementSpec statement) {
        return statement
                .param("team", team.value())
                .param("text", like(filter.text()))
                .param("by", filter.by().map(UserId::value).orElse(null), Types.OTHER);
    }

    private static String like(String text) {
        var quoted = text.strip()
                .toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + quoted + "%";
    }
}
