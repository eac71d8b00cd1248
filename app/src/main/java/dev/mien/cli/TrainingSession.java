package dev.mien.cli;

import dev.mien.LabelSet;
import dev.mien.evaluation.ConfusionMatrix;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.Interval;
import dev.mien.experiment.Completion;
import dev.mien.experiment.Experiment;
import dev.mien.experiment.Numbers;
import dev.mien.io.OrderlyEnd;
import dev.mien.judging.Judgement;
import dev.mien.training.History;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import dev.mien.training.StopRequest;
import dev.mien.training.TrainingConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One training with its display, until its report is written or the user presses Ctrl-C. */
final class TrainingSession {
    /** Enough time for a step and a checkpoint on a slow disk. */
    private static final Duration SAVING = Duration.ofHours(1);

    /** The narrowest column of a table of classes, in characters. */
    private static final int NARROWEST = 9;

    private final PrintWriter out;

    TrainingSession(PrintWriter out) {
        this.out = out;
    }

    /** Trains, judges and reports. Empty if Ctrl-C stopped it. */
    Optional<Judgement> run(Experiment experiment) {
        announce(experiment);
        StopRequest stop = new StopRequest();
        try (OrderlyEnd work = OrderlyEnd.begin(stop::request, SAVING);
                ProgressDisplay display = new ProgressDisplay(out, Terminal.ofProcess())) {
            Optional<History> history = train(experiment, stop, display);
            if (stop.isRequested()) {
                display.close();
                explainStop(experiment.folder(), history.orElseGet(experiment::past));
                return Optional.empty();
            }
        }
        Judgement judgement = Completion.complete(
                experiment.folder(),
                experiment.config(),
                experiment.split(),
                new JudgingDisplay(out),
                TrainCommandText::of);
        show(judgement, experiment.folder());
        return Optional.of(judgement);
    }

    /** Empty if the user pressed Ctrl-C before the first step. */
    private Optional<History> train(Experiment experiment, StopRequest stop, ProgressDisplay display) {
        try {
            return Optional.of(
                    experiment.run(List.of(stop, display), new StoppableWatch(stop, new JudgingDisplay(out))));
        } catch (StoppableWatch.Stopped e) {
            return Optional.empty();
        }
    }

    private void announce(Experiment experiment) {
        RunConfig config = experiment.config();
        TrainingConfig training = config.training();
        out.println(String.format(
                Locale.ROOT,
                "%s: %,d faces",
                config.data().source(),
                config.data().rows()));
        out.print(experiment.split().shapes());
        out.println("split: " + experiment.split().rule());
        experiment.notes().forEach(out::println);
        experiment.split().notes().forEach(out::println);
        if (!config.split().isOfficial() && experiment.split().train().hasUsages()) {
            out.println("--split official trains, validates and tests on those parts instead.");
        }
        out.println(String.format(
                Locale.ROOT,
                "recipe %s, architecture %s, %s on %d threads, seed %d",
                training.recipe(),
                training.architecture(),
                training.computation().precision().label(),
                training.computation().threads(),
                training.computation().seed()));
        out.println("run: " + experiment.folder().path());
        int past = experiment.past().epochs().size();
        if (past > 0) {
            int planned = training.duration().epochs();
            out.println(
                    past < planned
                            ? "continues after epoch " + past
                            : "all " + planned + " epochs are done: add --epochs N, with N above " + planned
                                    + ", to train on");
        }
        out.flush();
    }

    private void explainStop(RunFolder folder, History history) {
        if (history.isEmpty()) {
            out.println("Stopped before the end of the first epoch. './mien train --resume " + folder.path() + "'"
                    + " continues it.");
        } else {
            out.println("Stopped after " + history.epochs().size() + " epochs. Best weights and history are in "
                    + folder.path() + ". './mien train --resume " + folder.path() + "' continues it, './mien"
                    + " report " + folder.path() + "' judges the best weights so far.");
        }
        out.flush();
    }

    private void show(Judgement judgement, RunFolder folder) {
        show(out, judgement);
        out.println("report: " + folder.report());
        out.flush();
    }

