package io.pitchpipe.portal.account.internal;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The few settings of the instance that are kept in the database. */
@Repository
public class SettingRepository {

    /** The name of the instance. */
    public static final String INSTANCE_NAME = "instance.name";

    /** The digest of the set-up token, while there is one. */
    public static final String SETUP_TOKEN = "setup.token";

    /** How far a demo has come; only on an instance that was filled as one. */
    static final String DEMO = "demo";

    private final JdbcClient jdbc;

    public SettingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<String> find(String name) {
        return jdbc.sql("select setting from instance_setting where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }

    public void set(String name, String setting) {
        var changed = jdbc.sql("update instance_setting set setting = ? where name = ?")
                .params(setting, name)
                .update();
        if (changed == 0) {
            jdbc.sql("insert into instance_setting (name, setting) values (?, ?) on conflict do nothing")
                    .params(name, setting)
                    .update();
        }
    }

    /** Removes the setting if it is {@code setting}: of two callers, one is told true. */
    public boolean take(String name, String setting) {
        return jdbc.sql("delete from instance_setting where name = ? and setting = ?")
                        .params(name, setting)
                        .update()
                > 0;
    }
}
