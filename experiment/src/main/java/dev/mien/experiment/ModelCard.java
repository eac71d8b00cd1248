package dev.mien.experiment;

import dev.mien.LabelSet;
import dev.mien.dataset.FerPlusRule;
import dev.mien.dataset.SplitPlan;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.FerPlusEvaluation;
import dev.mien.evaluation.Interval;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.judging.Judgement;
import dev.mien.nn.ModelArchitecture;
import dev.mien.training.CalibrationFile;
import dev.mien.training.EpochResult;
import dev.mien.training.History;
import dev.mien.training.KeptWeights;
import dev.mien.training.RunConfig;
import dev.mien.training.TrainingConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model card (Mitchell et al., arXiv 1810.03993) in Markdown. Every figure in it comes from a run's files or was
 * measured for it.
 *
 * @param training of the run
 * @param plain judgement of each face as it is
 * @param views judgement of ten views of each face
 * @param robustness of the plain judgement
 * @param drawn answers to faces that Mien draws; empty for a model that names fewer than two emotions
 * @param calibration of the run, if it has one
 * @param day of the measurement
 */
record ModelCard(
        Training training,
        Judgement plain,
        Judgement views,
        RobustnessCard robustness,
        Optional<Predictions> drawn,
        Optional<CalibrationFile> calibration,
        LocalDate day) {
    /**
     * The training of the weights.
     *
     * @param config of the run
     * @param history of the run
     * @param rows number of training rows
     * @param notes of the split: rows left out, and parts missing in the data
     * @param ancestors runs whose weights or answers it learned from, and their ancestors, if they still exist
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

    /** The number of FER2013's rows, with and without PrivateTest. */
    private static final Set<Integer> FER2013_ROWS = Set.of(35_887, 32_298);

    /** Whether a run's data has as many rows as FER2013, with or without its challenge's first half of the tests. */
    static boolean isFer2013(RunConfig config) {
        return FER2013_ROWS.contains(config.data().rows());
    }

    private static final int DISTURBANCES = 5;

    /** @param wording tells how to repeat a run */
    String markdown(RunWording wording) {
        TrainingConfig config = training.config().training();
        ModelArchitecture architecture = training.config().architecture();
        Markdown page = new Markdown("Model card: " + config.recipe());
        page.text(String.format(
                Locale.ROOT,
                "A network that reads the emotion of a face. Its input is one grey picture of %d x %d pixels. Its"
                        + " output is the probabilities of %s%s. It has %,d parameters and the architecture"
                        + " `%s`. This page was written on %s. Every figure on it comes from the run or was measured"
                        + " for it.",
                architecture.input().width(),
                architecture.input().height(),
                training.config().labels().text(),
                architecture.heads().size() > 1 ? ", and from a second head those of FER+'s eight emotions" : "",
                architecture.parameterCount(),
                architecture.name(),
                day));
        writeUse(page);
        writeTraining(page, wording);
        writeScores(page);
        new CardClasses(plain.predictions(), drawn).write(page);
        writeCalibration(page);
        writeRobustness(page);
        writeTerms(page);
        return page.toString();
    }

    private static void writeUse(Markdown page) {
        page.heading("Intended use and limits");
        page.text("The model is for research, for teaching, and for programs that react to expressions that users show"
                + " on purpose.");
        page.text("An expression is not a feeling: people smile without joy and are sad without showing it. The"
                + " model repeats the opinion of people who saw a picture. Do not use it to judge, rank, monitor"
                + " or diagnose people. The European Union prohibits inferring emotions at work and in education"
                + " (AI Act, article 5).");
    }

    private void writeTraining(Markdown page, RunWording wording) {
        page.heading("How it was trained");
        RunConfig config = training.config();
        KeptWeights keep = config.training().duration().keep();
        List<List<String>> rows = new ArrayList<>(dataRows());
        rows.add(List.of("recipe", "`" + config.training().recipe() + "`"));
        rows.add(List.of("seed", Long.toString(config.training().computation().seed())));
        rows.add(List.of(
                "epochs",
                String.format(
                        Locale.ROOT,
                        "%s; the weights are those of epoch %d, %s",
                        made(training.history(), config),
                        keep.of(training.history()).orElseThrow().epoch(),
                        keep.words())));
        rows.add(List.of("time", hours(training.history()) + " of training steps, without validation"));
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
        page.code(wording.of(RunSettings.of(config, FileName::of)));
        training.ancestors().forEach(run -> {
            page.text("The run " + run.name() + " was trained before it:");
            page.code(wording.of(RunSettings.of(run.config(), FileName::of)));
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
                        FileName.of(data.source()),
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
        return FileName.of(file.path()) + ", SHA-256 `" + file.sha256() + "`";
    }

    /** The number of epochs of a run, and the planned number if it was stopped. */
    private static String made(History history, RunConfig config) {
        int made = history.epochs().size();
        int planned = config.training().duration().epochs();
        return made == planned ? Integer.toString(made) : made + " of " + planned;
    }

    private String cleaned(RunConfig.Data data) {
        SplitPlan split = training.config().split();
        if (split.groupDuplicates() && split.isOfficial()) {
            return String.format(
                    Locale.ROOT, "copies across the parts, see split; %,d training rows remain", training.rows());
        }
        return String.format(
                Locale.ROOT,
                data.limit() < data.rows()
                        ? "nothing: %,d training rows, chosen at random, are unchanged"
                        : "nothing: all %,d training rows are unchanged",
                training.rows());
    }

    private static String hours(History history) {
        double seconds =
                history.epochs().stream().mapToDouble(EpochResult::seconds).sum();
        return String.format(Locale.ROOT, "%.1f hours", seconds / SECONDS_OF_HOUR);
    }

    private void writeScores(Markdown page) {
        page.heading("Scores");
        page.text("On the part *" + plain.part() + "* of the data: "
                + plain.protocol().splitSource()
                + (training.config().training().duration().keep() == KeptWeights.BEST
                        ? ". The weights were chosen by accuracy on the validation rows, so a score on these rows is"
                                + " too high."
                        : ". The weights are those of the last epoch; no judged row chose them.")
                + " An answer is right if its most probable class is the label.");
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

    private void writeCalibration(Markdown page) {
        page.heading("Calibration");
        page.text("The expected calibration error of the plain probabilities"
                + " is " + Numbers.percent(plain.calibrationError()) + " with one view"
                + " and " + Numbers.percent(views.calibrationError()) + " with ten.");
        page.text(calibration
                .map(file -> String.format(
                        Locale.ROOT,
                        "With the temperature %.3f, fitted on %s, it changes from %s to %s, measured on %s.",
                        file.calibration().temperature().value(),
                        file.fittedOn(),
                        Numbers.percent(file.calibration().before().expectedCalibrationError()),
                        Numbers.percent(file.calibration().after().expectedCalibrationError()),
                        file.measuredOn()))
                .orElse("No temperature was fitted."));
    }

    private void writeRobustness(Markdown page) {
        page.heading("Weaknesses");
        List<String> worst = robustness.lines().stream()
                .sorted(Comparator.comparingDouble(line -> line.evaluation().accuracy()))
                .limit(DISTURBANCES)
                .map(line ->
                        line.disturbance().kind() + " " + line.disturbance().severity() + " ("
                                + Numbers.percent(line.evaluation().accuracy()) + ")")
                .toList();
        Evaluation scores = plain.evaluation();
        LabelSet labels = scores.matrix().labels();
        List<String> weakest = IntStream.range(0, labels.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        code -> scores.report().scores(code).recall()))
                .limit(2)
                .map(code -> labels.label(code).name() + " ("
                        + Numbers.percent(scores.report().scores(code).recall()) + " found)")
                .toList();
        page.text("The weakest classes are " + String.join(" and ", weakest) + ". The worst disturbances are "
                + String.join(", ", worst) + ".");
        worstOf("occlusion").ifPresent(page::text);
        if (FER2013_ROWS.contains(training.config().data().rows())
                && training.config().split().method() == SplitPlan.Method.OFFICIAL) {
            writeOrigin(page);
        }
        page.code(robustness.text());
    }

    /** The accuracy under the severest disturbance of a kind. */
    private Optional<String> worstOf(String kind) {
        return robustness.lines().stream()
                .filter(line -> line.disturbance().kind().equals(kind))
                .reduce((milder, severer) -> severer)
                .map(line -> String.format(
                        Locale.ROOT,
                        "Covered faces are harder: with %s of the picture covered, %s of the answers are right;"
                                + " without cover, %s.",
                        line.disturbance().severity(),
                        Numbers.percent(line.evaluation().accuracy()),
                        Numbers.percent(plain.evaluation().accuracy())));
    }

    /** The origin of FER2013, which is recognized by its number of rows. */
    private static void writeOrigin(Markdown page) {
        page.text("FER2013's pictures are the results of an image search in 2013 for words like *angry* and *happy*:"
                + " posed faces, actors, advertisements. The model is worse on other ages, origins,"
                + " angles and lights. The amount is unknown, because the data does not tell who is"
                + " shown. People agree with FER2013's labels in about 65 of 100 cases (Goodfellow et"
                + " al., arXiv 1307.0414).");
    }

    private static void writeTerms(Markdown page) {
        page.heading("Terms");
        page.text("The code is licensed under Apache-2.0. The terms of the data apply to the weights. FER2013's"
                + " pictures came from an image search: no one owns the right to hand them on, and no licence"
                + " covers them. Mien contains no such picture. What this means for weights is an open legal"
                + " question: ask before you sell a product that uses them. FER+'s votes are published at"
                + " github.com/microsoft/FERPlus under that repository's licence.");
    }
}
