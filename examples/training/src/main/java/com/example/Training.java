package com.example;

import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.dataset.SplitPlan;
import dev.mien.evaluation.Predictions;
import dev.mien.export.OnnxExport;
import dev.mien.export.WeightPrecision;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Recognition;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.training.EarlyStopping;
import dev.mien.training.EmotionClassifier;
import dev.mien.training.ModelFile;
import dev.mien.training.Recipes;
import dev.mien.training.Trainer;
import dev.mien.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Trains a small network on drawn faces, writes it as an ONNX file, and reads the test faces with that file. */
public final class Training {
    private Training() {}

    /** @param arguments the ONNX file to write, the number of faces to draw, and the number of epochs */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("give three arguments: an ONNX file to write, faces to draw, epochs");
        }
        Path file = Path.of(arguments[0]);
        DataSplit split = SplitPlan.random(42).apply(SyntheticFaces.draw(Integer.parseInt(arguments[1]), 42));
        ModelFile model = train(split, Integer.parseInt(arguments[2]));
        Files.write(file, OnnxExport.bytes(model, WeightPrecision.FP32, 1, Map.of()));
        System.out.println("the file is right on " + correctOfFile(file, split.test()));
    }

    private static ModelFile train(DataSplit split, int epochs) {
        TrainingConfig config = Recipes.named("small").withDuration(epochs, epochs);
        Scaling scaling = Scaling.fit(config.input().scaling(), split.train());
        try (EmotionClassifier classifier = EmotionClassifier.create(config, scaling)) {
            EarlyStopping best = new EarlyStopping(epochs);
            new Trainer(classifier, config, List.of(best)).fit(split.train(), split.validation());
            best.bestWeights().ifPresent(classifier::load);
            Predictions predictions = classifier.predict(split.test());
            long correct = IntStream.range(0, predictions.size())
                    .filter(predictions::isCorrect)
                    .count();
            System.out.println("the network is right on " + correct + " of " + predictions.size() + " test faces");
            return new ModelFile(classifier.architecture(), scaling, classifier.weights(), Map.of());
        }
    }

    /** The file needs no libtorch: ONNX Runtime computes its answers. */
    private static String correctOfFile(Path file, Dataset faces) {
        try (EmotionRecognizer recognizer =
                EmotionRecognizer.builder().model(file).build()) {
            List<Recognition> answers = recognizer.recognizeFaces(
                    IntStream.range(0, faces.size()).mapToObj(faces::picture).toList());
            long correct = IntStream.range(0, faces.size())
                    .filter(i -> answers.get(i).emotion() == faces.emotion(i))
                    .count();
            return correct + " of " + faces.size() + " test faces";
        }
    }
}
