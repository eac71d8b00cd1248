package dev.mien.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.SplitPlan;
import dev.mien.engine.ConvolutionPlan;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import dev.mien.io.SelfChecksum;
import dev.mien.io.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything needed to repeat a run, as {@code config.json} in its folder holds it.
 *
 * @param training how it was trained
 * @param data what it was trained on
 * @param split how the data was divided
 * @param initialWeights where the weights came from, of several their mean; empty for fresh ones. Without a SHA-256 in
 *     what Mien wrote before it kept one
 * @param convolutions the algorithms that were chosen when the run began; empty before that
 * @param environment versions and processor, for the reader; repeating does not need them
 * @param earlierPlans other numbers of epochs that the run had been planned for, the first first: schedules follow them
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

    /**
     * @param source the absolute path of the file or folder; {@code drawn} for faces that Mien draws
     * @param rows number of samples before splitting
     * @param sha256 of size, labels, official split and pixels of all samples
     * @param limit how many of them were drawn by the seed to work with; all where it is not below {@code rows}
     * @param ferPlus the votes that it learned from
     * @param teaching the models that it learned from
     */
    public record Data(String source, int rows, String sha256, int limit, Optional<Source> ferPlus, Teaching teaching) {
        /** Labels alone. */
        public Data(String source, int rows, String sha256, int limit) {
            this(source, rows, sha256, limit, Optional.empty(), Teaching.NONE);
        }

        /** The models that it learned from. */
        public List<Source> teachers() {
            return teaching.models();
        }
    }

    /**
     * What others taught.
     *
     * @param models that were asked
     * @param folder where their answers for views are kept; empty for the run's own
     * @param banks the files with these answers, one for each model; empty where they were not asked about views, or
     *     have not answered yet
     */
    public record Teaching(List<Source> models, Optional<String> folder, List<Source> banks) {
        /** Nobody taught. */
        public static final Teaching NONE = new Teaching(List.of(), Optional.empty(), List.of());

        public Teaching {
            models = List.copyOf(models);
            banks = List.copyOf(banks);
        }
    }

    /**
     * A number of epochs that a run had been planned for.
     *
     * @param epochs at most
     * @param until the epochs that were made by this plan and those before it
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
     * A file that training reads beside the data.
     *
     * @param path absolute
     * @param sha256 of its bytes; empty where it is not known
     */
    public record Source(String path, String sha256) {
        /** A file as it is now. */
        public static Source of(Path file) {
            return new Source(file.toString(), Sha256.of(file));
        }

        /** A model as it is now: a run folder, of which the best weights count, or a model file. */
        public static Source ofModel(Path model) {
            return new Source(model.toString(), Sha256.of(ModelFile.file(model)));
        }
    }

    public RunConfig {
        initialWeights = List.copyOf(initialWeights);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        earlierPlans = List.copyOf(earlierPlans);
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) {
        ObjectNode root = JSON.createObjectNode().put(FORMAT_NAME, FORMAT);
        RecordsJson.write(this).properties().forEach(member -> root.set(member.getKey(), member.getValue()));
        root.put(LABELS, Emotion.names()).put(SelfChecksum.NAME, SelfChecksum.PLACEHOLDER);
        byte[] text = (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        SelfChecksum.seal(text, new byte[0]);
        AtomicFile.write(file, out -> out.write(text));
    }

    /** The same run, computed by these algorithms. */
    public RunConfig withConvolutions(ConvolutionPlan plan) {
        return new RunConfig(training, data, split, initialWeights, Optional.of(plan), environment, earlierPlans);
    }

    /** The same run, whose teachers' answers are in these files. */
    public RunConfig withTeacherBanks(List<Source> banks) {
        Teaching teaching =
                new Teaching(data.teaching().models(), data.teaching().folder(), banks);
        Data changed = new Data(data.source(), data.rows(), data.sha256(), data.limit(), data.ferPlus(), teaching);
        return new RunConfig(training, changed, split, initialWeights, convolutions, environment, earlierPlans);
    }

    /**
     * The same run with another end.
     *
     * @param done epochs that it has behind it; the plan that they were made by is kept
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
            byte[] bytes = Files.readAllBytes(file);
            JsonNode root = JSON.readTree(bytes);
            requireWhole(bytes);
            return RecordsJson.read(current(root), RunConfig.class);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    file + " is not JSON: " + e.getOriginalMessage()
                            + ". It was damaged: put a copy of it back, or train again",
                    e);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot read " + file + ": " + FailureReason.of(e) + ". Give the folder of a run", e);
        } catch (InvalidInputException | IllegalArgumentException e) {
            throw new InvalidInputException(file + " is no configuration of a run: " + e.getMessage(), e);
        }
    }

    /** The members of today's form. */
    private static ObjectNode current(JsonNode root) {
        return switch (root.path(FORMAT_NAME).asInt()) {
            case FORMAT -> {
                ObjectNode members = root.deepCopy();
                yield members.remove(List.of(FORMAT_NAME, LABELS, SelfChecksum.NAME));
            }
            case 1 -> OlderRunConfig.upgraded(root);
            default ->
                throw new InvalidInputException(
                        "its format is " + root.path(FORMAT_NAME) + ", expected 1 or " + FORMAT);
        };
    }

    private static void requireWhole(byte[] bytes) {
        String kept = " Put a copy of it back, or train again: the run's report.html names the command. './mien train"
                + " --initial-weights RUN' starts from the weights that the run has";
        switch (SelfChecksum.verify(bytes, new byte[0])) {
            case DAMAGED ->
                throw new InvalidInputException(
                        "it was damaged, or changed by hand: its content does not have the checksum that it carries."
                                + kept);
            case ABSENT ->
                throw new InvalidInputException(
                        "it was damaged: it carries no checksum '" + SelfChecksum.NAME + "'." + kept);
            case WHOLE -> {}
        }
    }
}
