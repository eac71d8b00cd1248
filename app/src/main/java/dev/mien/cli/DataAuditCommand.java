package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.audit.Audit;
import dev.mien.audit.Cleaning;
import dev.mien.audit.CleaningPlan;
import dev.mien.audit.Finding;
import dev.mien.audit.FindingKind;
import dev.mien.audit.SecondOpinion;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Fer2013Csv;
import dev.mien.dataset.FerPlus;
import dev.mien.experiment.AuditFiles;
import dev.mien.experiment.Numbers;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import dev.mien.judging.LabelJudges;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Audits a data set and writes a cleaned one. */
@Command(
        name = "audit",
        description = {
            "Finds errors in a data set: copies, also across splits and with contradictory labels, blank pictures, and"
                    + " faces and labels that FER+'s taggers reject. Writes audit.html, with the pictures, and"
                    + " audit.json.",
            "The exit code is 1 if the audit finds something that --fail-on names."
        })
final class DataAuditCommand implements Callable<Integer> {
    @Mixin
    private LabelOptions labels = new LabelOptions();

    @Option(names = "--data", required = true, paramLabel = "FILE|FOLDER", description = "FER2013, as for train.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--ferplus",
            paramLabel = "FILE",
            description = "FER+'s votes (fer2013new.csv) on the same rows in the same order.")
    private Optional<Path> ferPlus = Optional.empty();

