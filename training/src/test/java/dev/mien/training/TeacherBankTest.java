package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.augmentation.AlternatingFlip;
import dev.mien.augmentation.Augmentation;
import dev.mien.augmentation.Augmenter;
import dev.mien.augmentation.Degradation;
import dev.mien.augmentation.Rotation;
import dev.mien.augmentation.Shift;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Scaling;
import dev.mien.engine.Network;
import dev.mien.engine.Precision;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import dev.mien.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teachers answer for views once, the answers are kept, and students learn from them. */
class TeacherBankTest {
    private static final Dataset ALL = SyntheticFaces.draw(30, 1);
    private static final int[] ROWS = {17, 3, 29, 0, 8, 11, 22, 5, 14};
    private static final Dataset FACES = ALL.select(ROWS);
    private static final List<Augmentation> AUGMENTATIONS =
            List.of(new Rotation(20), new Shift(0.1, 0.1), new AlternatingFlip(), new Degradation(0.5));
    private static final int VIEWS = 3;
    private static final Scaling SCALING = new Scaling(Scaling.Kind.STANDARD, 120, 60);
    private static final IntConsumer NOBODY = count -> {};

    @TempDir
    private Path folder;

    private List<Path> teachers;

    @BeforeEach
    void writeTeachers() {
        teachers = List.of(teacher("mien-light", 1), teacher("mien-light", 2));
    }

    private Path teacher(String architecture, long seed) {
        ModelArchitecture network = Architectures.named(architecture);
        Path file = folder.resolve(architecture + seed + ".safetensors");
        new ModelFile(network, SCALING, Weights.initial(network, seed), Map.of()).write(file);
        return file;
    }

    private static TeacherBank.Question question(int views) {
        return new TeacherBank.Question(FACES, AUGMENTATIONS, views, Precision.FP32, 2);
    }

    private TeacherBank bank(Path teacher, String name) {
        return TeacherBank.of(teacher, question(VIEWS), folder.resolve(name));
    }

    private TeacherBank complete(Path teacher, String name) {
        TeacherBank bank = bank(teacher, name);
        bank.complete(teacher, question(VIEWS), NOBODY);
        return bank;
    }

    /** A teacher's answer for the picture that the augmenter draws for a row and the number of a view. */
    private static float[] asked(Path teacher, int index, int view) {
        ModelFile file = ModelFile.read(teacher);
        float[] picture = new float[ALL.pixelsPerSample()];
        new Augmenter(AUGMENTATIONS, ALL.width(), ALL.height())
                .augment(FACES, index, TeacherBankKey.SEED, view, picture, 0);
        for (int i = 0; i < picture.length; i++) {
            picture[i] = SCALING.apply(picture[i]);
        }
        try (Network network = new Network(file.architecture(), file.weights(), Precision.FP32, 2)) {
            return network.probabilities(picture, 1)[0];
        }
    }

    @Test
    void aBankHoldsTheMeanOfTheTeachersAnswersForEachView() {
        TaughtViews taught = TeacherBank.read(List.of(complete(teachers.get(0), "a"), complete(teachers.get(1), "a")));
        assertThat(taught.views()).isEqualTo(VIEWS);
        assertThat(taught.teachesFerPlus(7)).isTrue();
        for (int index : new int[] {0, 3, 8}) {
            double[] sums = new double[taught.outputs()];
            for (int view = 1; view <= VIEWS; view++) {
                float[] first = asked(teachers.get(0), index, view);
                float[] second = asked(teachers.get(1), index, view);
                for (int c = 0; c < sums.length; c++) {
                    float found = taught.probability(FACES.row(index), view, c);
                    assertThat(found)
                            .isCloseTo((first[c] + second[c]) / 2, within(2e-3f * Math.max(first[c], second[c])));
                    sums[c] += found;
                }
            }
            for (int c = 0; c < sums.length; c++) {
                assertThat(taught.probability(FACES.row(index), 0, c))
                        .isCloseTo((float) (sums[c] / VIEWS), within(1e-6f));
            }
        }
        assertThat(asked(teachers.get(0), 0, 1)).isNotEqualTo(asked(teachers.get(0), 0, 2));
    }

    @Test
    void ofTeachersOfWhomOneHasOneHeadTheSevenEmotionsAreLearned() {
        Path oneHead = teacher("mien-light-emotions", 3);
        TaughtViews taught = TeacherBank.read(List.of(complete(teachers.get(0), "a"), complete(oneHead, "a")));
        assertThat(taught.teachesFerPlus(7)).isFalse();
        assertThat(taught.outputs()).isEqualTo(Emotion.COUNT);
        float sum = 0;
        for (int c = 0; c < Emotion.COUNT; c++) {
            sum += taught.probability(FACES.row(2), 1, c);
        }
        assertThat(sum).isCloseTo(1, within(2e-3f));
    }

