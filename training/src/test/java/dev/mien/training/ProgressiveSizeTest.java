package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.engine.Precision;
import dev.mien.synthetic.SyntheticFaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings that see small pictures first. */
class ProgressiveSizeTest {
    private static final Dataset TRAIN = SyntheticFaces.draw(24, 1);
    private static final Dataset VALIDATION = SyntheticFaces.draw(5, 2);

    private static TrainingConfig config(int epochs, Optional<ProgressiveSize> size) {
        TrainingConfig recipe = Recipes.named(Recipes.MIEN_EMOTIONS).withArchitecture("mien-light-emotions");
        TrainingConfig.Optimization usual = recipe.optimization();
        return recipe.withDuration(epochs, epochs)
                .withOptimization(new TrainingConfig.Optimization(
                        usual.optimizer(), 0.05, usual.schedule(), usual.refinements(), 12))
                .withInput(recipe.input()
                        .withMixings(new Mixings(List.of(new Mixing.Mixup(0.2))))
                        .withProgressive(size))
                .withComputation(new TrainingConfig.Computation(Precision.FP32, 2, 5));
    }

    private static List<String> digits(History history) {
        return history.epochs().stream()
                .map(e -> e.loss() + " " + e.accuracy() + " " + e.validationLoss() + " " + e.validationAccuracy())
                .toList();
    }

    @Test
    void theFirstEpochsAreFasterAndTheLastTrainTheSameWeightsOnWholePictures() {
        List<Checkpoint> checkpoints = new ArrayList<>();
        Callback keep = new Callback() {
            @Override
            public void onCheckpoint(Supplier<Checkpoint> checkpoint) {
                checkpoints.add(checkpoint.get());
            }
        };
        ProgressiveSize sizes = ProgressiveSize.parse("20:0.34,24:0.7");
        TrainingConfig config = config(3, Optional.of(sizes));
        Scaling scaling = Scaling.fit(config.input().scaling(), TRAIN);
        try (EmotionClassifier model = EmotionClassifier.create(config, scaling);
                EmotionClassifier whole = EmotionClassifier.create(config(3, Optional.empty()), scaling);
                EmotionClassifier again = EmotionClassifier.create(config, scaling)) {
            History history = new Trainer(model, config, List.of(keep)).fit(TRAIN, VALIDATION);
            assertThat(history.epochs()).hasSize(3);

            History goneOn = new Trainer(whole, config(3, Optional.empty()), List.of())
                    .resume(checkpoints.get(2), TRAIN, VALIDATION);
            assertThat(digits(goneOn))
                    .as("the first two epochs are small, and hand over all that the third needs")
                    .isEqualTo(digits(history));

            for (int epoch = 0; epoch < 2; epoch++) {
                History resumed =
                        new Trainer(again, config, List.of()).resume(checkpoints.get(epoch), TRAIN, VALIDATION);
                assertThat(digits(resumed)).isEqualTo(digits(history));
            }
        }
        try (EmotionClassifier other = EmotionClassifier.create(config(3, Optional.empty()), scaling)) {
            History large = new Trainer(other, config(3, Optional.empty()), List.of()).fit(TRAIN, VALIDATION);
            assertThat(digits(large)).isNotEqualTo(digits(checkpoints.get(3).history()));
        }
    }

