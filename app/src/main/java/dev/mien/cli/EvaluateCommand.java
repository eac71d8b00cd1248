package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.dataset.FerPlus;
import dev.mien.evaluation.PermutedLabels;
import dev.mien.evaluation.robustness.RobustnessCard;
import dev.mien.experiment.Completion;
import dev.mien.io.AtomicFile;
import dev.mien.judging.CommonClasses;
import dev.mien.judging.Judge;
import dev.mien.judging.JudgedFaces;
import dev.mien.judging.Judgement;
import dev.mien.training.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges a model on data. */
@Command(
        name = "evaluate",
        description = "Judges a trained model on data, or several as an ensemble.",
        sortOptions = false)
final class EvaluateCommand implements Runnable {
    @Option(
            names = "--model",
            required = true,
            split = ",",
            paramLabel = "RUN|FILE|default|fast",
            description =
                    "Run folder, a .safetensors file of one, an .onnx file from export, default (the model that comes"
                            + " with Mien), or fast (the same in 8 bits). Several, separated by commas, are judged by"
                            + " the mean of their probabilities.")
    private List<Path> models = List.of();

    @Option(
            names = "--data",
            paramLabel = "FILE|FOLDER",
            description = "fer2013.csv, .csv.gz, or a folder of faces; the run's own by default.")
    private Optional<Path> data = Optional.empty();

    @Mixin
    private LabelOptions labels = new LabelOptions();

    @Option(
            names = "--ferplus",
            paramLabel = "FILE",
            description = "Also judge by FER+'s votes (fer2013new.csv) on the same rows in the same order, under four"
                    + " rules: two majorities (ours and that of FER+'s authors), probability and cross-entropy.")
    private Optional<Path> ferPlus = Optional.empty();

    @Option(
            names = "--split",
            defaultValue = "test",
            description = "test, validation, train or all. The run's own data has the run's split, other data the"
                    + " official split. ${DEFAULT-VALUE} by default.")
    private JudgedFaces.Part part = JudgedFaces.Part.TEST;

    @Option(
            names = "--tta",
            description = "Average ten views of each face: the face itself, moved by 1/24 of its side towards each"
                    + " corner, and the mirror images of these.")
    private boolean tenViews;

    @Option(
            names = "--without-copies",
            description = "Leave out copies of training rows. The output always shows both scores.")
    private boolean withoutCopies;

    @Option(
            names = "--robustness",
            description = "Also judge the faces blurred, noisy, compressed, darker, turned, covered and small.")
    private boolean robustness;

    @Option(names = "--limit", paramLabel = "N", description = "Judge N faces of the part, chosen by the seed.")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Seed of --robustness and --limit; ${DEFAULT-VALUE} by default.")
    private long seed = 42;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "Folder for evaluation, predictions and pictures.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private FormOptions form = new FormOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter writer = spec.commandLine().getOut();
        out.ifPresent(EvaluateCommand::requireNoRun);
        Optional<FerPlus> votes = ferPlus.map(FerPlus::read);
        try (Judge judge = Judge.open(
                models, tenViews, new JudgingDisplay(spec.commandLine().getErr()))) {
            JudgedFaces chosen = JudgedFaces.choose(models, data, labels.choice(), part);
            CommonClasses common = judge.common(chosen);
            JudgedFaces faces = limit.map(n -> common.faces().limited(n, seed)).orElse(common.faces());
            out.ifPresent(AtomicFile::requireWritableFolder);
            Judgement judgement = judge.judge(faces, withoutCopies, votes);
            out.ifPresent(folder -> Completion.write(folder, judgement));
            Optional<RobustnessCard> card =
                    Optional.of(judge).filter(any -> robustness).map(any -> any.robustness(judgement, seed));
            card.ifPresent(shown -> out.ifPresent(folder -> Completion.write(folder, shown, judgement)));
            show(writer, judgement, card, notes(common, judgement));
        }
        writer.flush();
    }

    private void show(PrintWriter writer, Judgement judgement, Optional<RobustnessCard> card, List<String> notes) {
        List<String> names = models.stream().map(Path::toString).toList();
        if (form.isJson()) {
            writer.print(Completion.json(judgement, names, card));
            notes.forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().flush();
            return;
        }
        writer.println("model: " + String.join(", ", names));
        writer.println("data: " + judgement.faces().source());
        notes.forEach(writer::println);
        TrainingSession.show(writer, judgement);
        card.ifPresent(shown -> {
            writer.println();
            writer.print(shown.text());
        });
        out.ifPresent(folder -> writer.println("written: " + folder));
    }

    /** What was left out, and a warning if the labels seem to stand in another order. */
    private static List<String> notes(CommonClasses common, Judgement judgement) {
        List<String> notes = new ArrayList<>(common.notes());
        PermutedLabels.in(judgement.evaluation().matrix()).ifPresent(found -> notes.add(found.text()));
        return notes;
    }

    private static void requireNoRun(Path folder) {
        if (Files.exists(new RunFolder(folder).config())) {
            throw new InvalidInputException(
                    folder + " is the folder of a run with its own scores: give another to --out");
        }
    }
}
