package dev.mien.judging;

import dev.mien.LabelSet;
import dev.mien.dataset.ChangedFaces;
import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.FerPlusPredictions;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.Temperature;
import dev.mien.model.BundledModel;
import dev.mien.model.EmotionModel;
import dev.mien.model.ModelAnswer;
import dev.mien.training.Answers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/** An exported model on ONNX Runtime. */
record ExportedModel(EmotionModel model) implements JudgedModel {

    static ExportedModel open(Path file, int threads) {
        return new ExportedModel(EmotionModel.open(file, threads));
    }

    static ExportedModel bundled(BundledModel model, int threads) {
        return new ExportedModel(EmotionModel.bundled(model, threads));
    }

    @Override
    public LabelSet labels() {
        return model.labels();
    }

    @Override
    public Answers answers(Dataset faces) {
        ModelAnswer answer = model.answer(sized(faces));
        int[] rows = IntStream.range(0, faces.size()).map(faces::row).toArray();
        return new Answers(
                Predictions.of(labels(), rows, faces.labels(), answer.emotions()),
                answer.ferPlus().map(probabilities -> FerPlusPredictions.of(rows, probabilities)));
    }

    /** Imported networks read pictures of other sizes than those of the data. */
    private Dataset sized(Dataset faces) {
        return faces.isEmpty() || faces.width() == width() && faces.height() == height()
                ? faces
                : ChangedFaces.of(faces, (picture, row) -> picture.resized(width(), height()));
    }

    /** The mean cross-entropy, because a file has no penalty. */
    @Override
    public double loss(Predictions predictions) {
        return Evaluation.logLoss(predictions);
    }

    @Override
    public Optional<String> weights() {
        return KeptText.of(model.description().text());
    }

    @Override
    public int width() {
        return model.width();
    }

    @Override
    public int height() {
        return model.height();
    }

    @Override
    public Optional<Temperature> temperature() {
        return model.description().temperature();
    }

    @Override
    public void close() {
        model.close();
    }
}
