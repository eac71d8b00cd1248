package dev.mien.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSummaryTest {
    @Test
    void theArticlesNetworkReadsAsKerasPrintsIt() throws IOException {
        try (InputStream in = ModelSummaryTest.class.getResourceAsStream("/golden/summary/article.txt")) {
            assertThat(ModelSummary.text(Architectures.named("article")))
                    .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theArticlesNetworkHasTheArticlesParameters() {
        ModelArchitecture article = Architectures.named("article");
        assertThat(article.parameterCount()).isEqualTo(5_810_183);
        assertThat(article.trainableCount()).isEqualTo(5_805_191);
        assertThat(article.nodes()).hasSize(29);
    }

    @Test
    void theSmallNetworkHasAboutAHundredThousandParameters() {
        assertThat(Architectures.named("small").parameterCount()).isBetween(80_000, 120_000);
    }

    @Test
    void theFlagshipHasTwoHeadsUnderTenMillionParametersAndNamesItsShortcuts() {
        ModelArchitecture mien = Architectures.named("mien");
        assertThat(mien.parameterCount()).isEqualTo(4_356_527).isLessThan(10_000_000);
        assertThat(mien.heads()).containsExactly(new Head(0, 7), new Head(7, 8));
        assertThat(mien.outputs()).isEqualTo(15);
        assertThat(mien.nodes().stream().flatMap(node -> node.shortcut().stream()))
                .containsExactly("max_pooling2d", "max_pooling2d_1", "max_pooling2d_2");
        ModelArchitecture emotions = Architectures.named("mien-emotions");
        assertThat(emotions.heads()).containsExactly(new Head(0, 7));
        assertThat(mien.parameterCount() - emotions.parameterCount()).isEqualTo(8 * 385);
        ModelArchitecture nested = new ModelArchitecture(
                "nested",
                Shape.maps(4, 4, 1),
                List.of(
                        new Layer.Residual(List.of(new Layer.Relu(), new Layer.Residual(List.of(new Layer.Relu())))),
                        new Layer.Flatten(),
                        new Layer.Dense(7, Activation.SOFTMAX)));
        assertThat(nested.nodes().stream().flatMap(node -> node.shortcut().stream()))
                .containsExactly("re_lu", "input");
    }

    /**
     * A face needs twice as many floating-point operations as multiplications. ResidualNetworks states these numbers.
     */
    @ParameterizedTest
    @CsvSource({
        "mien, 4356527, 1.084",
        "mien-pool, 4356527, 0.702",
        "mien-wide, 6986671, 0.821",
        "mien-light, 4426735, 0.244"
    })
    void aNetworkHasItsSizeAndItsWork(String name, int parameters, double gigaflops) {
        ModelArchitecture network = Architectures.named(name);
        assertThat(network.parameterCount()).isEqualTo(parameters);
        assertThat(2e-9 * network.multiplications()).isCloseTo(gigaflops, within(5e-4));
        assertThat(network.heads()).hasSize(2);
        ModelArchitecture emotions = Architectures.named(name + "-emotions");
        assertThat(emotions.heads()).containsExactly(new Head(0, 7));
        assertThat(parameters - emotions.parameterCount()).isEqualTo(8 * 385);
    }

    /** In Keras, out = ceil(in / stride). If the number of zeros is odd, the larger part stands at the end. */
    @ParameterizedTest
    @CsvSource({"48,5,2,1,2,24", "48,3,2,0,1,24", "33,5,2,2,2,17", "6,3,1,1,1,6", "7,1,2,0,0,4", "8,3,3,0,1,3"})
    void paddingIsKeras(int size, int kernel, int stride, int before, int after, int outputs) {
        assertThat(SamePadding.of(size, kernel, stride)).isEqualTo(new SamePadding(before, after, outputs));
    }

    @Test
    void anotherDropoutChangesNothingElse() {
        ModelArchitecture small = Architectures.named("small");
        ModelArchitecture drier = small.withDropout(0.1);
        assertThat(drier.layers()).contains(new Layer.Dropout(0.1)).doesNotContain(new Layer.Dropout(0.25));
        assertThat(drier.withDropout(0.25)).isEqualTo(small);
    }

    @Test
    void aConvolutionWithoutAStrideIsRefused() {
        assertThatThrownBy(() -> new Layer.Conv2d(4, 3, 0, Activation.NONE, 0, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "a convolution needs at least one filter, an odd kernel, a stride of at least 1 and l2 of at"
                                + " least 0, got 4, 3, 0 and 0.0");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Architectures.named("vgg"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "no architecture is named 'vgg'; there are article, small, mien, mien-emotions, mien-deep,"
                                + " mien-pool, mien-pool-emotions, mien-wide, mien-wide-emotions, mien-light,"
                                + " mien-light-emotions");
    }

    @Test
    void anArchitectureMustEndInSeveralClasses() {
        List<Layer> layers = List.of(new Layer.Flatten(), new Layer.Dense(1, Activation.SOFTMAX));
        assertThatThrownBy(() -> new ModelArchitecture("one", Shape.maps(48, 48, 1), layers))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must end in a dense softmax layer of at least 2 units");
    }

    @Test
    void anArchitectureForColoursIsRefused() {
        ModelArchitecture colours = new ModelArchitecture(
                "rgb", Shape.maps(48, 48, 3), List.of(new Layer.Flatten(), new Layer.Dense(7, Activation.SOFTMAX)));
        assertThatThrownBy(() -> Architectures.register(colours))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("architecture 'rgb' reads pictures of 3 channels, expected 1 (grey)");
        assertThat(Architectures.find("rgb")).isEmpty();
    }
}