    @Test
    void aModelThatWasMadeForWholePicturesAloneIsRefused() {
        TrainingConfig config = config(2, Optional.of(new ProgressiveSize(24, 0.5)));
        try (EmotionClassifier whole = EmotionClassifier.create(config(2, Optional.empty()), Scaling.UNIT)) {
            assertThatThrownBy(() -> new Trainer(whole, config, List.of()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(
                            "the first epochs are to see pictures of 24x24, which this model was not made for");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "32,4,1,32",
        "32,4,2,32",
        "32,4,3,0",
        "32:0.5,5,3,0",
        "32:0.9,1,1,0",
        "32:0.1,40,4,32",
        "32:0.3;40:0.55,150,45,32",
        "32:0.3;40:0.55,150,46,40",
        "32:0.3;40:0.55,150,82,40",
        "32:0.3;40:0.55,150,83,0"
    })
    void aShareOfTheEpochsSeesSmallPictures(String sizes, int epochs, int epoch, int side) {
        ProgressiveSize size = ProgressiveSize.parse(sizes.replace(';', ','));
        assertThat(size.side(epoch, epochs).orElse(0)).isEqualTo(side);
        assertThat(ProgressiveSize.parse(size.text())).isEqualTo(size);
    }

    @Test
    void aSmallPixelIsTheMeanOfWhatItCovers() {
        float[] small = new float[1 + 4];
        new AreaMean(3, 3, 2).shrink(new float[] {9, 18, 36, 0, 9, 0, 27, 0, 45}, small, 1);
        assertThat(small[1]).isCloseTo((9 + 18 / 2f + 0 / 2f + 9 / 4f) / 2.25f, within(1e-5f));
        assertThat(small[2]).isCloseTo((36 + 18 / 2f + 0 / 2f + 9 / 4f) / 2.25f, within(1e-5f));
        assertThat(small[3]).isCloseTo((27 + 0 / 2f + 0 / 2f + 9 / 4f) / 2.25f, within(1e-5f));
        assertThat(small[4]).isCloseTo((45 + 0 / 2f + 0 / 2f + 9 / 4f) / 2.25f, within(1e-5f));
    }

    @Test
    void shrinkingKeepsTheMeanOfAnOblongPicture() {
        SplittableRandom random = new SplittableRandom(4);
        float[] picture = new float[50 * 40];
        double sum = 0;
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (float) random.nextDouble(255);
            sum += picture[i];
        }
        AreaMean mean = new AreaMean(50, 40, 32);
        float[] small = new float[mean.pixels()];
        mean.shrink(picture, small, 0);
        double smallSum = 0;
        for (float value : small) {
            smallSum += value;
        }
        assertThat(smallSum / small.length).isCloseTo(sum / picture.length, within(1e-3));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new ProgressiveSize(8, 0.5))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the side of the first epochs' pictures is 8, expected at least 16");
        assertThatThrownBy(() -> ProgressiveSize.parse("24.5"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the sizes of the first epochs' pictures are '24.5', expected a side in whole pixels such as 32,"
                                + " or sides with the shares of the epochs until which they are shown, such as 32:0.3,40:0.55");
        assertThatThrownBy(() -> ProgressiveSize.parse("32:0.3,"))
                .hasMessageStartingWith("the sizes of the first epochs' pictures are '32:0.3,', expected a side");
        assertThatThrownBy(() -> ProgressiveSize.parse("40:0.3,32:0.5"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the sizes of the first epochs' pictures are '40:0.3,32:0.5', expected at least one, with rising"
                                + " sides and rising shares of the epochs");
        assertThatThrownBy(() -> ProgressiveSize.parse("32:0.5,40:0.5")).hasMessageContaining("rising shares");
        assertThatThrownBy(() -> ProgressiveSize.parse("32:1"))
                .hasMessage("the share of the epochs that see small pictures is 1.0, expected above 0 and below 1");
        assertThatThrownBy(() -> config(2, Optional.of(new ProgressiveSize(48, 0.5))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the side of the first epochs' pictures is 48, expected less than the 48 of whole ones");
        TrainingConfig recipe = Recipes.named(Recipes.SMALL);
        TrainingConfig.Input progressive = recipe.input().withProgressive(Optional.of(new ProgressiveSize(32, 0.5)));
        assertThatThrownBy(() -> recipe.withInput(progressive))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the architecture 'small' has weights for each position of pictures of 48x48, so that it"
                        + " cannot read 32x32: take one that pools over all positions, such as mien, or show it whole"
                        + " pictures from the first epoch on");
    }
}
