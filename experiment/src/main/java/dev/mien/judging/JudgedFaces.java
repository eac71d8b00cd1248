package dev.mien.judging;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Copies;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.Datasets;
import dev.mien.dataset.Split;
import dev.mien.dataset.Usage;
import dev.mien.run.Lineage;
import dev.mien.run.RunData;
import dev.mien.run.RunFaces;
import dev.mien.run.TrainingRows;
import dev.mien.training.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The faces that a model is judged on, and those that trained it.
 *
 * @param part what to call them
 * @param splitSource how they were chosen, in words
 * @param own whether they come from the data of the first model's run
 * @param training the rows that trained, teachers' and earlier runs' included, one set a division; empty where the data has none, so that no copies can be sought
 * @param strangers models of whose training rows nothing is known but that they may be those marked Training
 */
public record JudgedFaces(
        String part, Dataset faces, String splitSource, boolean own, List<Dataset> training, List<String> strangers) {

    /** Which faces of a data set to judge on. */
    public enum Part {
        TEST,
        VALIDATION,
        TRAIN,
        ALL;

        /** The lower-case name. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public JudgedFaces {
        training = List.copyOf(training);
        strangers = List.copyOf(strangers);
        if (faces.isEmpty()) {
            throw new InvalidInputException("there are no faces in the part '" + part + "' of " + faces.source()
                    + ", so nothing can be judged. Choose another with --split");
        }
    }

    /** The test part of a run's own faces, or the validation part where there are no test faces. */
    public static JudgedFaces of(RunConfig config, DataSplit split) {
        Split part = split.test().isEmpty() ? Split.VALIDATION : Split.TEST;
        List<Dataset> training = new ArrayList<>(List.of(split.train()));
        RunData data = new RunData();
        List<Path> sources = Lineage.sources(config).toList();
        TrainingRows behind = TrainingRows.of(
                sources.stream().filter(Lineage::isThere).toList(), data, other -> !Lineage.sameRows(other, config));
        training.addAll(behind.guesses() ? behind.with(data.all(config)) : behind.known());
        List<String> strangers = new ArrayList<>(behind.unknown());
        sources.stream().filter(source -> !Lineage.isThere(source)).forEach(source -> strangers.add(source.toString()));
        return new JudgedFaces(part.label(), split.part(part), split.rule(), true, training, strangers);
    }

    /**
     * A part of some data: divided as the first model's run did where it is the data of that run, officially where it is other
     * data. The rows that train are those of the runs of all models and of those behind them, each out of the data that it had; of a
     * model whose rows are not known, those that the judged data marks as Training.
     *
     * @param models run folders, or model files in them
     * @param data file or folder; empty for the data of the first run
     */
    public static JudgedFaces choose(List<Path> models, Optional<Path> data, Part part) {
        Division division = Division.of(models, data);
        return new JudgedFaces(
                part.label(),
                division.part(part),
                division.source(part),
                division.own().isPresent(),
                division.training(),
                division.strangers());
    }

    /** The test part of the data, without copies of training rows; empty where nothing is left of it. */
    public static Optional<JudgedFaces> test(Path model, Optional<Path> data) {
        Division division = Division.of(List.of(model), data);
        Dataset faces = division.part(Part.TEST);
        if (faces.isEmpty()) {
            return Optional.empty();
        }
        JudgedFaces test = new JudgedFaces(
                Part.TEST.label(),
                faces,
                division.source(Part.TEST),
                division.own().isPresent(),
                division.training(),
                division.strangers());
        return test.copies().cardinality() == faces.size() ? Optional.empty() : Optional.of(test.withoutCopies());
    }

    /**
     * Data, and how the runs of models divided it.
     *
     * @param own how the first model's run did; empty where its data was another
     * @param training the rows that trained, one set for each way in which runs divided their data
     * @param strangers models whose training rows are not known
     */
    private record Division(Dataset all, Optional<DataSplit> own, List<Dataset> training, List<String> strangers) {
        static Division of(List<Path> models, Optional<Path> data) {
            Optional<RunConfig> first = Lineage.configOf(models.get(0));
            Dataset all = data.map(Datasets::open)
                    .orElseGet(() ->
                            RunFaces.named(first.map(c -> c.data().source()).orElse(RunFaces.DRAWN)));
            String sha256 = all.sha256();
            TrainingRows rows = TrainingRows.of(models, new RunData().with(all), config -> true);
            return new Division(all, split(first, all, sha256), rows.with(all), rows.unknown());
        }

        private static Optional<DataSplit> split(Optional<RunConfig> config, Dataset all, String sha256) {
            return config.filter(c -> c.data().sha256().equals(sha256)).map(c -> RunData.split(c, all));
        }

        /** Of other data only the part that is judged has to be there, so that a file of test faces alone will do. */
        Dataset part(Part part) {
            if (part == Part.ALL) {
                return all;
            }
            return own.map(split -> split.part(Split.valueOf(part.name()))).orElseGet(() -> all.withUsage(usage(part)));
        }

        String source(Part part) {
            if (part == Part.ALL) {
                return "all rows";
            }
            return own.map(DataSplit::rule)
                    .orElseGet(() -> "official: rows of " + usage(part).label());
        }

        private Usage usage(Part part) {
            if (!all.hasUsages()) {
                throw new InvalidInputException(all.source()
                        + " is not the data that the model was trained on and has no official split. Use --split all");
            }
            return switch (part) {
                case TRAIN -> Usage.TRAINING;
                case VALIDATION -> Usage.PUBLIC_TEST;
                default -> Usage.PRIVATE_TEST;
            };
        }
    }

    /** The positions of faces whose pixels stand among the training rows too. */
    BitSet copies() {
        BitSet copies = new BitSet(faces.size());
        training.forEach(rows -> copies.or(Copies.of(faces, rows)));
        return copies;
    }

    /** The same, without those rows. */
    public JudgedFaces withoutCopies() {
        int[] rest = others(copies(), faces.size());
        if (rest.length == 0) {
            throw new InvalidInputException(
                    "all " + faces.size() + " faces of the part '" + part
                            + "' stand in the training rows, so nothing is left without them. Choose another part with --split");
        }
        return new JudgedFaces(part, faces.select(rest), splitSource, own, training, strangers);
    }

    /** The positions below {@code size} that are not set. */
    static int[] others(BitSet positions, int size) {
        return IntStream.range(0, size).filter(i -> !positions.get(i)).toArray();
    }
}
