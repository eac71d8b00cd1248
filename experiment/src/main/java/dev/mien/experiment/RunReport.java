package dev.mien.experiment;

import dev.mien.LabelSet;
import dev.mien.dataset.DataSplit;
import dev.mien.drawing.EncodedPicture;
import dev.mien.evaluation.ClassScores;
import dev.mien.evaluation.ClassificationReport;
import dev.mien.evaluation.ConfusionMatrix;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Interval;
import dev.mien.judging.FerPlusJudgement;
import dev.mien.judging.Judgement;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.ModelSummary;
import dev.mien.report.HtmlReport;
import dev.mien.report.Report;
import dev.mien.training.EpochResult;
import dev.mien.training.History;
import dev.mien.training.KeptWeights;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import dev.mien.training.TrainingConfig;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The report of a finished run: pictures in its folder's {@code plots}, and {@code report.html} with all of them. */
final class RunReport {
    private final RunConfig config;
    private final DataSplit split;
    private final History history;
    private final Judgement judgement;
    private final RunWording wording;
    private final Map<String, EncodedPicture> pictures = new LinkedHashMap<>();

    RunReport(RunConfig config, DataSplit split, History history, Judgement judgement, RunWording wording) {
        this.config = config;
        this.split = split;
        this.history = history;
        this.judgement = judgement;
        this.wording = wording;
        add(RunPictures.ofData(split));
        if (!history.isEmpty()) {
            add(RunPictures.ofHistory(history));
        }
        add(RunPictures.ofJudgement(judgement, config.training().computation().seed()));
    }

    private void add(Map<String, BufferedImage> images) {
        images.forEach((name, image) -> pictures.put(name, EncodedPicture.of(image)));
    }

    /** Writes the pictures and the page. */
    void write(RunFolder folder) {
        pictures.forEach((name, picture) -> picture.write(folder.plots().resolve(name + ".png")));
        String title = "Mien: " + folder.path().toAbsolutePath().getFileName();
        HtmlReport.write(new Report(title, subtitle(), figures(), sections()), folder.report());
    }

    private String subtitle() {
        return String.format(
                Locale.ROOT,
                "Recipe %s, architecture %s, %,d faces, data: %s",
                config.training().recipe(),
                config.training().architecture(),
                split.train().size() + split.validation().size() + split.test().size(),
                split.train().source());
    }

    List<Report.Figure> figures() {
        Evaluation evaluation = judgement.evaluation();
        Interval interval = evaluation.accuracyInterval();
        List<Report.Figure> figures = new ArrayList<>();
        figures.add(new Report.Figure(
                Numbers.percent(evaluation.accuracy()),
                judgement.withPart("accuracy"),
                String.format(
                        Locale.ROOT,
                        "95 %%: %.1f to %.1f %%; chance %.1f %%%s",
                        100 * interval.low(),
                        100 * interval.high(),
                        100.0 / config.labels().size(),
                        ModelCard.isFer2013(config) ? ", people 65 ± 5 %" : "")));
        figures.add(new Report.Figure(
                Numbers.four(evaluation.loss()),
                judgement.withPart("loss"),
                String.format(
                        Locale.ROOT,
                        "cross-entropy %s, penalty %s, %,d faces",
                        Numbers.four(judgement.crossEntropy()),
                        Numbers.four(judgement.penalty()),
                        evaluation.n())));
        figures.add(new Report.Figure(Numbers.four(evaluation.macroF1()), "macro F1", "mean over the classes"));
        KeptWeights keep = config.training().duration().keep();
        keep.of(history)
                .ifPresent(kept -> figures.add(new Report.Figure(
                        Integer.toString(kept.epoch()),
                        keep == KeptWeights.BEST ? "best epoch" : "last epoch",
                        "of " + history.epochs().size() + "; its weights are kept: " + keep.words()
                                + "; validation accuracy " + Numbers.percent(kept.validationAccuracy()))));
        figures.add(new Report.Figure(
                String.format(Locale.ROOT, "%.0f", medianSpeed()),
                "images per second",
                "median over the epochs, "
                        + config.training().computation().precision().label()));
        figures.add(new Report.Figure(
                String.format(Locale.ROOT, "%,d", architecture().parameterCount()),
                "parameters",
                config.training().architecture()));
        return figures;
    }

    private double medianSpeed() {
        double[] speeds = history.epochs().stream()
                .mapToDouble(EpochResult::imagesPerSecond)
                .sorted()
                .toArray();
        return speeds.length == 0 ? 0 : speeds[speeds.length / 2];
    }

    private ModelArchitecture architecture() {
        return config.architecture();
    }

