package dev.mien.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which modules compute a network: the slow ones of single layers only where nothing else can. */
class ModuleFactoryTest {
    /** Sides that the sizes of a progressive training come to, the odd 5 and 3 among them. */
    @ParameterizedTest
    @CsvSource({
        "mien, 48",
        "mien, 32",
        "mien-pool, 48",
        "mien-pool, 40",
        "mien-pool, 32",
        "mien-wide, 48",
        "mien-wide, 40",
        "mien-light, 48",
        "mien-light, 40",
        "mien-light, 32"
    })
    void blocksNormalizeAllMapsAndTheHeadsAloneAreNormalizedOneByOne(String name, int side) {
        ModelArchitecture architecture = Architectures.named(name).on(side, side);
        Tensors.load(1);
        try (PointerScope scope = new PointerScope();
                Workers workers = new Workers(1);
                ParameterStore store = new ParameterStore(architecture, Precision.FP32)) {
            List<Module> modules = all(new ModuleFactory(architecture, Precision.FP32, store, workers).modules())
                    .toList();
            assertThat(modules).hasAtLeastOneElementOfType(NormalizationBlockModule.class);
            assertThat(modules)
                    .filteredOn(BatchNormalizationModule.class::isInstance)
                    .hasSize(1);
            assertThat(modules).noneMatch(ReluModule.class::isInstance);
        }
    }

    private static Stream<Module> all(List<Module> modules) {
        return modules.stream()
                .flatMap(
                        module -> module instanceof ResidualModule residual ? all(residual.body()) : Stream.of(module));
    }
}
