package dev.mien.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Architectures.named("vgg"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no architecture is named 'vgg'; there are article, small, mien, mien-emotions, mien-deep");
    }

    @Test
    void anArchitectureMustEndInTheSevenEmotions() {
        List<Layer> layers = List.of(new Layer.Flatten(), new Layer.Dense(8, Activation.SOFTMAX));
        assertThatThrownBy(() -> new ModelArchitecture("eight", Shape.maps(48, 48, 1), layers))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must end in a dense softmax layer of 7 units");
    }
}
