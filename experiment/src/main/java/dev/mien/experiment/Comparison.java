package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.chart.ComparisonChart;
import dev.mien.evaluation.Evaluation;
import dev.mien.evaluation.PairedTest;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.PredictionsCsv;
import dev.mien.training.History;
import dev.mien.training.HistoryCsv;
import dev.mien.training.RunChecksums;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Judged runs side by side.
 *
 * @param members in the given order
 * @param pairs each member with each other member
 */
public record Comparison(List<Member> members, List<Pair> pairs) {

    /** A judged run. The loss of its evaluation is the mean cross-entropy without a penalty. */
    public record Member(
            String name, RunConfig config, History history, Predictions predictions, Evaluation evaluation) {}

    /**
     * Two runs on the same rows.
     *
     * @param test empty if they judged different rows
     * @param reason why there is no test, in words; empty if there is a test
     */
    public record Pair(String first, String second, Optional<PairedTest> test, String reason) {}

    public Comparison {
        members = List.copyOf(members);
        pairs = List.copyOf(pairs);
    }

    /**
     * Reads runs from their folders.
     *
     * @throws InvalidInputException if there are fewer than two, one is given twice, or one has not been judged or was
     *     damaged
     */
    public static Comparison of(List<Path> runs) {
        List<Path> distinct = runs.stream()
                .map(run -> run.toAbsolutePath().normalize())
                .distinct()
                .toList();
        if (runs.size() < 2 || distinct.size() < runs.size()) {
            throw new InvalidInputException("a comparison got " + distinct.size()
                    + " different run" + (distinct.size() == 1 ? "" : "s")
                    + ", expected two or more, each once: name other run folders");
        }
        List<Member> members = runs.stream().map(Comparison::member).toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            for (int j = i + 1; j < members.size(); j++) {
                pairs.add(pair(members.get(i), members.get(j)));
            }
        }
        return new Comparison(members, pairs);
    }

    private static Member member(Path run) {
        RunFolder folder = new RunFolder(run);
        if (!Files.isRegularFile(folder.config())) {
            throw new InvalidInputException(
                    "there is no run at " + run + ": expected the folder of a training run, with its config.json");
        }
        if (Files.exists(run.resolve(PredictionsCsv.NAME)) && !Files.exists(run.resolve(RunChecksums.NAME))) {
            throw new InvalidInputException(
                    "the run " + run + " was trained further after it was judged", Remedy.to(Remedy.Action.JUDGE, run));
        }
        RunChecksums.requireUnchanged(folder, name -> name.equals(PredictionsCsv.NAME) || name.equals(HistoryCsv.NAME));
        Predictions predictions =
                PredictionsCsv.read(run.resolve(PredictionsCsv.NAME)).sortedByRow();
        return new Member(
                run.toString(),
                RunConfig.read(folder.config()),
                HistoryCsv.read(folder.history()),
                predictions,
                Evaluation.of(predictions, Evaluation.logLoss(predictions)));
    }

    private static Pair pair(Member first, Member second) {
        Optional<PairedTest> test = Optional.empty();
        String reason = "";
        if (!first.config().data().sha256().equals(second.config().data().sha256())) {
            reason = "not tested: they judged different data";
        } else if (!first.predictions().sameSamples(second.predictions())) {
            reason = "not tested: they judged different rows, " + shared(first, second) + " of "
                    + first.predictions().size() + " and "
                    + second.predictions().size()
                    + " in common. Train both with the same seed and the same split";
        } else {
            test = Optional.of(PairedTest.of(first.predictions(), second.predictions()));
        }
        return new Pair(first.name(), second.name(), test, reason);
    }

    private static long shared(Member first, Member second) {
        Set<Integer> rows = rows(first.predictions()).collect(Collectors.toSet());
        return rows(second.predictions()).filter(rows::contains).count();
    }

    private static Stream<Integer> rows(Predictions predictions) {
        return IntStream.range(0, predictions.size()).mapToObj(predictions::row);
    }

    /**
     * The tests' mid-p values with Holm's correction for their number ("A simple sequentially rejective multiple test
     * procedure", Scandinavian Journal of Statistics 6, 1979), in the order of the pairs with a test.
     */
    public List<Double> adjusted() {
        double[] values = pairs.stream()
                .flatMap(pair -> pair.test().stream())
                .mapToDouble(PairedTest::midP)
                .toArray();
        List<Integer> order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toList();
        Double[] adjusted = new Double[values.length];
        double highest = 0;
        for (int rank = 0; rank < values.length; rank++) {
            highest = Math.max(highest, Math.min(1, (values.length - rank) * values[order.get(rank)]));
            adjusted[order.get(rank)] = highest;
        }
        return List.of(adjusted);
    }

    /** The curves of all runs. */
    public BufferedImage picture() {
        Map<String, History> histories = new LinkedHashMap<>();
        members.forEach(member -> histories.put(member.name(), member.history()));
        return ComparisonChart.of(histories);
    }
}
