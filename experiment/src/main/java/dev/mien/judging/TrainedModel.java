package dev.mien.judging;

import dev.mien.LabelSet;
import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.Temperature;
import dev.mien.training.Answers;
import dev.mien.training.CalibrationFile;
import dev.mien.training.EmotionClassifier;
import dev.mien.training.ModelFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run's weights on libtorch in 32 bits.
 *
 * @param path of the run or the model file; the calibration is in the same folder
 * @param weights which epoch they are of, in words
 */
record TrainedModel(EmotionClassifier classifier, Path path, Optional<String> weights) implements JudgedModel {

    static TrainedModel open(Path path, int threads) {
        ModelFile file = ModelFile.read(path);
        return new TrainedModel(EmotionClassifier.forAnswers(file, threads), path, KeptText.of(file.details()));
    }

    @Override
    public LabelSet labels() {
        return classifier.labels();
    }

    @Override
    public Answers answers(Dataset faces) {
        return classifier.answers(faces);
    }

    /** The training loss, with the penalty on the weights. */
    @Override
    public double loss(Predictions predictions) {
        return classifier.loss(predictions);
    }

    @Override
    public int width() {
        return classifier.architecture().input().width();
    }

    @Override
    public int height() {
        return classifier.architecture().input().height();
    }

    /** Read only when it is needed, so that a damaged calibration does not prevent answers. */
    @Override
    public Optional<Temperature> temperature() {
        return CalibrationFile.ofModel(path)
                .map(calibration -> calibration.calibration().temperature());
    }

    @Override
    public void close() {
        classifier.close();
    }
}
