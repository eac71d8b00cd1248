package dev.mien.experiment;

import dev.mien.chart.ClassDistributionChart;
import dev.mien.chart.ConfusionHeatMap;
import dev.mien.chart.CurveChart;
import dev.mien.chart.FaceGrid;
import dev.mien.chart.HistoryChart;
import dev.mien.chart.RobustnessChart;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlusClass;
import dev.mien.dataset.FerPlusRule;
import dev.mien.dataset.Split;
import dev.mien.evaluation.ConfusionMatrix;
import dev.mien.evaluation.FerPlusEvaluation;
import dev.mien.evaluation.PrecisionRecallCurve;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.RocCurve;
import dev.mien.evaluation.robustness.Disturbance;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.image.GrayImage;
import dev.mien.judging.Judgement;
import dev.mien.training.History;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The pictures of a run, by the names of their files. */
final class RunPictures {
    static final String DISTRIBUTION = "class_distribution";
    static final String SAMPLES = "samples";
    static final String LOSS = "loss";
    static final String ACCURACY = "accuracy";
    static final String CONFUSION = "confusion_matrix";
    static final String CONFUSION_SHARES = "confusion_matrix_shares";
    static final String ROC = "roc";
    static final String PRECISION_RECALL = "precision_recall";
    static final String PREDICTIONS = "predictions";
    static final String MISTAKES = "mistakes";
    static final String ROBUSTNESS = "robustness";
    static final String FERPLUS_CONFUSION = "ferplus_confusion_matrix";

    private static final String ROBUSTNESS_FACES = ROBUSTNESS + "_faces";

    /** Pictures that only some judgements have. */
    static final List<String> NOT_ALWAYS = List.of(MISTAKES, FERPLUS_CONFUSION, ROBUSTNESS, ROBUSTNESS_FACES);

    private static final int FIRST = 7;
    private static final int SHOWN = 24;
    private static final int COLUMNS = 6;
    private static final int SEVERITIES = 4;

    private RunPictures() {}