    @Option(
            names = "--model",
            split = ",",
            paramLabel = "RUN",
            description = {
                "Find the labels that a trained model disputes most, by confident learning. With several runs, only"
                        + " runs that did not train on a row judge it.",
                "Rows that trained all of the runs are judged in-sample and marked. Few wrong labels show there."
            })
    private List<Path> models = List.of();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "Folder for audit.html and audit.json; by default audits/NAME, named after the data.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--clean",
            paramLabel = "FILE.csv",
            description = {
                "Write the data without the findings, as FER2013's CSV (.csv.gz packs it). With --ferplus, also write"
                        + " the votes on the remaining rows, beside it as FILE.ferplus.csv.",
                "One row of a group of copies stays: in PrivateTest before PublicTest before Training, then the lowest"
                        + " row. If the labels of copies contradict each other, all of them are removed. So rows of"
                        + " PublicTest and PrivateTest are also removed if they are blank, contradictory, not a face,"
                        + " unknown, or copies of later rows; --keep-tests keeps them."
            })
    private Optional<Path> clean = Optional.empty();

    @Option(
            names = "--clean-kinds",
            split = ",",
            paramLabel = "FINDING",
            description =
                    "The findings that --clean removes, by the names of --fail-on; by default all but leak, near-leak"
                            + " and disputed. leak and near-leak remove rows of the later part; by default the rows"
                            + " of the earlier part are removed as copies.")
    private List<String> cleanKinds = List.of();

    @Option(
            names = "--keep-tests",
            description =
                    "--clean removes only Training rows, so that scores on PublicTest and PrivateTest stay comparable."
                            + " Copies of their rows in Training are removed.")
    private boolean keepTests;

    @Option(
            names = "--fail-on",
            split = ",",
            paramLabel = "FINDING",
            description = "Any of copy, leak, conflict, near-copy, near-leak, near-conflict, blank, flat, not-a-face,"
                    + " unknown, disputed.")
    private List<String> failOn = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter writer = spec.commandLine().getOut();
        Set<FindingKind> forbidden = kinds("--fail-on", failOn);
        CleaningPlan plan = plan();
        refuseToOverwrite();
        Dataset faces = labels.choice().open(data).data();
        Optional<FerPlus> votes = ferPlus.map(FerPlus::read);
        votes.ifPresent(given -> given.requireFor(faces));
        Path folder = out.orElseGet(() -> Path.of("audits", name()));
        clean.ifPresent(AtomicFile::requireWritable);
        AtomicFile.requireWritableFolder(folder);
        Optional<SecondOpinion> opinion =
                models.isEmpty() ? Optional.empty() : Optional.of(LabelJudges.ask(models, faces));
        Audit audit = Audit.of(faces, votes, opinion);
        refuseWhatCannotBeFound(audit, "--fail-on", forbidden);
        if (!cleanKinds.isEmpty()) {
            refuseWhatCannotBeFound(audit, "--clean-kinds", plan.kinds());
        }
        Optional<Cleaning> cleaning = clean.map(file -> Cleaning.of(audit, plan));
        show(writer, audit);
        cleaning.ifPresent(c -> writeClean(writer, c, faces, votes));
        AuditFiles.write(folder, audit, cleaning);
        writer.println("page: " + AuditFiles.page(folder));
        writer.flush();
        return judge(audit, forbidden);
    }

    private CleaningPlan plan() {
        if (clean.isEmpty() && (keepTests || !cleanKinds.isEmpty())) {
            throw new InvalidInputException(
                    "--clean-kinds and --keep-tests choose what --clean removes: give --clean FILE.csv");
        }
        return new CleaningPlan(
                cleanKinds.isEmpty() ? CleaningPlan.USUAL.kinds() : kinds("--clean-kinds", cleanKinds), keepTests);
    }

    private Set<FindingKind> kinds(String option, List<String> keys) {
        Set<FindingKind> kinds = new LinkedHashSet<>();
        keys.forEach(key -> kinds.add(FindingKind.parse(key)));
        for (FindingKind kind : kinds) {
            if (kind.needsFerPlus() && ferPlus.isEmpty()) {
                throw new InvalidInputException(
                        option + " " + kind.key() + " needs FER+'s votes: give --ferplus fer2013new.csv");
            }
            if (kind.needsModel() && models.isEmpty()) {
                throw new InvalidInputException(option + " " + kind.key() + " needs a trained model: give --model RUN");
            }
        }
        return kinds;
    }

    private static void refuseWhatCannotBeFound(Audit audit, String option, Set<FindingKind> kinds) {
        kinds.stream().filter(kind -> audit.finding(kind).isEmpty()).findFirst().ifPresent(kind -> {
            throw new InvalidInputException(option + " " + kind.key() + " needs an official split, but "
                    + audit.data().source() + " has none: give data with a Usage column, or leave it out");
        });
    }

    private void refuseToOverwrite() {
        clean.ifPresent(file -> {
            boolean overVotes = ferPlus.stream().anyMatch(votes -> same(votesBeside(file), votes) || same(file, votes));
            if (overVotes || same(file, data)) {
                throw new InvalidInputException(
                        "--clean " + file + " would overwrite a file that the audit reads: give another file");
            }
        });
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other)
                    ? Files.isSameFile(one, other)
                    : one.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new MienException("cannot tell whether " + one + " is " + other + ": " + FailureReason.of(e), e);
        }
    }

    private String name() {
        String name = String.valueOf(data.toAbsolutePath().normalize().getFileName());
        int point = name.indexOf('.', 1);
        return point < 0 ? name : name.substring(0, point);
    }

    private static void show(PrintWriter writer, Audit audit) {
        writer.println(String.format(
                Locale.ROOT, "%s: %,d rows", audit.data().source(), audit.data().size()));
        for (Finding finding : audit.findings().values()) {
            boolean grouped =
                    finding.groups().size() < finding.count() || finding.kind().isLeak();
            String groups = grouped
                    ? String.format(
                            Locale.ROOT, " in %,d groups", finding.groups().size())
                    : "";
            writer.println(String.format(
                    Locale.ROOT,
                    "  %-13s  %,7d rows%s: %s",
                    finding.kind().key(),
                    finding.count(),
                    groups,
                    finding.kind().title()));
        }
        audit.disputes().ifPresent(disputes -> writer.println(disputes.basis()));
        audit.agreement()
                .ifPresent(agreement -> writer.println(String.format(
                        Locale.ROOT,
                        "%s of the labels agree with most of FER+'s taggers (%,d rows, rule %s)",
                        Numbers.percent(agreement.share()),
                        agreement.n(),
                        agreement.rule().key())));
    }

    private void writeClean(PrintWriter writer, Cleaning cleaning, Dataset faces, Optional<FerPlus> votes) {
        Path file = clean.orElseThrow();
        Dataset left = faces.select(
                cleaning.kept().stream().mapToInt(Integer::intValue).toArray());
        Fer2013Csv.write(left, file);
        writer.println(String.format(
                Locale.ROOT, "clean: %s, %,d rows; %,d removed", file, left.size(), cleaning.removedCount()));
        cleaning.removed()
                .forEach((kind, count) ->
                        writer.println(String.format(Locale.ROOT, "  %-13s  %,7d rows", kind.key(), count)));
        votes.ifPresent(given -> {
            int[] rows = cleaning.kept().stream().mapToInt(faces::row).toArray();
            given.write(votesBeside(file), rows);
            writer.println("their votes: " + votesBeside(file));
        });
    }

    private static Path votesBeside(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.csv(\\.gz)?$", "");
        return file.resolveSibling(name + ".ferplus.csv");
    }

    private int judge(Audit audit, Set<FindingKind> forbidden) {
        List<String> found = forbidden.stream()
                .flatMap(kind -> audit.finding(kind).stream())
                .filter(finding -> finding.count() > 0)
                .map(finding -> String.format(
                        Locale.ROOT, "%s (%,d rows)", finding.kind().key(), finding.count()))
                .toList();
        if (found.isEmpty()) {
            return Main.DONE;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("mien: the data has " + String.join(", ", found) + ", which --fail-on forbids");
        err.flush();
        return Main.FAILED;
    }
}