    @Test
    void askingThatWasStoppedGoesOnBehindTheLastWholeViewAndEndsInTheSameBytes() throws IOException {
        Path whole = complete(teachers.get(0), "whole").file();
        TeacherBank bank = bank(teachers.get(0), "stopped");
        assertThat(bank.missing()).isEqualTo(VIEWS * ROWS.length);
        int[] answered = {0};
        assertThatThrownBy(() -> bank.complete(teachers.get(0), question(VIEWS), count -> {
                    answered[0] += count;
                    if (answered[0] > 2 * ROWS.length) {
                        throw new CancellationException();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(bank.isComplete()).isFalse();
        assertThat(bank.missing()).isEqualTo(ROWS.length);
        Path unfinished = bank.file().resolveSibling(bank.file().getFileName() + ".unfinished");
        Files.write(unfinished, new byte[77], StandardOpenOption.APPEND);

        List<Integer> counts = new ArrayList<>();
        bank.complete(teachers.get(0), question(VIEWS), counts::add);

        assertThat(counts).containsExactly(ROWS.length);
        assertThat(bank.file()).hasSameBinaryContentAs(whole);
        assertThat(unfinished).doesNotExist();
        assertThat(bank.missing()).isZero();
    }

    @Test
    void aDamagedViewOfAnUnfinishedBankIsAskedAgain() throws IOException {
        Path whole = complete(teachers.get(0), "whole").file();
        TeacherBank bank = bank(teachers.get(0), "damaged");
        Files.createDirectories(bank.file().getParent());
        byte[] bytes = Files.readAllBytes(whole);
        bytes[bytes.length - 400] ^= 1;
        Files.write(bank.file().resolveSibling(bank.file().getFileName() + ".unfinished"), bytes);

        assertThat(bank.missing()).isEqualTo(2 * ROWS.length);
        bank.complete(teachers.get(0), question(VIEWS), NOBODY);
        assertThat(bank.file()).hasSameBinaryContentAs(whole);
    }

    @Test
    void damagedAndForeignBanksAreRefused() throws IOException {
        TeacherBank bank = complete(teachers.get(0), "a");
        byte[] bytes = Files.readAllBytes(bank.file());
        bytes[bytes.length - 40] ^= 4;
        Files.write(bank.file(), bytes);
        assertThatThrownBy(() -> TeacherBank.read(List.of(bank)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        bank.file() + " is damaged: its view 3 does not have the checksum that it carries. Remove the"
                                + " file, and the teacher is asked again");
        TeacherBank other = complete(teachers.get(1), "a");
        Files.write(bank.file(), Files.readAllBytes(other.file()));
        assertThatThrownBy(() -> TeacherBank.read(List.of(bank)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        bank.file() + " holds a teacher's answers to another question: other faces, views or weights."
                                + " Choose another folder for the teachers' answers, or remove the file");
    }

    /** The key, and so the name, contains everything that determines the answers. */
    @Test
    void anotherQuestionHasAnotherBank() {
        List<TeacherBank.Question> questions = List.of(
                question(VIEWS),
                question(4),
                new TeacherBank.Question(ALL.select(new int[] {17, 3}), AUGMENTATIONS, VIEWS, Precision.FP32, 2),
                new TeacherBank.Question(FACES, List.of(new Rotation(20)), VIEWS, Precision.FP32, 2),
                new TeacherBank.Question(FACES, AUGMENTATIONS, VIEWS, Precision.BF16, 2));
        assertThat(questions.stream()
                        .map(question -> TeacherBank.of(teachers.get(0), question, folder)
                                .file()))
                .doesNotHaveDuplicates();
        assertThat(TeacherBank.of(teachers.get(1), question(VIEWS), folder).file())
                .isNotEqualTo(
                        TeacherBank.of(teachers.get(0), question(VIEWS), folder).file());
        Dataset shuffled = FACES.shuffled(4);
        assertThat(new TeacherBank.Question(shuffled, AUGMENTATIONS, VIEWS, Precision.FP32, 1)
                        .faces()
                        .row(0))
                .as("the order of a split does not matter")
                .isZero();
        assertThatThrownBy(() -> question(0))
                .hasMessage("number of views that teachers are asked about is 0, expected at least 1");
    }

    @Test
    void viewsGoRoundAndBeginElsewhereForEachFace() {
        Views views = new Views(5, 24, 7);
        int[] begins = new int[25];
        for (int row = 0; row < 2400; row++) {
            boolean[] seen = new boolean[25];
            for (int epoch = 1; epoch <= 24; epoch++) {
                seen[views.number(epoch, row)] = true;
                assertThat(views.taught(epoch, row)).isEqualTo(views.number(epoch, row));
            }
            seen[0] = true;
            assertThat(seen).doesNotContain(false);
            assertThat(views.number(25, row)).isEqualTo(views.number(1, row));
            begins[views.number(1, row)]++;
        }
        assertThat(Arrays.stream(begins).skip(1)).allMatch(count -> count > 60 && count < 140);
        assertThat(Views.endless(5).number(77, 3)).isEqualTo(77);
        assertThat(Views.endless(5).taught(77, 3)).isZero();
    }

    private static TrainingConfig student(int epochs) {
        TrainingConfig recipe = Recipes.named(Recipes.MIEN_EMOTIONS).withArchitecture("mien-light-emotions");
        TrainingConfig.Optimization usual = recipe.optimization();
        return recipe.withDuration(epochs, epochs)
                .withOptimization(new TrainingConfig.Optimization(
                        usual.optimizer(), 0.02, usual.schedule(), usual.refinements(), 6))
                .withInput(recipe.input()
                        .withAugmentations(AUGMENTATIONS)
                        .withLate(Optional.of(new LateAugmentation(0.5, 0.7)))
                        .withProgressive(Optional.of(new ProgressiveSize(24, 0.4))))
                .withTargets(List.of(new TargetRule.LabelSmoothing(0.1), new TargetRule.Distillation(0.7, VIEWS)))
                .withComputation(new TrainingConfig.Computation(Precision.FP32, 2, 3));
    }

    @Test
    void aStudentOfABankGoesOnToTheSameDigits() {
        Supervision supervision = new Supervision(
                Optional.empty(),
                Optional.empty(),
                Optional.of(TeacherBank.read(List.of(complete(teachers.get(0), "a")))));
        List<Checkpoint> checkpoints = new ArrayList<>();
        Callback keep = new Callback() {
            @Override
            public void onCheckpoint(Supplier<Checkpoint> checkpoint) {
                checkpoints.add(checkpoint.get());
            }
        };
        TrainingConfig config = student(3);
        try (EmotionClassifier whole = EmotionClassifier.create(config, SCALING);
                EmotionClassifier again = EmotionClassifier.create(config, SCALING)) {
            new Trainer(whole, config, supervision, List.of(keep)).fit(FACES, ALL);
            for (int epoch = 1; epoch < 3; epoch++) {
                new Trainer(again, config, supervision, List.of()).resume(checkpoints.get(epoch), FACES, ALL);
                Weights end = whole.weights();
                again.weights()
                        .values()
                        .forEach((name, values) -> assertThat(values).as(name).isEqualTo(end.get(name)));
            }
        }
    }

    /** A batch has no more room than there are faces. */
    @Test
    void aBatchIsNoLargerThanItsFaces() {
        ModelArchitecture small = Architectures.named("small");
        BatchLoader loader = new BatchLoader(
                Scaling.RAW, Optional.empty(), TargetTable.labels(FACES, small), 1_000_000, Views.endless(1));
        loader.forEach(FACES, 1, (batch, count) -> {
            assertThat(count).isEqualTo(FACES.size());
            assertThat(batch.inputs()).hasSize(FACES.size() * FACES.pixelsPerSample());
            return true;
        });
    }

    /** A student's batch has the picture of a view, and the teachers' answer for the same view in the targets. */
    @Test
    void aStudentSeesTheViewThatItsTeachersSaw() {
        TaughtViews taught = TeacherBank.read(List.of(complete(teachers.get(0), "a")));
        ModelArchitecture two = Architectures.named("mien-light");
        TargetTable targets = TargetTable.of(
                FACES,
                two,
                List.of(
                        new TargetRule.LabelSmoothing(0.14),
                        new TargetRule.ClassWeights(1),
                        new TargetRule.Distillation(0.7, VIEWS)),
                new Supervision(Optional.empty(), Optional.empty(), Optional.of(taught)));
        Views views = new Views(TeacherBankKey.SEED, VIEWS, 9);
        Augmenter augmenter = new Augmenter(AUGMENTATIONS, FACES.width(), FACES.height());
        BatchLoader loader = new BatchLoader(Scaling.RAW, Optional.of(augmenter), targets, ROWS.length, views);
        double[] weights = TargetTable.classWeights(FACES, 1);
        loader.forEach(FACES, 2, (batch, count) -> {
            for (int i = 0; i < count; i++) {
                int row = FACES.row(i);
                int view = views.number(2, row);
                float[] picture = new float[FACES.pixelsPerSample()];
                augmenter.augment(FACES, i, TeacherBankKey.SEED, view, picture, 0);
                assertThat(Arrays.copyOfRange(batch.inputs(), i * picture.length, (i + 1) * picture.length))
                        .isEqualTo(picture);
                for (int c = 0; c < two.outputs(); c++) {
                    double label = c >= Emotion.COUNT ? 0 : c == FACES.label(i) ? 0.88 : 0.02;
                    double weight = c < Emotion.COUNT ? weights[FACES.label(i)] : 1;
                    double expected = weight * (0.3 * label + 0.7 * taught.probability(row, view, c));
                    assertThat(batch.targets()[i * two.outputs() + c]).isCloseTo((float) expected, within(1e-5f));
                }
            }
            return true;
        });
        assertThatThrownBy(() -> TargetTable.of(
                        ALL,
                        two,
                        List.of(new TargetRule.Distillation(0.7, VIEWS)),
                        new Supervision(Optional.empty(), Optional.empty(), Optional.of(taught))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the teachers were not asked about the face in row 1: their answers are of other training"
                        + " faces");
        assertThatThrownBy(() -> student(2).withInput(student(2).input().withAugmentations(List.of())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("teachers are to be asked about several views of each face, but without augmentation all"
                        + " views are the same. Leave out the teacher views, or choose another augmentation");
    }
}
