package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.audit.Refusals;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.prepost.PreAuthorize;

/**
 * Records that a member asked a service for something that is not there or not theirs, such as the dataset of another team: the answer
 * does not say which, and so neither does the log.
 */
@Configuration(proxyBeanMethods = false)
class MissingAudit {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DefaultPointcutAdvisor missingThings(
            ObjectProvider<Refusals> refusals, ObjectProvider<CurrentUser> currentUser) {
        MethodInterceptor advice = call -> {
            try {
                return call.proceed();
            } catch (NotFoundException missing) {
                currentUser
                        .getObject()
                        .find()
                        .ifPresent(user -> refusals.getObject()
                                .record(
                                        "access.missing",
                                        user.toString(),
                                        asked(call.getMethod(), call.getArguments())));
                throw missing;
            }
        };
        return new DefaultPointcutAdvisor(
                new StaticMethodMatcherPointcut() {
                    @Override
                    public boolean matches(Method method, Class<?> target) {
                        return AnnotatedElementUtils.hasAnnotation(method, PreAuthorize.class);
                    }
                },
                advice);
    }

    private static String asked(Method method, @Nullable Object[] arguments) {
        var ids = Arrays.stream(arguments)
                .filter(MissingAudit::isId)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + (ids.isEmpty() ? "" : " " + ids);
    }

    private static boolean isId(@Nullable Object argument) {
        return argument instanceof Record
                && !(argument instanceof TeamId)
                && argument.getClass().getSimpleName().endsWith("Id");
    }
}
