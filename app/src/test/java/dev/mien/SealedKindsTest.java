package dev.mien;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The places that tell the kinds of a sealed type apart. Java 17 does not check that such a place knows every kind, so
 * each one has a test that walks {@link Class#getPermittedSubclasses}. A new place fails here until it stands in the
 * list beside its test.
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
                        // what a layer means to one kind alone is asked for by Deepening and ParameterStore;
                        // OnnxExportTest.everyKindOfLayerIsAmongTheModels computes and exports all kinds
                        Map.entry(
                                "Layer",
                                "ActivationMaps, Deepening, ModelArchitecture, ModuleFactory, NetworkGraph,"
                                        + " ParameterStore"),
                        // HtmlReportTest.everyKindOfBlockIsShown
                        Map.entry("Block", "HtmlReport"),
                        // RemedyTextTest.everyKindHasWords
                        Map.entry("Remedy", "RemedyText"),
                        // told apart by their methods alone
                        Map.entry("Disturbance", ""),
                        Map.entry("LearningRateSchedule", ""),
                        Map.entry("MapRows", ""),
                        Map.entry("PictureSource", ""),
                        Map.entry("AnswerOutput", ""),
                        // SettingKindsTest
                        Map.entry("Mixing", ""),
                        // asked for one by one: SettingKindsTest, and TargetTableTest.everyKindOfRuleCounts; two
                        // places ask for the one rule that has views
                        Map.entry("Refinement", ""),
                        Map.entry("TargetRule", "SupervisionOptions, TrainingConfig")));
    }

    private static String places(Class<?> sealed) {
        var kinds = Arrays.stream(sealed.getPermittedSubclasses())
                .map(Class::getName)
                .collect(Collectors.toSet());
        return CLASSES.stream()
                .filter(type -> type.getInstanceofChecks().stream()
                        .map(InstanceofCheck::getRawType)
                        .anyMatch(checked -> kinds.contains(checked.getName())))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), names -> String.join(", ", names)));
    }
}
