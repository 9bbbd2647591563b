package io.pitchpipe.portal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.account.Anyone;
import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.InstanceAdmin;
import io.pitchpipe.portal.account.SignedIn;
import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamOwner;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.common.BackgroundDoor;
import io.pitchpipe.portal.embedded.EmbeddedServer;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Component;
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
                .and()
                .doNotHaveFullyQualifiedName(PageGuard.class.getName())
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
                        "org.apache.hc..",
                        "org.springframework.jdbc..",
                        "org.springframework.web.client..")
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
    void views_use_no_door_for_background_work() {
        noClasses()
                .that()
                .resideInAPackage("..portal..ui..")
                .should()
                .dependOnClassesThat()
                .areAnnotatedWith(BackgroundDoor.class)
                .check(classes);
    }

    /**
     * {@code common}, {@code design} and {@link EmbeddedServer} hold nothing that belongs to a team; {@link Access} and {@link CurrentUser} are what the
     * decisions are made with.
     */
    @Test
    void a_public_bean_of_a_feature_is_a_service_or_marked_as_a_door_for_background_work() {
        classes()
                .that()
                .areAnnotatedWith(Component.class)
                .and()
                .arePublic()
                .and()
                .resideInAPackage("io.pitchpipe.portal.*")
                .and()
                .resideOutsideOfPackages("..portal.common", "..portal.design")
                .and()
                .doNotBelongToAnyOf(Access.class, CurrentUser.class, EmbeddedServer.class)
                .should()
                .beAnnotatedWith(BackgroundDoor.class)
                .check(classes);
    }

    /** The table of packages in the description of the house says what each module may use; it is checked, so that it cannot age. */
    @Test
    void the_description_of_the_house_names_every_module_with_what_it_may_use() throws IOException {
        var described = Files.readAllLines(Path.of("docs/house.md")).stream()
                .map(ROW_OF_A_MODULE::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(1), row -> words(row.group(2))));
        var declared = classes.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(ApplicationModule.class))
                .filter(type -> type.getPackageName().matches("io\\.pitchpipe\\.(portal|tuningserver)\\.[a-z]+"))
                .collect(Collectors.toMap(
                        type -> type.getPackageName().substring("io.pitchpipe.".length()),
                        type -> Set.of(type.getAnnotationOfType(ApplicationModule.class)
                                .allowedDependencies())));
        assertThat(described)
                .as("the table of modules in docs/house.md, beside the package-infos")
                .isEqualTo(declared);
    }

    private static final Pattern ROW_OF_A_MODULE = Pattern.compile("\\| `([a-z.]+)` \\|.*\\| (.*) \\|");

    private static Set<String> words(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(word -> word.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void nothing_that_was_sent_or_stored_is_read_by_java_s_own_deserialisation() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.io.ObjectInputStream.class)
                .check(classes);
    }
}
