package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.Caller;
import io.pitchpipe.tuningserver.access.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who has which role on which model. */
@Repository
class GrantStore {

    private final JdbcClient sql;

    GrantStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Whether it was stored; {@code false} when the grantee has a role already. */
    boolean insert(TunedModelId model, Grant grant) {
        return sql.sql("""
                        insert into model_permission (tuned_model, id, grantee_type, email, role)
                        values (:model, :id, :type, :email, :role) on conflict do nothing""")
                        .param("model", model.value())
                        .param("id", grant.id())
                        .param("type", grant.type().name())
                        .param(
                                "email",
                                grant.grantee() == null ? null : grant.grantee().email())
                        .param("role", grant.role().name())
                        .update()
                == 1;
    }

    Optional<Grant> find(TunedModelId model, String id) {
        return sql.sql("select * from model_permission where tuned_model = :model and id = :id")
                .param("model", model.value())
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    List<Grant> list(TunedModelId model, long after, int limit) {
        return sql.sql(
                        "select * from model_permission where tuned_model = :model and seq > :after order by seq limit :limit")
                .param("model", model.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    /** Changes a role, but never an owner's. */
    boolean setRole(TunedModelId model, String id, Role role) {
        return sql.sql(
                                "update model_permission set role = :role where tuned_model = :model and id = :id and role <> 'OWNER'")
                        .param("role", role.name())
                        .param("model", model.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Takes a role away, but never an owner's. */
    boolean delete(TunedModelId model, String id) {
        return sql.sql("delete from model_permission where tuned_model = :model and id = :id and role <> 'OWNER'")
                        .param("model", model.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Makes another principal the owner and the present one a writer; {@code false} when {@code from} is not the owner any more. */
    boolean transfer(TunedModelId model, Principal from, Principal to) {
        int demoted = sql.sql(
                        "update model_permission set role = 'WRITER' where tuned_model = :model and id = :id and role = 'OWNER'")
                .param("model", model.value())
                .param("id", from.permissionId())
                .update();
        if (demoted == 0) {
            return false;
        }
        delete(model, to.permissionId());
        return insert(model, Grant.of(Grant.Type.USER, to, Role.OWNER));
    }

    /** The highest role on each of these models that was granted to the caller, its groups or everyone; models without one are not in it. */
    Map<TunedModelId, Role> roles(Caller caller, Collection<TunedModelId> models) {
        var roles = new HashMap<TunedModelId, Role>();
        if (!models.isEmpty()) {
            sql.sql("""
                    select tuned_model, role from model_permission
                    where tuned_model in (:models) and (email is null or email in (:me))""")
                    .param("models", models.stream().map(TunedModelId::value).toList())
                    .param("me", caller.addresses())
                    .query(row -> {
                        roles.merge(
                                new TunedModelId(row.getString(1)),
                                Role.valueOf(row.getString(2)),
                                (one, other) -> one.includes(other) ? one : other);
                    });
        }
        return roles;
    }

    private static Grant read(ResultSet row) throws SQLException {
        var email = row.getString("email");
        return new Grant(
                row.getString("id"),
                row.getLong("seq"),
                Grant.Type.valueOf(row.getString("grantee_type")),
                email == null ? null : new Principal(email),
                Role.valueOf(row.getString("role")));
    }
}