    /** Prints the classification report and the scores. */
    static void show(PrintWriter out, Judgement judgement) {
        Evaluation evaluation = judgement.evaluation();
        Interval interval = evaluation.accuracyInterval();
        out.println();
        out.print(evaluation.report().text(3));
        out.println();
        out.print(answerShares(evaluation.matrix()));
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "%s %s (95 %%: %.1f to %.1f), loss %s, %,d faces",
                judgement.withPart("accuracy"),
                Numbers.percent(evaluation.accuracy()),
                100 * interval.low(),
                100 * interval.high(),
                LossText.full(evaluation.loss(), judgement.penalty()),
                evaluation.n()));
        out.println(scores(evaluation)
                + ", expected calibration error " + Numbers.percent(judgement.calibrationError())
                + judgement
                        .calibratedError()
                        .map(error -> " (" + Numbers.percent(error) + " at the run's temperature)")
                        .orElse(""));
        out.println("rule: " + judgement.protocol().rule());
        out.println("split: " + judgement.protocol().splitSource());
        judgement.protocol().weights().forEach(weights -> out.println("weights: " + weights));
        out.println(copies(judgement));
        judgement.ferPlus().ifPresent(scores -> FerPlusText.show(out, scores));
        out.flush();
    }

    /** How often each emotion is answered and how often it is true, in percent of the faces. */
    private static String answerShares(ConfusionMatrix matrix) {
        LabelSet labels = matrix.labels();
        int longest = labels.names().stream().mapToInt(String::length).max().orElse(0);
        int width = Math.max(NARROWEST, longest + 1);
        return shares(
                        "% of faces",
                        labels, "%" + width + "s", code -> labels.label(code).name())
                + shares(
                        "labelled",
                        labels,
                        "%" + width + ".1f",
                        code -> 100.0 * matrix.truthTotal(code) / matrix.total())
                + shares(
                        "answered",
                        labels,
                        "%" + width + ".1f",
                        code -> 100.0 * matrix.predictedTotal(code) / matrix.total());
    }

    private static String shares(String name, LabelSet labels, String form, IntFunction<Object> cell) {
        return IntStream.range(0, labels.size())
                .mapToObj(code -> String.format(Locale.ROOT, form, cell.apply(code)))
                .collect(Collectors.joining("", String.format(Locale.ROOT, "%-12s", name), System.lineSeparator()));
    }

    private static String copies(Judgement judgement) {
        return judgement
                .copies()
                .map(copies -> copies(copies, judgement) + strangers(copies))
                .orElse("the data has no training rows, so copies of them cannot be found");
    }

    private static String copies(Judgement.CopyScores copies, Judgement judgement) {
        if (copies.rows() == 0) {
            return "No " + judgement.withPart("face") + " is an exact copy of a training face.";
        }
        return String.format(
                Locale.ROOT,
                "%,d %s exact copies of training faces%n  with them     %s%n  without them  %s",
                copies.rows(),
                judgement.withPart(copies.rows() == 1 ? "face is" : "faces are"),
                accuracy(copies.with()),
                copies.without().map(TrainingSession::accuracy).orElse("no face is left"));
    }

    private static String strangers(Judgement.CopyScores copies) {
        return copies.strangers().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%nthe training rows of %s are unknown: the rows marked Training are used instead",
                        String.join(", ", copies.strangers()));
    }

    private static String accuracy(Evaluation evaluation) {
        Interval interval = evaluation.accuracyInterval();
        return String.format(
                Locale.ROOT,
                "%s of %,d (95 %%: %.1f to %.1f, %s)",
                Numbers.percent(evaluation.accuracy()),
                evaluation.n(),
                100 * interval.low(),
                100 * interval.high(),
                scores(evaluation));
    }

    private static String scores(Evaluation evaluation) {
        return "macro F1 " + Numbers.four(evaluation.macroF1()) + ", balanced accuracy "
                + Numbers.percent(evaluation.balancedAccuracy());
    }
}
