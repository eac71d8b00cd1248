package dev.mien.cli;

import dev.mien.augmentation.Augmenter;
import dev.mien.chart.FaceGrid;
import dev.mien.dataset.Dataset;
import dev.mien.drawing.Pngs;
import dev.mien.run.RunFaces;
import dev.mien.training.Recipes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws a labelled grid of samples, or of their augmentations. */
@Command(name = "show", description = "Draws a labelled grid of samples, or of samples and their augmentations.")
final class DataShowCommand implements Runnable {
    private static final int COLUMNS = 7;
    private static final int SAMPLES = 28;
    private static final int AUGMENTED_ROWS = 5;

    @Option(names = "--data", paramLabel = "FILE|FOLDER", description = "Faces, as for train; drawn faces by default.")
    private Optional<Path> data = Optional.empty();

    @Mixin
    private LabelOptions labels = new LabelOptions();

    @Option(names = "--augmented", description = "Show each sample with its augmentations.")
    private boolean augmented;

    @Option(
            names = "--recipe",
            defaultValue = "article",
            completionCandidates = RegisteredNames.OfRecipes.class,
            description = "Recipe with the augmentation: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private String recipe = "article";

    @Option(names = "--seed", defaultValue = "42", description = "Chooses the samples; ${DEFAULT-VALUE} by default.")
    private long seed = 42;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE.png",
            defaultValue = "samples.png",
            description = "${DEFAULT-VALUE} by default.")
    private Path out = Path.of("samples.png");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        Dataset faces = RunFaces.open(data, labels.choice()).data().shuffled(seed);
        List<FaceGrid.Tile> tiles = augmented ? augmentations(faces) : samples(faces);
        String title = augmented ? "Faces and their augmentations" : "Faces of " + faces.source();
        Pngs.write(FaceGrid.draw(title, tiles, COLUMNS), out);
        PrintWriter writer = spec.commandLine().getOut();
        writer.println("picture: " + out);
        writer.flush();
    }

    private static List<FaceGrid.Tile> samples(Dataset faces) {
        List<FaceGrid.Tile> tiles = new ArrayList<>();
        for (int i = 0; i < Math.min(SAMPLES, faces.size()); i++) {
            tiles.add(FaceGrid.Tile.of(faces, i, faces.labelName(i), FaceGrid.Tone.PLAIN));
        }
        return tiles;
    }

    private List<FaceGrid.Tile> augmentations(Dataset faces) {
        Augmenter augmenter =
                new Augmenter(Recipes.named(recipe).input().augmentations(), faces.width(), faces.height());
        List<FaceGrid.Tile> tiles = new ArrayList<>();
        for (int i = 0; i < Math.min(AUGMENTED_ROWS, faces.size()); i++) {
            tiles.add(FaceGrid.Tile.of(faces, i, faces.labelName(i), FaceGrid.Tone.PLAIN));
            for (int epoch = 1; epoch < COLUMNS; epoch++) {
                float[] gray = new float[faces.pixelsPerSample()];
                augmenter.augment(faces, i, seed, epoch, gray, 0);
                tiles.add(new FaceGrid.Tile(gray, faces.width(), "epoch " + epoch, FaceGrid.Tone.PLAIN));
            }
        }
        return tiles;
    }
}
