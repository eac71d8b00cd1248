package dev.mien;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of ARCHITECTURE.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.mien");

    /** The packages of each module. A package uses only packages that stand before it. */
    private static final String[] CORE = {
        "dev.mien",
        "dev.mien.io..",
        "dev.mien.image..",
        "dev.mien.dataset..",
        "dev.mien.synthetic..",
        "dev.mien.augmentation..",
        "dev.mien.evaluation..",
        "dev.mien.audit..",
        "dev.mien.description.."
    };

    private static final String[] RECOGNITION = {"dev.mien.model..", "dev.mien.face..", "dev.mien.recognition.."};
    private static final String[] TRAINING = {
        "dev.mien.nn..", "dev.mien.engine..", "dev.mien.training..", "dev.mien.keras..", "dev.mien.export.."
    };
    private static final String[] MEDIA = {
        "dev.mien.drawing..",
        "dev.mien.people..",
        "dev.mien.video..",
        "dev.mien.batch..",
        "dev.mien.answer..",
        "dev.mien.service.."
    };
    private static final String[] EXPERIMENT = {
        "dev.mien.chart..",
        "dev.mien.report..",
        "dev.mien.importing..",
        "dev.mien.run..",
        "dev.mien.judging..",
        "dev.mien.experiment..",
        "dev.mien.download.."
    };
    private static final String[] SERVER = {"dev.mien.dashboard..", "dev.mien.server.."};
    private static final String[] APP = {"dev.mien.diagnosis..", "dev.mien.cli.."};

    private static final Map<String, String[]> MODULES = Map.of(
            "core", CORE,
            "recognition", RECOGNITION,
            "media", MEDIA,
            "training", TRAINING,
            "experiment", EXPERIMENT,
            "server", SERVER,
            "app", APP);

    /** A new package must be named here, because otherwise no rule would hold for it. */
    @Test
    void everyPackageIsInItsModule() throws IOException {
        for (Map.Entry<String, String[]> module : MODULES.entrySet()) {
            Path root = sources(module.getKey());
            PackageMatchers named = PackageMatchers.of(module.getValue());
            try (Stream<Path> files = Files.walk(root)) {
                assertThat(files.filter(file -> file.toString().endsWith(".java"))
                                .map(file -> root.relativize(file.getParent())
                                        .toString()
                                        .replace(root.getFileSystem().getSeparator(), "."))
                                .distinct())
                        .as(module.getKey())
                        .isNotEmpty()
                        .allMatch(named);
            }
        }
    }

    private static Path sources(String module) {
        return Path.of("..", module, "src", "main", "java");
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.mien.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theRootImportsNoSibling() {
        noClasses()
                .that()
                .resideInAPackage("dev.mien")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.mien.*..")
                .check(CLASSES);
    }

    @Test
    void thePackagesOfAModulePointOneWay() {
        for (String[] module : MODULES.values()) {
            for (int i = 0; i + 1 < module.length; i++) {
                independent(new String[] {module[i]}, Arrays.copyOfRange(module, i + 1, module.length));
            }
        }
    }

    @Test
    void theClassesOfAModuleFormNoCycle() {
        for (String[] module : List.of(TRAINING, EXPERIMENT, SERVER, APP)) {
            PackageMatchers packages = PackageMatchers.of(module);
            slices().assignedFrom(new SliceAssignment() {
                        @Override
                        public String getDescription() {
                            return "the classes of " + String.join(", ", module);
                        }

                        @Override
                        public SliceIdentifier getIdentifierOf(JavaClass type) {
                            return packages.test(type.getPackageName())
                                    ? SliceIdentifier.of(outermost(type).getName())
                                    : SliceIdentifier.ignore();
                        }
                    })
                    .should()
                    .beFreeOfCycles()
                    .check(CLASSES);
        }
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    @Test
    void theModulesPointOneWay() {
        independent(CORE, RECOGNITION, MEDIA, TRAINING, EXPERIMENT, SERVER, APP);
        independent(RECOGNITION, MEDIA, TRAINING, EXPERIMENT, SERVER, APP);
        independent(MEDIA, TRAINING, EXPERIMENT, SERVER, APP);
        independent(TRAINING, RECOGNITION, MEDIA, EXPERIMENT, SERVER, APP);
        independent(EXPERIMENT, SERVER, APP);
        independent(SERVER, TRAINING, EXPERIMENT, APP);
    }

    private static void independent(String[] module, String[]... strangers) {
        for (String[] stranger : strangers) {
            noClasses()
                    .that()
                    .resideInAnyPackage(module)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(stranger)
                    .check(CLASSES);
        }
    }

    @Test
    void thirdPartyTypesStayInTheirPackages() {
        only("dev.mien.image", "com.twelvemonkeys..");
        only("dev.mien.image", "com.drew..");
        only("dev.mien.engine", "org.bytedeco.pytorch..");
        only("dev.mien.engine", "org.bytedeco.openblas..");
        only("dev.mien.video", "org.bytedeco.ffmpeg..");
        only("dev.mien.model", "ai.onnxruntime..");
        only("dev.mien.export", "ai.onnx.proto..");
        only("dev.mien.export", "com.google.protobuf..");
        only("dev.mien.keras", "io.jhdf..");
        only("dev.mien.cli", "picocli..");
        only("dev.mien.cli", "me.tongfei..");
        only("dev.mien.server", "org.eclipse.jetty..");
        only("dev.mien.server", "io.micrometer..");
        only("dev.mien.chart", "org.knowm..");
        only("dev.mien.download", "org.apache..");
        only("dev.mien.download", "com.jerolba..");
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.mien.engine", "dev.mien.video")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.mien.training",
                        "dev.mien.keras",
                        "dev.mien.experiment",
                        "dev.mien.download",
                        "dev.mien.answer",
                        "dev.mien.server",
                        "dev.mien.dashboard",
                        "dev.mien.diagnosis")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .check(CLASSES);
    }

    private static void only(String home, String library) {
        noClasses()
                .that(resideOutsideOfPackage(home))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(CLASSES);
    }

    @Test
    void noThirdPartyTypeStandsInAPublicSignature() {
        codeUnits()
                .that()
                .arePublic()
                .or()
                .areProtected()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should(new ArchCondition<JavaCodeUnit>("have only Java's and Mien's types in their signatures") {
                    @Override
                    public void check(JavaCodeUnit method, ConditionEvents events) {
                        method.getAllInvolvedRawTypes().stream()
                                .map(JavaClass::getBaseComponentType)
                                .filter(type -> !type.isPrimitive()
                                        && !type.getPackageName().startsWith("java")
                                        && !type.getPackageName().startsWith("dev.mien"))
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " shows " + type.getName())));
                    }
                })
                .check(CLASSES);
    }

    @Test
    void noThirdPartyTypeIsAPublicField() {
        noFields()
                .that()
                .arePublic()
                .should()
                .haveRawType(resideOutsideOfPackages("java..", "dev.mien..")
                        .and(DescribedPredicate.not(describe("primitive", JavaClass::isPrimitive)))
                        .and(DescribedPredicate.not(describe("array", JavaClass::isArray))))
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that(resideOutsideOfPackage("dev.mien.cli"))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void nobodyDeclaresABareException() {
        for (Class<? extends Throwable> bare : List.of(Exception.class, Throwable.class)) {
            noMethods()
                    .that()
                    .doNotHaveModifier(JavaModifier.BRIDGE)
                    .should()
                    .declareThrowableOfType(bare)
                    .check(CLASSES);
        }
    }

    @Test
    void nobodyThrowsABareException() {
        GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLASSES);
    }

    /** The compiler's own handlers, of try-with-resources, catch Throwable; so that one is sought in the sources. */
    @Test
    void nobodyCatchesABareException() throws IOException {
        Pattern bare = Pattern.compile("catch \\((final )?(Exception|Throwable)\\b");
        for (String module : MODULES.keySet()) {
            try (Stream<Path> files = Files.walk(sources(module))) {
                List<Path> sources =
                        files.filter(file -> file.toString().endsWith(".java")).toList();
                assertThat(sources)
                        .hasSizeGreaterThan(4)
                        .allSatisfy(file -> assertThat(
                                        bare.matcher(Files.readString(file)).find())
                                .as(file.toString())
                                .isFalse());
            }
        }
    }

    @Test
    void everyPackageIsNullMarked() throws ClassNotFoundException {
        Set<String> names = new TreeSet<>();
        CLASSES.forEach(type -> names.add(type.getPackageName()));
        assertThat(names).hasSizeGreaterThan(10);
        for (String name : names) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue();
        }
    }
}
