package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import dev.mien.dataset.Scaling;
import dev.mien.description.KnownScores;
import dev.mien.description.ModelDescription;
import dev.mien.keras.KerasExport;
import dev.mien.keras.KerasForm;
import dev.mien.keras.KerasWeights;
import dev.mien.model.EmotionModel;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import dev.mien.training.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of Keras, from import to use. */
class ImportCommandTest {
    private static final Path GOLDEN = Path.of("..", "training", "src", "test", "resources", "golden", "keras");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void copy() throws IOException {
        System.setProperty("dev.mien.cache", folder.resolve("cache").toString());
        file = Files.copy(GOLDEN.resolve("keras2-article.h5"), folder.resolve("best_model.h5"));
    }

    @AfterEach
    void forget() {
        System.clearProperty("dev.mien.cache");
    }

    @Test
    void asksForLabelsAndScaling() {
        mien("import", file)
                .requireMistake(
                        file + " does not say which emotion each of its 7 outputs is, and how its pixels are scaled",
                        "Labels: fer2013, alphabetical, alphabetical-8, ck+-7, ferplus, raf-db, affectnet-8,",
                        "Scalings: 0..1, -1..1, raw, or mean,deviation",
                        "Run './mien import " + file + " --labels fer2013 --scaling 0..1'");
        mien("import", file, "--labels", "fer2013").requireMistake("does not say how its pixels are scaled");
    }

    @Test
    void aModelThatWasNotImportedIsRefused() {
        mien("doctor", "--model", file).requireMistake("does not say which emotion each of its 7 outputs is");
    }

    @Test
    void writesAFileThatSaysWhereEverythingComesFrom() {
        Path onnx = folder.resolve("face.onnx");
        CommandResult result = mien("import", file, "--labels", "alphabetical", "--scaling", "0..1", "--out", onnx)
                .requireDone();
        assertThat(result.out())
                .contains("pictures of 12x12 in grey, 7 classes")
                .contains("labels:  angry, disgust, fear, happy, neutral, sad, surprise (named by the user)")
                .contains("scaling: 0..1 (named by the user)")
                .contains("use it:  --model " + onnx);
        try (EmotionModel model = EmotionModel.open(onnx, 1)) {
            Map<String, String> text = model.description().text();
            assertThat(text)
                    .containsEntry(ModelDescription.LABELS, Emotion.names())
                    .containsEntry("source_labels", "angry, disgust, fear, happy, neutral, sad, surprise")
                    .containsEntry("labels_from", "named by the user")
                    .containsEntry("imported_from", "best_model.h5")
                    .containsKeys("imported_sha256", "keras_version");
            KnownScores known = KnownScores.parse(text.get(ModelDescription.KNOWN_SCORES));
            assertThat(known.difference(model.emotions(known.drawn(12, 12)))).isLessThan(1e-3);
        }
    }

    /** After the import the Keras file itself is a model's name. */
    @Test
    void anImportedFileIsUsedByItsOwnName() {
        mien("import", file, "--labels", "fer2013", "--scaling", "0..1").requireDone();
        mien("doctor", "--model", file).requireDone();
    }

    /** A file that Mien exported describes itself, and its weights start a training. */
    @Test
    void whatMienExportedNeedsNoWords() throws IOException {
        ModelArchitecture small = Architectures.named("article");
        ModelFile model = new ModelFile(small, Scaling.UNIT, Weights.initial(small, 3), Map.of());
        Path own = Files.write(folder.resolve("own.keras"), KerasExport.bytes(model, KerasForm.KERAS, Map.of()));
        CommandResult result = mien("import", own).requireDone();
        assertThat(result.out())
                .contains("labels:  " + Emotion.names() + " (in the file)")
                .contains("scaling: raw (in the file)");
        assertThat(KerasWeights.read(own, small).get("conv2d.kernel"))
                .isEqualTo(model.weights().get("conv2d.kernel"));
    }

    @Test
    void otherLabelsAreWrittenAsTheyAre() {
        Path onnx = folder.resolve("face.onnx");
        mien("import", file, "--labels", "a,b,c,d,e,f,g", "--scaling", "raw", "--out", onnx)
                .requireDone();
        try (EmotionModel model = EmotionModel.open(onnx)) {
            assertThat(model.labels().names()).containsExactly("a", "b", "c", "d", "e", "f", "g");
        }
    }

    @Test
    void refusesAnotherEnding() {
        mien("import", file, "--labels", "fer2013", "--scaling", "raw", "--out", folder.resolve("face.h5"))
                .requireMistake("--out must end in .onnx, got ");
    }
}