    List<Report.Section> sections() {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(data());
        sections.add(training());
        sections.add(judged());
        judgement.ferPlus().ifPresent(votes -> sections.add(ferPlus(votes)));
        sections.add(section(
                "Predictions",
                RunPictures.PREDICTIONS,
                "Random faces with prediction and truth, green if right",
                RunPictures.MISTAKES,
                "The network's most confident mistakes"));
        sections.add(new Report.Section("Network", List.of(new Report.Code(ModelSummary.text(architecture())))));
        sections.add(repeat());
        return sections;
    }

    private Report.Section section(String heading, String... namesAndDescriptions) {
        List<Report.Block> blocks = new ArrayList<>();
        for (int i = 0; i < namesAndDescriptions.length; i += 2) {
            addPicture(blocks, namesAndDescriptions[i], namesAndDescriptions[i + 1]);
        }
        return new Report.Section(heading, blocks);
    }

    private void addPicture(List<Report.Block> blocks, String name, String description) {
        EncodedPicture picture = pictures.get(name);
        if (picture != null) {
            blocks.add(new Report.Picture(picture, description));
        }
    }

    private Report.Section data() {
        List<Report.Block> blocks = new ArrayList<>();
        blocks.add(new Report.Text(split.rule()));
        split.notes().forEach(note -> blocks.add(new Report.Text(note)));
        blocks.add(new Report.Code(split.shapes()));
        addPicture(blocks, RunPictures.DISTRIBUTION, "Bars: faces of each class in each split");
        addPicture(blocks, RunPictures.SAMPLES, "The first seven training faces with their labels");
        return new Report.Section("Data", blocks);
    }

    private Report.Section training() {
        List<Report.Block> blocks = new ArrayList<>();
        if (config.training().input().augmentValidation()) {
            blocks.add(new Report.Text("This recipe also augments the validation faces, as the article does."
                    + " The validation figures are for changed pictures, the judgement below is for plain ones."));
        }
        addPicture(blocks, RunPictures.LOSS, "Training and validation loss over the epochs");
        addPicture(blocks, RunPictures.ACCURACY, "Training and validation accuracy over the epochs");
        List<List<String>> rows = history.epochs().stream().map(RunReport::row).toList();
        blocks.add(new Report.Table(
                List.of(
                        "epoch",
                        "loss",
                        "accuracy",
                        "validation loss",
                        "validation accuracy",
                        "learning rate",
                        "seconds",
                        "images/s",
                        "penalty",
                        "validation penalty"),
                rows));
        blocks.add(new Report.Text("A loss is the sum of cross-entropy and penalty on the weights."));
        return new Report.Section("Training", blocks);
    }

    private static List<String> row(EpochResult epoch) {
        return List.of(
                Integer.toString(epoch.epoch()),
                Numbers.four(epoch.loss()),
                Numbers.four(epoch.accuracy()),
                Numbers.four(epoch.validationLoss()),
                Numbers.four(epoch.validationAccuracy()),
                Numbers.plain(epoch.learningRate()),
                String.format(Locale.ROOT, "%.1f", epoch.seconds()),
                String.format(Locale.ROOT, "%.0f", epoch.imagesPerSecond()),
                epoch.penalty().map(penalty -> Numbers.four(penalty.training())).orElse("–"),
                epoch.penalty()
                        .map(penalty -> Numbers.four(penalty.validation()))
                        .orElse("–"));
    }

    private Report.Section judged() {
        List<Report.Block> blocks = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        LabelSet labels = config.labels();
        for (int code = 0; code < labels.size(); code++) {
            ClassScores s = judgement.evaluation().report().scores(code);
            rows.add(List.of(
                    labels.label(code).name(),
                    Numbers.three(s.precision()),
                    Numbers.three(s.recall()),
                    Numbers.three(s.f1()),
                    Integer.toString(s.support())));
        }
        rows.addAll(averages());
        blocks.add(new Report.Table(List.of("class", "precision", "recall", "f1", "support"), rows));
        blocks.add(new Report.Text(references()));
        addPicture(
                blocks, RunPictures.CONFUSION, "Confusion matrix in faces; rows are the truth, columns the prediction");
        addPicture(blocks, RunPictures.CONFUSION_SHARES, "Confusion matrix in per cent of each row");
        addPicture(blocks, RunPictures.ROC, "Receiver operating characteristic of each class");
        addPicture(
                blocks,
                RunPictures.PRECISION_RECALL,
                "Precision over recall of each class; dashed: its share of the faces");
        return new Report.Section(judgement.heading(), blocks);
    }

