package dev.mien.cli;

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

/** One training with everything that the command line shows of it, until its report is written or somebody presses Ctrl-C. */
final class TrainingSession {
    /** Tells the program that its standard output is a terminal; the launcher sets it. */
    static final String TERMINAL = "mien.terminal";

    /** For a step, a checkpoint and what a slow disk makes of it. */
    private static final Duration SAVING = Duration.ofHours(1);

    private final PrintWriter out;
    private final boolean terminal = Boolean.getBoolean(TERMINAL);

    TrainingSession(PrintWriter out) {
        this.out = out;
    }

    /** Trains, judges and reports; empty if it was stopped by Ctrl-C. */
    Optional<Judgement> run(Experiment experiment) {
        announce(experiment);
        StopRequest stop = new StopRequest();
        try (OrderlyEnd work = OrderlyEnd.begin(stop::request, SAVING);
                ProgressDisplay display = new ProgressDisplay(out, terminal)) {
            Optional<History> history = train(experiment, stop, display);
            if (stop.isRequested()) {
                display.close();
                explainStop(experiment.folder(), history.orElseGet(experiment::past));
                return Optional.empty();
            }
        }
        Judgement judgement = Completion.complete(
                experiment.folder(), experiment.config(), experiment.split(), new JudgingDisplay(out));
        show(judgement, experiment.folder());
        return Optional.of(judgement);
    }

    /** Empty if somebody pressed Ctrl-C before the first step. */
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
        experiment.split().notes().forEach(out::println);
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
            out.println("going on after epoch " + past);
        }
        out.flush();
    }

    private void explainStop(RunFolder folder, History history) {
        if (history.isEmpty()) {
            out.println("Stopped before the first epoch ended. './mien train --resume " + folder.path() + "' goes on.");
        } else {
            out.println("Stopped after " + history.epochs().size() + " epochs. Best weights and history are in "
                    + folder.path() + ". './mien train --resume " + folder.path() + "' goes on, './mien report "
                    + folder.path() + "' judges what there is.");
        }
        out.flush();
    }

    private void show(Judgement judgement, RunFolder folder) {
        show(out, judgement);
        out.println("report: " + folder.report());
        out.flush();
    }

    /** The classification report and the scores. */
    static void show(PrintWriter out, Judgement judgement) {
        Evaluation evaluation = judgement.evaluation();
        Interval interval = evaluation.accuracyInterval();
        out.println();
        out.print(evaluation.report().text(3));
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "%s accuracy %s (95 %%: %.1f to %.1f), loss %s, %,d faces",
                judgement.part(),
                Numbers.percent(evaluation.accuracy()),
                100 * interval.low(),
                100 * interval.high(),
                Numbers.four(evaluation.loss()),
                evaluation.n()));
        out.println(scores(evaluation)
                + ", expected calibration error " + Numbers.percent(judgement.calibrationError())
                + judgement
                        .calibratedError()
                        .map(error -> " (" + Numbers.percent(error) + " at the run's temperature)")
                        .orElse(""));
        out.println("rule: " + judgement.protocol().rule());
        out.println("split: " + judgement.protocol().splitSource());
        out.println(copies(judgement));
        judgement.ferPlus().ifPresent(scores -> FerPlusText.show(out, scores));
        out.flush();
    }

    private static String copies(Judgement judgement) {
        return judgement
                .copies()
                .map(copies -> copies(copies) + strangers(copies))
                .orElse("the data has no training rows, so copies of them cannot be sought");
    }

    private static String copies(Judgement.CopyScores copies) {
        if (copies.rows() == 0) {
            return "no face stands pixel for pixel in the training rows: with and without copies the score is the same";
        }
        return String.format(
                Locale.ROOT,
                "%,d faces stand pixel for pixel in the training rows%n  with them     %s%n  without them  %s",
                copies.rows(),
                accuracy(copies.with()),
                copies.without().map(TrainingSession::accuracy).orElse("nothing is left"));
    }

    private static String strangers(Judgement.CopyScores copies) {
        return copies.strangers().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%nwhich rows trained %s, nobody here knows: copies were sought in those marked Training",
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
