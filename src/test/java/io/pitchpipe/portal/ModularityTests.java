package io.pitchpipe.portal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.pitchpipe.portal.account.Anyone;
import io.pitchpipe.portal.account.InstanceAdmin;
import io.pitchpipe.portal.account.SignedIn;
import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamOwner;
import io.pitchpipe.portal.account.TeamViewer;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;

/** Holds the house together: who may depend on whom, and the nevers. */
class ModularityTests {

    private static final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.pitchpipe");

    @Test
    void the_portal_modules_keep_to_their_allowed_dependencies() {
        ApplicationModules.of(PortalApplication.class).verify();
    }

    @Test
    void only_ui_and_design_know_vaadin() {
        noClasses()
                .that()
                .resideInAPackage("io.pitchpipe..")
                .and()
                .resideOutsideOfPackages("..ui..", "..design..")
                .and()
                .doNotHaveFullyQualifiedName(PortalApplication.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(PortalSecurity.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.vaadin..")
                .check(classes);
    }

    @Test
    void views_never_reach_past_their_services() {
        noClasses()
                .that()
                .resideInAPackage("..portal..ui..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..portal..internal..",
                        "java.net.http..",
                        "org.springframework.jdbc..",
                        "org.springframework.web.client..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void the_portal_and_the_tuning_server_only_meet_over_http() {
        noClasses()
                .that()
                .resideInAPackage("io.pitchpipe.portal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.pitchpipe.tuningserver..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("io.pitchpipe.tuningserver..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.pitchpipe.portal..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void every_public_method_of_a_portal_service_declares_who_may_call_it() {
        var declared = DescribedPredicate.<com.tngtech.archunit.core.domain.JavaMethod>describe(
                "declare who may call them",
                method -> method.isAnnotatedWith(Anyone.class)
                        || method.isAnnotatedWith(SignedIn.class)
                        || method.isAnnotatedWith(TeamViewer.class)
                        || method.isAnnotatedWith(TeamEditor.class)
                        || method.isAnnotatedWith(TeamOwner.class)
                        || method.isAnnotatedWith(InstanceAdmin.class));
        methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Service.class)
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.pitchpipe.portal..")
                .and()
                .arePublic()
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.be(declared))
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void every_route_declares_who_may_open_it() {
        classes()
                .that()
                .areAnnotatedWith(Route.class)
                .or()
                .areAnnotatedWith(Layout.class)
                .should()
                .beAnnotatedWith(PermitAll.class)
                .orShould()
                .beAnnotatedWith(AnonymousAllowed.class)
                .orShould()
                .beAnnotatedWith(RolesAllowed.class)
                .check(classes);
    }

    /** A REST handler of the portal is reached past the views, so it must go through a service that decides; none does so yet. */
    @Test
    void the_portal_has_no_rest_handler_without_a_decision() {
        noClasses()
                .that()
                .resideInAPackage("io.pitchpipe.portal..")
                .should()
                .beMetaAnnotatedWith(Controller.class)
                .check(classes);
    }

    @Test
    void views_do_not_read_the_audit_log_past_its_service() {
        noClasses()
                .that()
                .resideInAPackage("..portal..ui..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.pitchpipe.portal.audit.AuditLog")
                .check(classes);
    }
}
