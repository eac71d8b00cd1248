package dev.mien.judging;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.dataset.Copies;
import dev.mien.dataset.DataSplit;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.LabelChoice;
import dev.mien.dataset.Split;
import dev.mien.dataset.SplitPlan;
import dev.mien.dataset.Usage;
import dev.mien.run.Lineage;
import dev.mien.run.RunData;
import dev.mien.run.RunFaces;
import dev.mien.run.TrainingRows;
import dev.mien.training.Labelling;
import dev.mien.training.RunConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The faces that a model is judged on, and those that trained it.
 *
 * @param part name of the part
 * @param splitSource how the faces were chosen, in words
 * @param own whether they belong to the data of the first model's run
 * @param training the training rows, including those of teachers and earlier runs, one set for each division; empty if
 *     there are none, so that copies cannot be found
 * @param strangers models whose training rows are unknown; rows marked Training may be theirs
 */
public record JudgedFaces(
        String part, Dataset faces, String splitSource, boolean own, List<Dataset> training, List<String> strangers) {

    /** The part of a data set to judge on. */
    public enum Part {
        TEST,
        VALIDATION,
        TRAIN,
        ALL;

        /** The name in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public JudgedFaces {
        training = List.copyOf(training);
        strangers = List.copyOf(strangers);
        if (faces.isEmpty()) {
            throw new InvalidInputException(
                    "the part '" + part + "' of " + faces.source() + " has no faces to judge",
                    Remedy.change(Remedy.Setting.PART));
        }
    }

    /** The test part of a run's own faces, or the validation part if there are no test faces. */
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
     * A part of some data. The data of the first model's run is divided as in that run; other data is divided
     * officially. The training rows are those of the runs of all models and their ancestors, each from its own data. If
     * a model's rows are unknown, the rows that the judged data marks as Training are used instead.
     *
     * @param models run folders, or model files in them
     * @param data file or folder; empty for the data of the first run
     */
    public static JudgedFaces choose(List<Path> models, Optional<Path> data, Part part) {
        return choose(models, data, LabelChoice.USUAL, part);
    }

    /**
     * As {@link #choose(List, Optional, Part)}, for data of other classes.
     *
     * @param labels the classes of the data; by default those of the first model's run if they fit the data, and else
     *     those that the data names
     */
    public static JudgedFaces choose(List<Path> models, Optional<Path> data, LabelChoice labels, Part part) {
        Division division = Division.of(models, data, labels);
        Dataset faces = division.part(part);
        if (faces.isEmpty()) {
            throw new InvalidInputException(
                    "the part '" + part.label() + "' of " + faces.source() + " has no faces to judge. The data has "
                            + division.sizes(),
                    Remedy.change(Remedy.Setting.PART));
        }
        return new JudgedFaces(
                part.label(),
                faces,
                division.source(part),
                division.own().isPresent(),
                division.training(),
                division.strangers());
    }

    /** The test part of the data without copies of training rows; empty if no face is left. */
    public static Optional<JudgedFaces> test(Path model, Optional<Path> data) {
        Division division = Division.of(List.of(model), data, LabelChoice.USUAL);
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
     * Data with its divisions by the models' runs.
     *
     * @param own the division of the first model's run; empty if its data was another
     * @param training the training rows, one set for each division of the runs' data
     * @param strangers models whose training rows are unknown
     */
    private record Division(Dataset all, Optional<DataSplit> own, List<Dataset> training, List<String> strangers) {
        static Division of(List<Path> models, Optional<Path> data, LabelChoice labels) {
            Optional<RunConfig> first = Lineage.configOf(models.get(0));
            if (first.isEmpty() && data.isEmpty()) {
                throw new InvalidInputException(
                        "the exported model " + models.get(0) + " carries no data",
                        Remedy.set(Remedy.Setting.DATA, "FILE"));
            }
            Optional<RunConfig.Data> own = first.map(RunConfig::data);
            Dataset all = data.map(path -> read(path, own, labels)).orElseGet(() -> own(own.orElseThrow(), labels));
            String sha256 = all.sha256();
            TrainingRows rows = TrainingRows.of(models, new RunData().with(all), config -> true);
            return new Division(all, split(first, all, sha256), rows.with(all), rows.unknown());
        }

        private static Dataset own(RunConfig.Data own, LabelChoice labels) {
            return labels.isUsual()
                    ? RunFaces.named(own.source(), own.labelling())
                    : labels.open(Path.of(own.source())).data();
        }

        private static Dataset read(Path path, Optional<RunConfig.Data> own, LabelChoice labels) {
            if (!labels.isUsual() || own.isEmpty()) {
                return labels.open(path).data();
            }
            Labelling labelling = own.get().labelling();
            try {
                return new LabelChoice(Optional.of(labelling.readAs()), labelling.changes())
                        .open(path)
                        .data();
            } catch (InvalidInputException e) {
                if (!Files.isDirectory(path)) {
                    throw e;
                }
                return labels.open(path).data();
            }
        }

        private static Optional<DataSplit> split(Optional<RunConfig> config, Dataset all, String sha256) {
            return config.filter(c -> c.data().sha256().equals(sha256)).map(c -> RunData.split(c, all));
        }

        /** Other data needs only the judged part, so a file with only test faces is enough. */
        Dataset part(Part part) {
            if (part == Part.ALL) {
                return all;
            }
            return own.map(split -> split.part(Split.valueOf(part.name()))).orElseGet(() -> all.withUsage(usage(part)));
        }

        /** The parts that have faces, such as "train 28,709, validation 3,589". */
        String sizes() {
            return own.map(DataSplit::sizes)
                    .orElseGet(() -> Stream.of(Part.TRAIN, Part.VALIDATION, Part.TEST)
                            .filter(part -> !part(part).isEmpty())
                            .map(part -> String.format(
                                    Locale.ROOT,
                                    "%s %,d",
                                    part.label(),
                                    part(part).size()))
                            .collect(Collectors.joining(", ")));
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
                throw new InvalidInputException(
                        "the model was not trained on " + all.source() + ", and this data has no official split",
                        Remedy.set(Remedy.Setting.PART, Part.ALL.label()).or(Remedy.change(Remedy.Setting.DATA)));
            }
            return switch (part) {
                case TRAIN -> Usage.TRAINING;
                case VALIDATION -> Usage.PUBLIC_TEST;
                default -> Usage.PRIVATE_TEST;
            };
        }
    }

    /**
     * At most {@code limit} of the faces, chosen by the seed as {@link SplitPlan#limited} does, so that no class
     * vanishes by chance.
     */
    public JudgedFaces limited(int limit, long seed) {
        Dataset some = SplitPlan.random(seed).limited(faces, limit, seed);
        String source = some.size() == faces.size()
                ? splitSource
                : String.format(
                        Locale.ROOT,
                        "%s; %,d of %,d faces, chosen by seed %d",
                        splitSource,
                        some.size(),
                        faces.size(),
                        seed);
        return new JudgedFaces(part, some, source, own, training, strangers);
    }

    /** The positions of faces with the pixels of a training row. */
    BitSet copies() {
        BitSet copies = new BitSet(faces.size());
        training.forEach(rows -> copies.or(Copies.of(faces, rows)));
        return copies;
    }

    /** The same judgement of other faces, which are some of these. */
    JudgedFaces with(Dataset others) {
        return new JudgedFaces(part, others, splitSource, own, training, strangers);
    }

    /** The same faces without those copies. */
    public JudgedFaces withoutCopies() {
        int[] rest = others(copies(), faces.size());
        if (rest.length == 0) {
            throw new InvalidInputException(
                    "all " + faces.size() + " faces of the part '" + part
                            + "' have the pixels of a training row, so no face is left without copies",
                    Remedy.change(Remedy.Setting.PART));
        }
        return with(faces.select(rest));
    }

    /** The positions below {@code size} that are not set. */
    static int[] others(BitSet positions, int size) {
        return IntStream.range(0, size).filter(i -> !positions.get(i)).toArray();
    }
}
