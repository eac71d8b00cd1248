package dev.mien.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.Remedy;
import dev.mien.dataset.SplitPlan;
import dev.mien.engine.ConvolutionPlan;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import dev.mien.io.SelfChecksum;
import dev.mien.io.Sha256;
import dev.mien.io.WholeFile;
import dev.mien.nn.ModelArchitecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that is needed to repeat a run. It is stored as {@code config.json} in the run's folder.
 *
 * @param training how it was trained
 * @param data what it was trained on
 * @param split how the data was divided
 * @param initialWeights the files of the initial weights; the mean of several is used, and an empty list means fresh
 *     weights. Older files have no SHA-256
 * @param convolutions the algorithms that were chosen when the run began; empty before the choice
 * @param environment versions and processor, for the reader; they are not needed to repeat the run
 * @param earlierPlans the earlier numbers of planned epochs in order; schedules followed them
 */
public record RunConfig(
        TrainingConfig training,
        Data data,
        SplitPlan split,
        List<Source> initialWeights,
        Optional<ConvolutionPlan> convolutions,
        Map<String, String> environment,
        List<Plan> earlierPlans) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 2;
    private static final String FORMAT_NAME = "format";
    private static final String LABELS = "labels";
    private static final String NOT_ONE = " is not the configuration of a run: ";
    private static final String BEGIN = " The run's report.html says how it was begun";

    /**
     * @param source the absolute path of the file or folder; {@code drawn} for faces that Mien draws
     * @param rows number of samples before splitting
     * @param sha256 the SHA-256 of size, labels, official split and pixels of all samples
     * @param limit the number of samples that the seed draws to work with; all samples are used if it is not below
     *     {@code rows}
     * @param ferPlus the votes that it learned from
     * @param teaching the models that it learned from
     * @param labelling the classes; older files have FER2013's
     */
    public record Data(
            String source,
            int rows,
            String sha256,
            int limit,
            Optional<Source> ferPlus,
            Teaching teaching,
            Labelling labelling) {
        /** Data of a run that learned from labels alone. */
        public Data(String source, int rows, String sha256, int limit, Labelling labelling) {
            this(source, rows, sha256, limit, Optional.empty(), Teaching.NONE, labelling);
        }

        /** Data of a run that learned from the seven emotions. */
        public Data(String source, int rows, String sha256, int limit, Optional<Source> ferPlus, Teaching teaching) {
            this(source, rows, sha256, limit, ferPlus, teaching, Labelling.FER2013);
        }

        /** Data of a run that learned from the labels of the seven emotions alone. */
        public Data(String source, int rows, String sha256, int limit) {
            this(source, rows, sha256, limit, Labelling.FER2013);
        }

        /** The models that it learned from. */
        public List<Source> teachers() {
            return teaching.models();
        }
    }

    /**
     * The models that taught the run.
     *
     * @param models the models that were asked
     * @param folder the folder of their answers for views; empty for the run's own folder
     * @param banks the files with these answers, one for each model; empty if the models were not asked about views or
     *     have not answered yet
     */
    public record Teaching(List<Source> models, Optional<String> folder, List<Source> banks) {
        /** No model taught the run. */
        public static final Teaching NONE = new Teaching(List.of(), Optional.empty(), List.of());

        public Teaching {
            models = List.copyOf(models);
            banks = List.copyOf(banks);
        }
    }

    /**
     * A number of epochs that was planned for a run at some time.
     *
     * @param epochs the largest number of epochs
     * @param until the number of epochs that were made by this plan and those before it
     */
    public record Plan(int epochs, int until) {}

    /** A run whose plan never changed. */
    public RunConfig(
            TrainingConfig training,
            Data data,
            SplitPlan split,
            List<Source> initialWeights,
            Optional<ConvolutionPlan> convolutions,
            Map<String, String> environment) {
        this(training, data, split, initialWeights, convolutions, environment, List.of());
    }

    /**
     * A file that training reads in addition to the data.
     *
     * @param path the absolute path
     * @param sha256 the SHA-256 of its bytes; empty if it is not known
     */
    public record Source(String path, String sha256) {
        /** A file as it is now. */
        public static Source of(Path file) {
            return new Source(file.toString(), Sha256.of(file));
        }

        /** A model as it is now: a model file, or a run folder, which stands for its best weights. */
        public static Source ofModel(Path model) {
            return new Source(model.toString(), Sha256.of(ModelFile.file(model)));
        }
    }

    private static final int MOST_BYTES = 1 << 26;

    public RunConfig {
        initialWeights = List.copyOf(initialWeights);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        earlierPlans = List.copyOf(earlierPlans);
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) {
        ObjectNode root = JSON.createObjectNode().put(FORMAT_NAME, FORMAT);
        RecordsJson.write(this).properties().forEach(member -> root.set(member.getKey(), member.getValue()));
        root.put(LABELS, data.labelling().labelSet().text()).put(SelfChecksum.NAME, SelfChecksum.PLACEHOLDER);
        byte[] text = (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        SelfChecksum.seal(text, new byte[0]);
        AtomicFile.write(file, out -> out.write(text));
    }

    /** The classes. */
    public LabelSet labels() {
        return data.labelling().labelSet();
    }

    /** The network for the classes. */
    public ModelArchitecture architecture() {
        return training.architecture(labels());
    }

    /** The same run, computed by these algorithms. */
    public RunConfig withConvolutions(ConvolutionPlan plan) {
        return new RunConfig(training, data, split, initialWeights, Optional.of(plan), environment, earlierPlans);
    }

    /** The same run, whose teachers' answers are in these files. */
    public RunConfig withTeacherBanks(List<Source> banks) {
        Teaching teaching =
                new Teaching(data.teaching().models(), data.teaching().folder(), banks);
        Data changed = new Data(
                data.source(), data.rows(), data.sha256(), data.limit(), data.ferPlus(), teaching, data.labelling());
        return new RunConfig(training, changed, split, initialWeights, convolutions, environment, earlierPlans);
    }

    /**
     * The same run with another number of epochs.
     *
     * @param done the number of epochs that are done; their plan is kept
     */
    public RunConfig withDuration(int epochs, int patience, int done) {
        List<Plan> plans = new ArrayList<>(earlierPlans);
        int planned = training.duration().epochs();
        if (epochs != planned && done > 0) {
            plans.add(new Plan(planned, done));
        }
        return new RunConfig(
                training.withDuration(epochs, patience), data, split, initialWeights, convolutions, environment, plans);
    }

    /**
     * Reads a file that {@link #write} made, or that an earlier version wrote.
     *
     * @throws InvalidInputException if it is absent or of another form; the message names the file and the value
     */
    public static RunConfig read(Path file) {
        try {
            byte[] bytes = WholeFile.readRegular(file, MOST_BYTES);
            JsonNode root = JSON.readTree(bytes);
            requireWhole(file, bytes);
            return RecordsJson.read(current(root), RunConfig.class);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    file + " was damaged: it is not JSON: " + JsonProblem.of(e), instead(file), e);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot read " + file + ": " + FailureReason.of(e) + ". Give the folder of a run", e);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(file + NOT_ONE + e.problem(), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(file + NOT_ONE + e.getMessage(), e);
        }
    }

    /** The members in the current format. */
    private static ObjectNode current(JsonNode root) {
        return switch (root.path(FORMAT_NAME).asInt()) {
            case FORMAT -> {
                ObjectNode members = root.deepCopy();
                members.remove(List.of(FORMAT_NAME, LABELS, SelfChecksum.NAME));
                yield OlderRunConfig.withLabelling(members);
            }
            case 1 -> OlderRunConfig.withLabelling(OlderRunConfig.upgraded(root));
            default ->
                throw new InvalidInputException(
                        "its format is " + root.path(FORMAT_NAME) + ", expected 1 or " + FORMAT);
        };
    }

    private static void requireWhole(Path file, byte[] bytes) {
        switch (SelfChecksum.verify(bytes, new byte[0])) {
            case DAMAGED ->
                throw new InvalidInputException(
                        "it was damaged, or changed by hand: its content does not have the checksum that it carries."
                                + BEGIN,
                        instead(file));
            case ABSENT ->
                throw new InvalidInputException(
                        "it was damaged: it carries no checksum '" + SelfChecksum.NAME + "'." + BEGIN, instead(file));
            case WHOLE -> {}
        }
    }

    private static Remedy instead(Path file) {
        return Remedy.restore(file).or(Remedy.to(Remedy.Action.TRAIN)).or(Remedy.to(Remedy.Action.START_FROM));
    }
}
