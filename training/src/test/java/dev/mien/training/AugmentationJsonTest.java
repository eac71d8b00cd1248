package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.mien.InvalidInputException;
import dev.mien.augmentation.AlternatingFlip;
import dev.mien.augmentation.AspectRatio;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Augmentations;
import dev.mien.augmentation.BrightnessContrast;
import dev.mien.augmentation.Degradation;
import dev.mien.augmentation.HorizontalFlip;
import dev.mien.augmentation.RandomErasing;
import dev.mien.augmentation.ReflectedBorder;
import dev.mien.augmentation.Rotation;
import dev.mien.augmentation.Scale;
import dev.mien.augmentation.Shift;
import dev.mien.augmentation.Zoom;
import dev.mien.dataset.SplitPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Augmentations in config.json. */
class AugmentationJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Augmentation> ALL = List.of(
            new Rotation(15),
            new Scale(0.18),
            new AspectRatio(0.08),
            new Shift(0.1, 0.3),
            new Zoom(1.0 / 3),
            new HorizontalFlip(0.5),
            new AlternatingFlip(),
            new ReflectedBorder(),
            new BrightnessContrast(0.3, 0.2),
            new Degradation(0.3),
            new Degradation(0.1, 3, 5, 0.5, 20),
            new RandomErasing(0.4),
            new RandomErasing(0.1, 0.05, 0.06, 0.5, 1.5, RandomErasing.Fill.PLAIN));

    @TempDir
    private Path folder;

    @Test
    void allComeBackFromAFileInTheirOrder() {
        assertThat(ALL.stream().map(Object::getClass).map(Augmentations.kinds()::nameOf))
                .containsAll(Augmentations.kinds().names());
        TrainingConfig article = Recipes.named("article");
        RunConfig config = new RunConfig(
                article.withInput(new TrainingConfig.Input(article.input().scaling(), ALL, false)),
                new RunConfig.Data("fer2013.csv", 35_887, "ab12", 100),
                SplitPlan.random(1),
                List.of(),
                Optional.empty(),
                Map.of());
        Path file = folder.resolve("config.json");

        config.write(file);

        assertThat(RunConfig.read(file)).isEqualTo(config);
    }

    /** What the first versions wrote. */
    @Test
    void olderFilesAreReadAndWrittenAsBefore() throws JsonProcessingException {
        String older = "[{\"kind\":\"shift\",\"horizontal\":0.1,\"vertical\":0.2},{\"kind\":\"zoom\",\"range\":0.2},"
                + "{\"kind\":\"rotation\",\"degrees\":10.0},{\"kind\":\"horizontal_flip\",\"probability\":0.5}]";

        List<Augmentation> read = AugmentationJson.read(JSON.readTree(older));
        ArrayNode written = JSON.createArrayNode();
        AugmentationJson.write(read, written);

        assertThat(read).containsExactly(new Shift(0.1, 0.2), new Zoom(0.2), new Rotation(10), new HorizontalFlip(0.5));
        assertThat(written).hasToString(older);
    }

    @Test
    void noneAreReadWhereNoneStand() throws JsonProcessingException {
        assertThat(AugmentationJson.read(JSON.readTree("{}").path("augmentation")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"fog\"}|unknown augmentation {\"kind\":\"fog\"}, expected a kind of shift, zoom, scale,"
                        + " aspect_ratio, rotation, horizontal_flip, alternating_flip, reflected_border, brightness_contrast,"
                        + " degradation, random_erasing. Use the version of Mien that wrote it, or a later one",
                "{\"kind\":\"scale\",\"range\":\"x\"}|'range' is \"x\", expected a number",
                "{\"kind\":\"random_erasing\",\"probability\":0.4}|'least_area' is , expected a number",
                "{\"kind\":\"aspect_ratio\",\"range\":9}|aspect ratio range is 9.0, expected a number from 0.0 to 2.0"
            })
    void whatCannotBeReadIsNamed(String augmentation, String message) throws JsonProcessingException {
        ArrayNode array = JSON.createArrayNode().add(JSON.readTree(augmentation));

        assertThatThrownBy(() -> AugmentationJson.read(array))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