    /** The data: classes of each split, and the first training faces. */
    static Map<String, BufferedImage> ofData(DataSplit split) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (Split part : Split.values()) {
            if (!split.part(part).isEmpty()) {
                counts.put(part.label(), split.part(part).classCounts());
            }
        }
        Map<String, BufferedImage> pictures = new LinkedHashMap<>();
        pictures.put(
                DISTRIBUTION,
                ClassDistributionChart.of("Faces of each class", split.train().labelSet(), counts));
        Dataset first = split.train().limit(FIRST);
        List<FaceGrid.Tile> tiles = IntStream.range(0, first.size())
                .mapToObj(i -> FaceGrid.Tile.of(first, i, first.labelName(i), FaceGrid.Tone.PLAIN))
                .toList();
        pictures.put(SAMPLES, FaceGrid.draw("The first training faces", tiles, FIRST));
        return pictures;
    }

    /** A training: loss and accuracy over the epochs. */
    static Map<String, BufferedImage> ofHistory(History history) {
        Map<String, BufferedImage> pictures = new LinkedHashMap<>();
        pictures.put(LOSS, HistoryChart.loss("Loss", history));
        pictures.put(ACCURACY, HistoryChart.accuracy("Accuracy", history));
        return pictures;
    }

    /** A judgement: confusion, curves, predictions and mistakes. */
    static Map<String, BufferedImage> ofJudgement(Judgement judgement, long seed) {
        Predictions predictions = judgement.predictions();
        ConfusionMatrix matrix = judgement.evaluation().matrix();
        String of = judgement.withPart("faces");
        Map<String, BufferedImage> pictures = new LinkedHashMap<>();
        pictures.put(CONFUSION, ConfusionHeatMap.counts("Confusion matrix: " + of, matrix));
        pictures.put(
                CONFUSION_SHARES,
                ConfusionHeatMap.shares("Confusion matrix: per cent of the " + of + " in each row", matrix));
        pictures.put(
                ROC,
                CurveChart.roc("ROC of the " + of + ", with the area under each curve", RocCurve.all(predictions)));
        pictures.put(
                PRECISION_RECALL,
                CurveChart.precisionRecall(
                        "Precision and recall of the " + of + ", with average precision",
                        PrecisionRecallCurve.all(predictions)));
        pictures.put(
                PREDICTIONS,
                faces(
                        "Random " + judgement.withPart("faces") + ": predicted (true)",
                        judgement,
                        random(judgement, seed),
                        false));
        List<Integer> mistakes = surestMistakes(predictions);
        if (!mistakes.isEmpty()) {
            pictures.put(
                    MISTAKES,
                    faces(
                            "Mistakes with the highest confidence: predicted (true), confidence",
                            judgement,
                            mistakes,
                            true));
        }
        judgement
                .ferPlus()
                .flatMap(ferPlus -> ferPlus.score(FerPlusRule.MAJORITY))
                .ifPresent(score -> pictures.put(FERPLUS_CONFUSION, ofFerPlus(score, judgement.withPart("faces"))));
        return pictures;
    }

    private static BufferedImage ofFerPlus(FerPlusEvaluation score, String part) {
        return ConfusionHeatMap.counts(
                String.format(Locale.ROOT, "FER+ by majority: %,d %s", score.n(), part),
                FerPlusClass.emotions().stream().map(FerPlusClass::label).toList(),
                score.counts());
    }

    /** A robustness card: the chart, and the first judged face under every disturbance. */
    static Map<String, BufferedImage> ofRobustness(RobustnessCard card, Judgement judgement) {
        GrayImage face = judgement.faces().picture(0);
        List<FaceGrid.Tile> tiles = card.lines().stream()
                .map(RobustnessCard.Line::disturbance)
                .map(disturbance -> tile(
                        disturbance.apply(
                                face,
                                Disturbance.seed(card.seed(), judgement.faces().row(0))),
                        disturbance.kind() + ", " + disturbance.severity()))
                .toList();
        String title = String.format(
                Locale.ROOT,
                "Accuracy on %,d faces, spoilt in eight ways",
                card.unchanged().n());
        return Map.of(
                ROBUSTNESS,
                RobustnessChart.of(title, card),
                ROBUSTNESS_FACES,
                FaceGrid.draw("One face, spoilt in eight ways", tiles, SEVERITIES * 2));
    }

    private static FaceGrid.Tile tile(GrayImage picture, String caption) {
        float[] gray = new float[picture.width() * picture.height()];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = picture.pixel(i % picture.width(), i / picture.width());
        }
        return new FaceGrid.Tile(gray, picture.width(), caption, FaceGrid.Tone.PLAIN);
    }

    private static BufferedImage faces(String title, Judgement judgement, List<Integer> chosen, boolean confidence) {
        List<FaceGrid.Tile> tiles = new ArrayList<>();
        Predictions predictions = judgement.predictions();
        for (int i : chosen) {
            String caption = String.format(
                    Locale.ROOT,
                    "%s (%s)",
                    predictions.labels().label(predictions.predicted(i)).name(),
                    predictions.labels().label(predictions.truth(i)).name());
            if (confidence) {
                caption += String.format(Locale.ROOT, " %.0f %%", 100 * predictions.confidence(i));
            }
            FaceGrid.Tone tone = predictions.isCorrect(i) ? FaceGrid.Tone.RIGHT : FaceGrid.Tone.WRONG;
            tiles.add(FaceGrid.Tile.of(judgement.faces(), i, caption, tone));
        }
        return FaceGrid.draw(title, tiles, COLUMNS);
    }

    private static List<Integer> random(Judgement judgement, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = judgement.predictions().size();
        return random.ints(0, n).distinct().limit(Math.min(SHOWN, n)).boxed().toList();
    }

    private static List<Integer> surestMistakes(Predictions predictions) {
        return IntStream.range(0, predictions.size())
                .filter(i -> !predictions.isCorrect(i))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -predictions.confidence(i)))
                .limit(SHOWN)
                .toList();
    }
}
