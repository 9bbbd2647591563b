package io.pitchpipe.tuningserver.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is in which group. Groups do not nest; one that nobody declared has no members. */
@Service
public class Groups {

    private final JdbcClient sql;

    Groups(JdbcClient sql) {
        this.sql = sql;
    }

    /** Says who is in a group from now on; nobody ends it. */
    @Transactional
    public void put(Principal group, Collection<Principal> members) {
        sql.sql("delete from group_member where group_email = :group")
                .param("group", group.email())
                .update();
        for (var member : new TreeSet<>(members.stream().map(Principal::email).toList())) {
            sql.sql("insert into group_member (group_email, member) values (:group, :member)")
                    .param("group", group.email())
                    .param("member", member)
                    .update();
        }
    }

    /** The members of a group, by address. */
    public List<Principal> members(Principal group) {
        return sql.sql("select member from group_member where group_email = :group order by member")
                .param("group", group.email())
                .query((row, number) -> new Principal(row.getString(1)))
                .list();
    }

    /** The groups that a principal is in. */
    public Set<Principal> of(Principal member) {
        return sql.sql("select group_email from group_member where member = :member")
                .param("member", member.email())
                .query((row, number) -> new Principal(row.getString(1)))
                .set();
    }
}
