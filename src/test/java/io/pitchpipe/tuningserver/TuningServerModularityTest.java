package io.pitchpipe.tuningserver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The tuning server's house: who may depend on whom, and that every route says who may call it. */
class TuningServerModularityTest {

    private static final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.pitchpipe.tuningserver", "io.pitchpipe.genapi");

    @Test
    void the_modules_keep_to_their_allowed_dependencies() {
        ApplicationModules.of(TuningServerApplication.class).verify();
    }

    @Test
    void the_engine_is_plain_java() {
        noClasses()
                .that()
                .resideInAPackage("io.pitchpipe.tuningserver.lm..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "jakarta..", "java.sql..", "javax.sql..", "java.net.http..")
                .check(classes);
    }

    @Test
    void the_wire_records_know_annotations_only() {
        noClasses()
                .that()
                .resideInAPackage("io.pitchpipe.genapi..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.pitchpipe.genapi..", "java..", "com.fasterxml.jackson.annotation..", "org.jspecify..")
                .check(classes);
    }

    @Test
    void of_the_server_only_jobs_use_the_engine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..tuningserver.job..", "..tuningserver.lm..", "..tuningserver.models..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.pitchpipe.tuningserver.lm..")
                .check(classes);
    }

    @Test
    void jobs_and_the_engine_know_no_wire_and_no_web() {
        noClasses()
                .that()
                .resideInAnyPackage("..tuningserver.job..", "..tuningserver.access..", "..tuningserver.lm..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.pitchpipe.genapi..",
                        "io.pitchpipe.tuningserver.api..",
                        "jakarta.servlet..",
                        "org.springframework.web..")
                .check(classes);
    }

    @Test
    void the_server_knows_neither_the_portal_nor_its_libraries() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.pitchpipe.portal..", "com.vaadin..", "org.springframework.security..")
                .check(classes);
    }

    @Test
    void every_route_declares_who_may_call_it() {
        methods()
                .that()
                .areMetaAnnotatedWith(org.springframework.web.bind.annotation.RequestMapping.class)
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.pitchpipe.tuningserver.api..")
                .should()
                .beAnnotatedWith("io.pitchpipe.tuningserver.api.Allow")
                .check(classes);
    }
}
