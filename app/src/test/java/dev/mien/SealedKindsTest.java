package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The places that tell the kinds of a sealed type apart, by {@code instanceof} or by a kind's class object. Java 17
 * does not check that such a place knows every kind, so each one has a test that walks
 * {@link Class#getPermittedSubclasses}. A new place fails here until it stands in the list beside its test.
 */
class SealedKindsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.mien");

    @Test
    void everyPlaceThatTellsKindsApartIsKnown() {
        Map<String, String> places = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            Class<?> reflected = type.reflect();
            if (reflected.isSealed() && !reflected.isEnum()) {
                places.put(reflected.getSimpleName(), places(reflected));
            }
        }
        assertThat(places)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        // what a layer means to one kind alone is asked for by Deepening, EnsembleGraph and
                        // ParameterStore; OnnxExportTest.everyKindOfLayerIsAmongTheModels computes and exports all
                        // kinds, and KerasExportTest.everyKindOfLayerComesBack writes and reads them
                        Map.entry(
                                "Layer",
                                "ActivationMaps, ArchitectureJson, ArchitectureWeights, Deepening, EnsembleGraph,"
                                        + " KerasWeights, ModelArchitecture, ModuleFactory, NetworkGraph,"
                                        + " ParameterStore"),
                        // KerasOnnxTest.everyKindOfOperationIsAmongTheNetworks
                        Map.entry("KerasOperation", "KerasOperators, KerasWeights"),
                        Map.entry("SameSize", "KerasGraph, KerasOperators, KerasWeights"),
                        // HtmlReportTest.everyKindOfBlockIsShown
                        Map.entry("Block", "HtmlReport"),
                        // RemedyTextTest.everyKindHasWords
                        Map.entry("Remedy", "RemedyText"),
                        Map.entry("Source", "Exchange"),
                        // told apart by their methods alone
                        Map.entry("Disturbance", ""),
                        Map.entry("MapRows", ""),
                        Map.entry("GlanceView", ""),
                        Map.entry("PictureSource", ""),
                        Map.entry("AnswerOutput", ""),
                        // SettingKinds names all kinds for files: SettingKindsTest
                        Map.entry("LearningRateSchedule", "SettingKinds"),
                        // Ingredient has a constant for each: IngredientTest
                        Map.entry("Mixing", "Ingredient, SettingKinds"),
                        // the others ask a configuration for the one kind that they serve: SettingKindsTest, and
                        // TargetTableTest.everyKindOfRuleCounts
                        Map.entry(
                                "Refinement",
                                "Ingredient, Optimizer, RefinementAccess, SettingKinds, Trainer, TrainingConfig,"
                                        + " TrainingStep"),
                        Map.entry(
                                "TargetRule",
                                "Collector, Ingredient, OpenedSupervision, SettingKinds, Supervision, SupervisionFiles,"
                                        + " SupervisionOptions, TargetAccess, TargetTable, Trainer, TrainingConfig")));
    }

    private static String places(Class<?> sealed) {
        var kinds = Arrays.stream(sealed.getPermittedSubclasses())
                .map(Class::getName)
                .collect(Collectors.toSet());
        return CLASSES.stream()
                .filter(type -> Stream.concat(
                                type.getInstanceofChecks().stream().map(InstanceofCheck::getRawType),
                                type.getReferencedClassObjects().stream().map(ReferencedClassObject::getRawType))
                        .anyMatch(named -> kinds.contains(named.getName())))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), names -> String.join(", ", names)));
    }
}
