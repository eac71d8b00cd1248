package dev.mien.judging;

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
 * A run's weights, computed by libtorch in 32 bits.
 *
 * @param path of the run or the model file, beside which its calibration stands
 */
record TrainedModel(EmotionClassifier classifier, Path path) implements JudgedModel {

    static TrainedModel open(Path path, int threads) {
        return new TrainedModel(EmotionClassifier.forAnswers(ModelFile.read(path), threads), path);
    }

    @Override
    public Answers answers(Dataset faces) {
        return classifier.answers(faces);
    }

    /** As training reports it, with the penalty on the weights. */
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

    /** Read when it is asked for: who only wants answers is not held up by a damaged calibration. */
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
