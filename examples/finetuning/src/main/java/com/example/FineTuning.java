package com.example;

import dev.mien.Label;
import dev.mien.LabelSet;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Datasets;
import dev.mien.dataset.Scaling;
import dev.mien.dataset.SplitPlan;
import dev.mien.evaluation.Predictions;
import dev.mien.export.OnnxExport;
import dev.mien.export.WeightPrecision;
import dev.mien.image.GrayImage;
import dev.mien.nn.NewHead;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Recognition;
import dev.mien.synthetic.ActionUnit;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.training.EarlyStopping;
import dev.mien.training.EmotionClassifier;
import dev.mien.training.ModelFile;
import dev.mien.training.Recipes;
import dev.mien.training.Trainer;
import dev.mien.training.TrainingConfig;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A network that knows the seven emotions learns four other labels from a few pictures: bored, confused, engaged and
 * laughing. The pictures are in a folder for each label, as a user's own would be.
 */
public final class FineTuning {
    private static final LabelSet OWN = LabelSet.parse("bored,confused,engaged,laughing");

    /** How the faces of each label look. */
    private static final List<List<ActionUnit>> LOOKS = List.of(
            List.of(ActionUnit.LID_TIGHTENER, ActionUnit.LIP_CORNER_DEPRESSOR),
            List.of(ActionUnit.BROW_LOWERER, ActionUnit.LID_TIGHTENER, ActionUnit.LIPS_PART),
            List.of(ActionUnit.INNER_BROW_RAISER, ActionUnit.OUTER_BROW_RAISER, ActionUnit.LIP_CORNER_PULLER),
            List.of(ActionUnit.CHEEK_RAISER, ActionUnit.LIP_CORNER_PULLER, ActionUnit.JAW_DROP));

    private static final int LARGE = 1400;

    private FineTuning() {}

    /** @param arguments a folder to write, the number of pictures in it, and the number of epochs */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("give three arguments: a folder to write, pictures to draw, epochs");
        }
        Path folder = Path.of(arguments[0]);
        int epochs = Integer.parseInt(arguments[2]);
        drawPictures(folder.resolve("faces"), Integer.parseInt(arguments[1]));
        Dataset own = Datasets.open(folder.resolve("faces"), OWN);
        DataSplit split = SplitPlan.random(42).apply(own);
        DataSplit large = SplitPlan.random(42).apply(SyntheticFaces.draw(LARGE, 42));
        ModelFile emotions = train(large, Optional.empty(), epochs);
        ModelFile fresh = train(split, Optional.empty(), epochs);
        ModelFile tuned = train(split, Optional.of(emotions), epochs);
        System.out.println("from random weights: " + correct(fresh, split.test()));
        System.out.println("from the seven emotions: " + correct(tuned, split.test()));
        Path file = folder.resolve("own.onnx");
        Files.write(file, OnnxExport.bytes(tuned, WeightPrecision.FP32, 1, Map.of()));
        System.out.println("the file is right on " + correctOfFile(file, split.test()));
    }

    private static void drawPictures(Path folder, int count) throws IOException {
        Dataset drawn = SyntheticFaces.draw(OWN, LOOKS, count, 7);
        for (int i = 0; i < drawn.size(); i++) {
            Path label = Files.createDirectories(folder.resolve(drawn.labelName(i)));
            GrayImage face = drawn.picture(i);
            BufferedImage picture = new BufferedImage(face.width(), face.height(), BufferedImage.TYPE_BYTE_GRAY);
            for (int place = 0; place < face.width() * face.height(); place++) {
                picture.getRaster().setSample(place % face.width(), place / face.width(), 0, face.pixel(place));
            }
            ImageIO.write(picture, "png", label.resolve(i + ".png").toFile());
        }
    }

    /** @param start a network whose layers below the last are taken over; empty for random weights */
    private static ModelFile train(DataSplit split, Optional<ModelFile> start, int epochs) {
        TrainingConfig config = Recipes.named("small").withDuration(epochs, epochs);
        LabelSet labels = split.train().labelSet();
        Scaling scaling = Scaling.fit(config.input().scaling(), split.train());
        try (EmotionClassifier classifier = EmotionClassifier.create(config, labels, scaling)) {
            start.ifPresent(trained -> classifier.load(NewHead.of(
                            trained.architecture(),
                            trained.labels(),
                            trained.weights(),
                            labels,
                            classifier.architecture(),
                            42)
                    .weights()));
            EarlyStopping best = new EarlyStopping(epochs);
            new Trainer(classifier, config, List.of(best)).fit(split.train(), split.validation());
            best.bestWeights().ifPresent(classifier::load);
            return new ModelFile(classifier.architecture(), labels, scaling, classifier.weights(), Map.of());
        }
    }

    private static String correct(ModelFile model, Dataset faces) {
        try (EmotionClassifier classifier = EmotionClassifier.forAnswers(model, 2)) {
            Predictions predictions = classifier.predict(faces);
            long correct = IntStream.range(0, predictions.size())
                    .filter(predictions::isCorrect)
                    .count();
            return correct + " of " + faces.size() + " test faces";
        }
    }

    /** The file names its labels, and each answer has one of them. */
    private static String correctOfFile(Path file, Dataset faces) {
        try (EmotionRecognizer recognizer =
                EmotionRecognizer.builder().model(file).build()) {
            List<Label> labels = recognizer.labels().labels();
            List<Recognition> answers = recognizer.recognizeFaces(
                    IntStream.range(0, faces.size()).mapToObj(faces::picture).toList());
            long correct = IntStream.range(0, faces.size())
                    .filter(i -> answers.get(i).label().equals(labels.get(faces.label(i))))
                    .count();
            return correct + " of " + faces.size() + " test faces";
        }
    }
}
