package dev.mien.experiment;

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
 * @param temperature of the run's calibration
 */
record TrainedModel(EmotionClassifier classifier, Optional<Temperature> temperature) implements JudgedModel {

    static TrainedModel open(Path path, int threads) {
        ModelFile file = ModelFile.read(path);
        Optional<Temperature> temperature = CalibrationFile.ofModel(path)
                .map(calibration -> calibration.calibration().temperature());
        return new TrainedModel(EmotionClassifier.forAnswers(file, threads), temperature);
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

    @Override
    public void close() {
        classifier.close();
    }
}