    /** The rows below the classes, as in scikit-learn's classification report. */
    private List<List<String>> averages() {
        ClassificationReport report = judgement.evaluation().report();
        String n = Integer.toString(judgement.evaluation().n());
        return List.of(
                List.of(
                        "accuracy",
                        "–",
                        "–",
                        Numbers.three(judgement.evaluation().accuracy()),
                        n),
                average("macro average", report.macro(), n),
                average("weighted average", report.weighted(), n));
    }

    private static List<String> average(String name, ClassScores scores, String n) {
        return List.of(
                name, Numbers.three(scores.precision()), Numbers.three(scores.recall()), Numbers.three(scores.f1()), n);
    }

    /** What the accuracy is to be compared with. */
    private String references() {
        ConfusionMatrix matrix = judgement.evaluation().matrix();
        LabelSet labels = config.labels();
        int most = IntStream.range(0, labels.size())
                .boxed()
                .max(Comparator.comparingInt(matrix::truthTotal))
                .orElseThrow();
        String people = ModelCard.isFer2013(config)
                ? " People agree with FER2013's labels for 65 ± 5 % of the faces (Goodfellow et al., 2013)."
                : "";
        return String.format(
                Locale.ROOT,
                "Guessing one of %s classes is right for %.1f %%. Always answering '%s' is right for %.1f %%.%s",
                labels.size() == 7 ? "seven" : Integer.toString(labels.size()),
                100.0 / labels.size(),
                labels.label(most).name(),
                100.0 * matrix.truthTotal(most) / matrix.total(),
                people);
    }

    private Report.Section ferPlus(FerPlusJudgement votes) {
        List<Report.Block> blocks = new ArrayList<>();
        blocks.add(new Report.Text("The same faces judged by the votes of FER+'s taggers. The answers come from "
                + votes.head().words()
                + ". Each rule labels other faces, so each has its own number of faces."));
        List<List<String>> rows = votes.scores().stream()
                .map(score -> List.of(
                        score.rule().words(),
                        String.format(Locale.ROOT, "%,d", score.n()),
                        Numbers.percent(score.accuracy()),
                        String.format(
                                Locale.ROOT,
                                "%.1f to %.1f",
                                100 * score.accuracyInterval().low(),
                                100 * score.accuracyInterval().high()),
                        Numbers.three(score.macroF1()),
                        Numbers.percent(score.balancedAccuracy())))
                .toList();
        blocks.add(
                new Report.Table(List.of("label", "faces", "accuracy", "95 %", "macro F1", "balanced accuracy"), rows));
        addPicture(
                blocks,
                RunPictures.FERPLUS_CONFUSION,
                "Confusion matrix under the majority rule; rows are the votes' label, columns the prediction");
        return new Report.Section("Results by FER+'s votes", blocks);
    }

    private Report.Section repeat() {
        TrainingConfig training = config.training();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("optimizer", training.optimization().optimizer().label()));
        rows.add(List.of("learning rate", Numbers.plain(training.optimization().learningRate())));
        rows.add(List.of("schedule", training.optimization().schedule().label()));
        for (Ingredient ingredient : Ingredient.values()) {
            ingredient
                    .of(training)
                    .ifPresent(value -> rows.add(List.of(ingredient.setting().words(), Numbers.plain(value))));
        }
        rows.add(List.of("flip", FlipKind.of(training).label()));
        training.input().progressive().ifPresent(sizes -> rows.add(List.of("progressive", sizes.text())));
        rows.add(List.of("weights kept", training.duration().keep().words()));
        rows.add(List.of("batch", Integer.toString(training.optimization().batchSize())));
        rows.add(List.of("epochs at most", Integer.toString(training.duration().epochs())));
        rows.add(List.of("patience", Integer.toString(training.duration().patience())));
        rows.add(List.of("scaling", training.input().scaling().label()));
        rows.add(List.of("precision", training.computation().precision().label()));
        rows.add(List.of("threads", Integer.toString(training.computation().threads())));
        rows.add(List.of("deterministic", training.computation().deterministic() ? "yes" : "no"));
        rows.add(List.of("seed", Long.toString(training.computation().seed())));
        rows.add(List.of("data SHA-256", config.data().sha256()));
        config.data().ferPlus().ifPresent(file -> rows.add(List.of("FER+ SHA-256", file.sha256())));
        config.data().teachers().forEach(file -> rows.add(List.of("teacher SHA-256", file.sha256())));
        config.data()
                .teaching()
                .banks()
                .forEach(file -> rows.add(List.of("teacher's answers for views, SHA-256", file.sha256())));
        new TreeMap<>(config.environment()).forEach((name, value) -> rows.add(List.of(name, value)));
        return new Report.Section(
                "How to repeat it",
                List.of(
                        new Report.Code(wording.of(RunSettings.of(config, UnaryOperator.identity())), true),
                        new Report.Table(List.of("setting", "value"), rows)));
    }
}
