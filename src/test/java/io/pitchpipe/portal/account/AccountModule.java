package io.pitchpipe.portal.account;

import io.pitchpipe.portal.account.internal.AccountWriter;
import io.pitchpipe.portal.account.internal.InvitationRepository;
import io.pitchpipe.portal.account.internal.PasswordRules;
import io.pitchpipe.portal.account.internal.SettingRepository;
import io.pitchpipe.portal.account.internal.SignInThrottle;
import io.pitchpipe.portal.account.internal.TeamRepository;
import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.audit.AuditSeals;
import io.pitchpipe.portal.audit.Refusals;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.InstanceSecret;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The account module alone on a given database, with transactions and without authorisation: for what must hold on both kinds. */
final class AccountModule {

    @EnableTransactionManagement
    static class Transactions {}

    private AccountModule() {}

    static AnnotationConfigApplicationContext on(DataSource database, Clock clock) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(DataSourceTransactionManager.class, () -> new DataSourceTransactionManager(database));
        context.registerBean(PasswordEncoder.class, PasswordEncoderFactories::createDelegatingPasswordEncoder);
        context.registerBean(InstanceSecret.class, () -> purpose -> new byte[32]);
        context.register(
                Transactions.class,
                CurrentUser.class,
                Access.class,
                AuditLog.class,
                AuditSeals.class,
                Refusals.class,
                Changes.class,
                UserRepository.class,
                TeamRepository.class,
                SettingRepository.class,
                InvitationRepository.class,
                PasswordRules.class,
                SignInThrottle.class,
                AccountWriter.class,
                SetupService.class,
                TeamService.class,
                InvitationService.class,
                AccountService.class,
                AdminService.class,
                ActivityService.class);
        context.refresh();
        return context;
    }
}
