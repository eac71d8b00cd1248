package dev.mien.experiment;

import dev.mien.Emotion;
import dev.mien.dataset.FerPlusRule;
import dev.mien.dataset.SplitPlan;
import dev.mien.evaluation.ClassScores;
import dev.mien.evaluation.ConfusionMatrix;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.FerPlusEvaluation;
import dev.mien.evaluation.Interval;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.judging.Judgement;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.training.CalibrationFile;
import dev.mien.training.EpochResult;
import dev.mien.training.History;
import dev.mien.training.RunConfig;
import dev.mien.training.TrainingConfig;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A model card (Mitchell et al., arXiv 1810.03993) in Markdown: every figure in it comes from a run's files, or was measured for it.
 *
 * @param training of the run
 * @param plain judged on each face as it is
 * @param views judged on ten views of each face
 * @param robustness of the plain judgement
 * @param calibration of the run, where it has one
 * @param day when it was measured
 */
record ModelCard(
        Training training,
        Judgement plain,
        Judgement views,
        RobustnessCard robustness,
        Optional<CalibrationFile> calibration,
        LocalDate day) {
    /**
     * How the weights came to be.
     *
     * @param config of the run
     * @param history of the run
     * @param rows that trained
     * @param notes of the split: what it left out, and what the data lacks
     * @param ancestors runs whose weights or answers it learned from, and theirs, as far as they are still there
     */
    record Training(RunConfig config, History history, int rows, List<String> notes, List<Ancestor> ancestors) {
        Training {
            notes = List.copyOf(notes);
            ancestors = List.copyOf(ancestors);
        }
    }

    /** A run that another one learned from. */
    record Ancestor(String name, RunConfig config, History history) {}

    private static final double SECONDS_OF_HOUR = 3600;
    private static final int CONFUSIONS = 4;

    /** FER2013's rows, and those without PrivateTest. */
    private static final Set<Integer> FER2013_ROWS = Set.of(35_887, 32_298);

    private static final int DISTURBANCES = 5;

    String markdown() {
        TrainingConfig config = training.config().training();
        ModelArchitecture architecture = Architectures.named(config.architecture());
        Markdown page = new Markdown("Model card: " + config.recipe());
        page.text(String.format(
                Locale.ROOT,
                "A network that tells the emotion that a face shows. It reads one grey picture of %d x %d pixels and answers"
                        + " with the probabilities of %s%s. %,d parameters, architecture `%s`. Written on %s by"
                        + " `./mien card`; every figure below comes from the run or was measured for this page.",
                architecture.input().width(),
                architecture.input().height(),
                Emotion.names(),
                architecture.heads().size() > 1 ? ", and, by a second head, of FER+'s eight emotions" : "",
                architecture.parameterCount(),
                architecture.name(),
                day));
        writeUse(page);
        writeTraining(page);
        writeScores(page);
        writeClasses(page);
        writeCalibration(page);
        writeRobustness(page);
        writeTerms(page);
        return page.toString();
    }

    private static void writeUse(Markdown page) {
        page.heading("What it is for, and what it must not be used for");
        page.text(
                "For research, teaching, and programs that react to an expression which their user shows on purpose.");
        page.text("An expression is not a feeling: people smile without joy and are sad without showing it. The model"
                + " repeats what people who saw a picture thought of it. Do not use it to judge, rank, watch or diagnose"
                + " anybody. Inferring emotions at work and in education is prohibited in the European Union (AI Act,"
                + " article 5).");
    }

    private void writeTraining(Markdown page) {
        page.heading("How it was trained");
        RunConfig config = training.config();
        List<List<String>> rows = new ArrayList<>(dataRows());
        rows.add(List.of("recipe", "`" + config.training().recipe() + "`"));
        rows.add(List.of("seed", Long.toString(config.training().computation().seed())));
        rows.add(List.of(
                "epochs",
                String.format(
                        Locale.ROOT,
                        "%s; kept are the weights of epoch %d, the best on the validation rows",
                        made(training.history(), config),
                        training.history().best().orElseThrow().epoch())));
        rows.add(List.of("time", hours(training.history()) + " of training steps, validation not counted"));
        training.ancestors()
                .forEach(run -> rows.add(List.of(
                        "before it",
                        String.format(
                                Locale.ROOT,
                                "%s: %s epochs, %s",
                                run.name(),
                                made(run.history(), run.config()),
                                hours(run.history())))));
        rows.add(List.of(
                "machine",
                config.environment().getOrDefault("processor", "unknown") + ", "
                        + config.training().computation().threads() + " threads, "
                        + config.training().computation().precision().label()));
        page.table(List.of("", ""), rows);
        page.code(CommandText.of(config, ModelCard::name));
        training.ancestors().forEach(run -> {
            page.text("Before it " + run.name() + " was trained by");
            page.code(CommandText.of(run.config(), ModelCard::name));
        });
    }

    private List<List<String>> dataRows() {
        RunConfig.Data data = training.config().data();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "data",
                String.format(
                        Locale.ROOT,
                        "%s, %,d rows, SHA-256 of content `%s`",
                        name(data.source()),
                        data.rows(),
                        data.sha256())));
        List<String> split = new ArrayList<>(List.of(training.config().split().rule()));
        split.addAll(training.notes());
        rows.add(List.of("split", String.join("; ", split)));
        rows.add(List.of("cleaned", cleaned(data)));
        data.ferPlus().ifPresent(file -> rows.add(List.of("FER+ votes", nameAndChecksum(file))));
        data.teachers().forEach(file -> rows.add(List.of("teacher", nameAndChecksum(file))));
        return rows;
    }

    private static String nameAndChecksum(RunConfig.Source file) {
        return name(file.path()) + ", SHA-256 `" + file.sha256() + "`";
    }

    /** How many epochs a run made, and of how many where it was stopped. */
    private static String made(History history, RunConfig config) {
        int made = history.epochs().size();
        int planned = config.training().duration().epochs();
        return made == planned ? Integer.toString(made) : made + " of " + planned;
    }

    private String cleaned(RunConfig.Data data) {
        SplitPlan split = training.config().split();
        if (split.groupDuplicates() && split.method() == SplitPlan.Method.OFFICIAL) {
            return String.format(
                    Locale.ROOT, "copies across the parts, see split; %,d training rows are left", training.rows());
        }
        return String.format(
                Locale.ROOT,
                "nothing: the %,d training rows %s as the file has them",
                training.rows(),
                data.limit() < data.rows() ? "that were drawn are" : "are all that there are,");
    }

    private static String hours(History history) {
        double seconds =
                history.epochs().stream().mapToDouble(EpochResult::seconds).sum();
        return String.format(Locale.ROOT, "%.1f hours", seconds / SECONDS_OF_HOUR);
    }

    /** The last part of a path: where data stood on a machine is nobody's business. */
    static String name(String path) {
        return Optional.ofNullable(Path.of(path).getFileName())
                .map(Path::toString)
                .orElse(path);
    }

    private void writeScores(Markdown page) {
        page.heading("Scores");
        page.text("On the part *" + plain.part() + "* of the data: "
                + plain.protocol().splitSource()
                + ". The weights were chosen by accuracy on the validation rows; where these are what is judged, the score"
                + " flatters. Right is an answer whose most probable class is the label.");
        List<List<String>> rows = new ArrayList<>();
        for (Judgement judgement : List.of(plain, views)) {
            String how = judgement.protocol().views() == 1 ? "one view" : "ten views";
            rows.add(row("labels, " + how, judgement.evaluation()));
            judgement
                    .copies()
                    .flatMap(Judgement.CopyScores::without)
                    .ifPresent(rest -> rows.add(row("labels, " + how + ", without copies of training rows", rest)));
            judgement.ferPlus().ifPresent(votes -> {
                for (FerPlusRule rule : FerPlusRule.values()) {
                    votes.score(rule).ifPresent(score -> rows.add(row("FER+ " + rule.key() + ", " + how, score)));
                }
            });
        }
        page.table(List.of("judged by", "n", "accuracy", "95 % (Wilson)", "macro F1", "balanced accuracy"), rows);
    }

    private static List<String> row(String name, Evaluation scores) {
        return row(
                name,
                scores.n(),
                scores.accuracy(),
                scores.accuracyInterval(),
                scores.macroF1(),
                scores.balancedAccuracy());
    }

    private static List<String> row(String name, FerPlusEvaluation scores) {
        return row(
                name,
                scores.n(),
                scores.accuracy(),
                scores.accuracyInterval(),
                scores.macroF1(),
                scores.balancedAccuracy());
    }

    private static List<String> row(
            String name, int n, double accuracy, Interval interval, double macroF1, double balanced) {
        return List.of(
                name,
                String.format(Locale.ROOT, "%,d", n),
                Numbers.percent(accuracy),
                String.format(Locale.ROOT, "%.1f to %.1f", 100 * interval.low(), 100 * interval.high()),
                Numbers.three(macroF1),
                Numbers.percent(balanced));
    }

    private void writeClasses(Markdown page) {
        page.heading("Class by class");
        Evaluation scores = plain.evaluation();
        List<List<String>> rows = new ArrayList<>();
        for (Emotion emotion : Emotion.all()) {
            ClassScores s = scores.scores(emotion);
            rows.add(List.of(
                    emotion.label(),
                    Numbers.three(s.precision()),
                    Numbers.three(s.recall()),
                    Numbers.three(s.f1()),
                    String.format(Locale.ROOT, "%,d", s.support())));
        }
        page.table(List.of("class", "precision", "recall", "F1", "faces"), rows);
        page.text("Most often mistaken: " + String.join("; ", confusions(scores.matrix())) + ".");
    }

    /** The off-diagonal cells with the largest share of their row. */
    private static List<String> confusions(ConfusionMatrix matrix) {
        record Cell(Emotion truth, Emotion predicted) {}

        List<Cell> cells = new ArrayList<>();
        for (Emotion truth : Emotion.all()) {
            for (Emotion predicted : Emotion.all()) {
                if (truth != predicted && matrix.count(truth, predicted) > 0) {
                    cells.add(new Cell(truth, predicted));
                }
            }
        }
        cells.sort(Comparator.comparingDouble(cell -> -matrix.rowShare(cell.truth, cell.predicted)));
        return cells.stream()
                .limit(CONFUSIONS)
                .map(cell -> String.format(
                        Locale.ROOT,
                        "%s for %s, %.0f %% of %,d",
                        cell.truth.label(),
                        cell.predicted.label(),
                        100 * matrix.rowShare(cell.truth, cell.predicted),
                        matrix.truthTotal(cell.truth)))
                .toList();
    }

    private void writeCalibration(Markdown page) {
        page.heading("Calibration");
        page.text("Expected calibration error of the probabilities as they are: "
                + Numbers.percent(plain.calibrationError()) + " with one view, "
                + Numbers.percent(views.calibrationError()) + " with ten.");
        page.text(calibration
                .map(file -> String.format(
                        Locale.ROOT,
                        "At the temperature %.3f, fitted on %s: %s before and %s after, measured on %s.",
                        file.calibration().temperature().value(),
                        file.fittedOn(),
                        Numbers.percent(file.calibration().before().expectedCalibrationError()),
                        Numbers.percent(file.calibration().after().expectedCalibrationError()),
                        file.measuredOn()))
                .orElse("No temperature was fitted; `./mien calibrate --model RUN` does it."));
    }

    private void writeRobustness(Markdown page) {
        page.heading("Where it fails");
        List<String> worst = robustness.lines().stream()
                .sorted(Comparator.comparingDouble(line -> line.evaluation().accuracy()))
                .limit(DISTURBANCES)
                .map(line ->
                        line.disturbance().kind() + " " + line.disturbance().severity() + " ("
                                + Numbers.percent(line.evaluation().accuracy()) + ")")
                .toList();
        Evaluation scores = plain.evaluation();
        List<String> weakest = Emotion.all().stream()
                .sorted(Comparator.comparingDouble(
                        emotion -> scores.scores(emotion).recall()))
                .limit(2)
                .map(emotion -> emotion.label() + " ("
                        + Numbers.percent(scores.scores(emotion).recall()) + " found)")
                .toList();
        page.text("The weakest classes are " + String.join(" and ", weakest) + ". The worst of the disturbances below: "
                + String.join(", ", worst) + ".");
        worstOf("occlusion").ifPresent(page::text);
        if (FER2013_ROWS.contains(training.config().data().rows())
                && training.config().split().method() == SplitPlan.Method.OFFICIAL) {
            writeOrigin(page);
        }
        page.code(robustness.text());
    }

    /** What the severest disturbance of a kind leaves. */
    private Optional<String> worstOf(String kind) {
        return robustness.lines().stream()
                .filter(line -> line.disturbance().kind().equals(kind))
                .reduce((milder, severer) -> severer)
                .map(line -> String.format(
                        Locale.ROOT,
                        "Hidden faces are judged worse: with %s of the picture covered %s are right, and %s as they are.",
                        line.disturbance().severity(),
                        Numbers.percent(line.evaluation().accuracy()),
                        Numbers.percent(plain.evaluation().accuracy())));
    }

    /** Of FER2013, which is known by its rows. */
    private static void writeOrigin(Markdown page) {
        page.text(
                "FER2013's pictures are what an image search gave in 2013 for words like *angry* and *happy*: posed faces,"
                        + " actors, advertisements. Faces unlike those, of other ages, origins, angles and lights, are judged worse,"
                        + " by an amount that nobody has measured, since the data says nothing of who is shown. People themselves"
                        + " agree with FER2013's labels in about 65 of 100 cases (Goodfellow et al., arXiv 1307.0414).");
    }

    private static void writeTerms(Markdown page) {
        page.heading("Terms");
        page.text("The code is licensed under Apache-2.0. Weights stand under the terms of what they were learned from."
                + " FER2013's pictures came from an image search, nobody owns the right to hand them on, and no licence covers"
                + " them; none of them is part of Mien. What follows from that for weights is not settled: ask before you sell"
                + " what uses them. FER+'s votes are published at github.com/microsoft/FERPlus, under that repository's"
                + " licence.");
    }
}
