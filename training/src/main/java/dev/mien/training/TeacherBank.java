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
 * A file with a teacher's answers for some views of each training face. The teacher answers once, and the student
 * learns from the answers for many epochs. Teacher and student look at the same view (Beyer et al., "Knowledge
 * distillation: a good teacher is patient and consistent",
 * <a href="https://arxiv.org/abs/2106.05237">arXiv 2106.05237</a>). A view is drawn from a seed, the face's row and the
 * view's number, so that the student draws it again bit for bit. The answers are stored as ln of the probabilities, in
 * 16 bits.
 *
 * <p>While the teacher answers, the file has another name. Each finished view has a checksum. After an interruption,
 * the teacher goes on behind the finished views.
 *
 * @param file the file with the answers
 * @param key the description of the question
 */
public record TeacherBank(Path file, TeacherBankKey key) {

    /**
     * The question for the teachers.
     *
     * @param faces the faces that the student will learn from
     * @param augmentations the augmentations that make a view of a face
     * @param views the number of views of each face, at least 1
     * @param precision the precision of the teachers' computation
     * @param threads the number of threads for computing
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
     * The bank of a teacher in a folder. Bank and folder need not exist yet.
     *
     * @param teacher a run folder or a model file
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
     * @throws InvalidInputException if one is damaged or answers another question
     */
    public static TaughtViews read(List<TeacherBank> banks) {
        return TaughtViews.read(banks.stream()
                .map(bank -> new TeacherBankFile(bank.file, bank.key))
                .toList());
    }

    /** Whether the bank holds all answers. */
    public boolean isComplete() {
        return Files.exists(file);
    }

    /** The number of missing answers. Each face has one answer in each view. */
    public long missing() {
        int done = isComplete() ? key.views() : new TeacherBankFile(file, key).finishedViews();
        return (long) (key.views() - done) * key.rows().size();
    }

    /**
     * Asks the teacher for the missing answers, view by view.
     *
     * @param teacher the model of the key
     * @param answered receives the number of faces that were answered; an exception from it ends the asking, and
     *     finished views are kept
     * @throws InvalidInputException if the existing answers are damaged or belong to another key
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
