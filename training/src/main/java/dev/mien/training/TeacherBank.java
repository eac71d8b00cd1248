package dev.mien.training;

import dev.mien.InvalidInputException;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Augmenter;
import dev.mien.dataset.Dataset;
import dev.mien.engine.Precision;
import dev.mien.io.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A file with a teacher's answers for some views of each training face, asked once and learned from for many epochs (Beyer et al.,
 * "Knowledge distillation: a good teacher is patient and consistent", <a href="https://arxiv.org/abs/2106.05237">arXiv 2106.05237</a>:
 * teacher and student look at the same view). A view is drawn from a seed, the face's row and the view's number, so that whoever learns
 * draws it again bit for bit. Answers are logits, as ln of the probabilities, in 16 bits.
 *
 * <p>While the teacher answers the file has another name, and each finished view its checksum: who goes on begins behind them.
 *
 * @param file with the answers
 * @param key what was asked
 */
public record TeacherBank(Path file, TeacherBankKey key) {

    /**
     * What teachers are asked.
     *
     * @param faces that the student will learn from
     * @param augmentations that make a view of a face
     * @param views of each face, at least 1
     * @param precision in which teachers answer
     * @param threads of arithmetic
     */
    public record Question(
            Dataset faces, List<Augmentation> augmentations, int views, Precision precision, int threads) {
        public Question {
            faces = TeacherBankKey.inOrder(faces);
            augmentations = List.copyOf(augmentations);
            if (views < 1) {
                throw new InvalidInputException(
                        "number of views that teachers are asked about is " + views + ", expected at least 1");
            }
        }
    }

    /**
     * The bank of a teacher in a folder, which need not have been made yet.
     *
     * @param teacher run folder or model file
     */
    public static TeacherBank of(Path teacher, Question question, Path folder) {
        Dataset faces = question.faces();
        TeacherBankKey key = new TeacherBankKey(
                Sha256.of(ModelFile.file(teacher)),
                faces.sha256(),
                IntStream.range(0, faces.size()).map(faces::row).boxed().toList(),
                question.augmentations(),
                TeacherBankKey.SEED,
                question.views(),
                ModelFile.read(teacher).architecture().outputs(),
                question.precision());
        return new TeacherBank(folder.resolve(key.fileName()), key);
    }

    /**
     * Reads the answers of finished banks, all of the same faces and views.
     *
     * @throws InvalidInputException if one is damaged or of another question
     */
    public static TaughtViews read(List<TeacherBank> banks) {
        return TaughtViews.read(banks.stream()
                .map(bank -> new TeacherBankFile(bank.file, bank.key))
                .toList());
    }

    /** Whether it holds all answers. */
    public boolean isComplete() {
        return Files.exists(file);
    }

    /** How many answers are missing: a face in a view is one. */
    public long missing() {
        int done = isComplete() ? key.views() : new TeacherBankFile(file, key).finishedViews();
        return (long) (key.views() - done) * key.rows().size();
    }

    /**
     * Asks the teacher for what is missing, view by view.
     *
     * @param teacher the model of the key
     * @param answered is told how many faces were answered; what it throws ends the asking, and finished views are kept
     * @throws InvalidInputException if what is there already is damaged, or of another key
     */
    public void complete(Path teacher, Question question, IntConsumer answered) {
        TeacherBankFile bank = new TeacherBankFile(file, key);
        if (isComplete()) {
            return;
        }
        Augmenter augmenter = new Augmenter(
                key.augmentations(), question.faces().width(), question.faces().height());
        try (EmotionClassifier model =
                        EmotionClassifier.of(ModelFile.read(teacher), key.precision(), question.threads());
                TeacherBankFile.Appender appender = bank.append()) {
            for (int view = appender.next(); view <= key.views(); view = appender.next()) {
                BatchLoader loader = new BatchLoader(
                        model.scaling(),
                        Optional.of(augmenter),
                        TargetTable.labels(question.faces(), model.architecture()),
                        EmotionClassifier.BATCH,
                        Views.endless(key.seed()));
                appender.add(model.probabilities(question.faces(), loader, view, answered));
            }
            appender.finish();
        }
    }
}
