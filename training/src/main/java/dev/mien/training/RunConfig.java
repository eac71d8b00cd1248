package dev.mien.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Scaling;
import dev.mien.dataset.SplitPlan;
import dev.mien.engine.ConvolutionPlan;
import dev.mien.engine.OptimizerSpec;
import dev.mien.engine.Precision;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import dev.mien.io.SelfChecksum;
import dev.mien.io.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything needed to repeat a run, as {@code config.json} in its folder holds it.
 *
 * @param training how it was trained
 * @param data what it was trained on
 * @param split how the data was divided
 * @param initialWeights where the weights came from, of several their mean; empty for fresh ones. Without a SHA-256 in what Mien
 *     wrote before it kept one
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
    private static final int FORMAT = 1;

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
     * @param banks the files with these answers, one for each model; empty where they were not asked about views, or have not
     *     answered yet
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
            return new Source(file.toString(), RunChecksums.sha256(file));
        }

        /** A model as it is now: a run folder, of which the best weights count, or a model file. */
        public static Source ofModel(Path model) {
            return new Source(model.toString(), RunChecksums.sha256(ModelFile.file(model)));
        }
    }

    public RunConfig {
        initialWeights = List.copyOf(initialWeights);
        environment = Map.copyOf(environment);
        earlierPlans = List.copyOf(earlierPlans);
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("recipe", training.recipe()).put("architecture", training.architecture());
        root.put("epochs", training.duration().epochs())
                .put("patience", training.duration().patience())
                .put("keep", training.duration().keep().label());
        root.put("batch", training.optimization().batchSize());
        writeOptimizer(root);
        TrainingConfig.Optimization optimization = training.optimization();
        root.set("schedule", RecordsJson.write(optimization.schedule()));
        root.set("refinements", RecordsJson.write(optimization.refinements().all()));
        root.set("targets", RecordsJson.write(training.targets()));
        root.put("scaling", training.input().scaling().label());
        AugmentationJson.write(training.input().augmentations(), root.putArray("augmentation"));
        TrainingConfig.Input input = training.input();
        input.late().ifPresent(change -> root.set("late_augmentation", RecordsJson.write(change)));
        root.set("mixing", RecordsJson.write(input.mixings().kinds()));
        root.put("mixing_share", input.mixings().share())
                .put("mixing_until", input.mixings().until());
        root.put("augment_validation", input.augmentValidation());
        input.progressive().ifPresent(size -> root.set("progressive", RecordsJson.write(size)));
        root.put("precision", training.computation().precision().label())
                .put("threads", training.computation().threads())
                .put("seed", training.computation().seed())
                .put("deterministic", training.computation().deterministic());
        write(data, root.putObject("data"));
        root.putObject("split")
                .put("method", split.method().name().toLowerCase(Locale.ROOT))
                .put("test_fraction", split.testFraction())
                .put("validation_fraction", split.validationFraction())
                .put("group_duplicates", split.groupDuplicates())
                .put("seed", split.seed());
        if (!initialWeights.isEmpty()) {
            write(initialWeights, root.putArray("initial_weights"));
        }
        if (!earlierPlans.isEmpty()) {
            ArrayNode plans = root.putArray("earlier_plans");
            earlierPlans.forEach(
                    plan -> plans.addObject().put("epochs", plan.epochs()).put("until_epoch", plan.until()));
        }
        convolutions.ifPresent(plan -> write(plan, root.putObject("convolutions")));
        root.put("labels", Emotion.names());
        ObjectNode versions = root.putObject("environment");
        new TreeMap<>(environment).forEach(versions::put);
        root.put(SelfChecksum.NAME, SelfChecksum.PLACEHOLDER);
        byte[] text = (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        SelfChecksum.seal(text, new byte[0]);
        WholeFile.write(file, out -> out.write(text));
    }

    private static void write(Data data, ObjectNode node) {
        node.put("source", data.source())
                .put("rows", data.rows())
                .put("sha256", data.sha256())
                .put("limit", data.limit());
        data.ferPlus().ifPresent(file -> write(file, node.putObject("ferplus")));
        Teaching teaching = data.teaching();
        if (!teaching.models().isEmpty()) {
            write(teaching.models(), node.putArray("teachers"));
        }
        teaching.folder().ifPresent(folder -> node.put("teacher_bank_folder", folder));
        if (!teaching.banks().isEmpty()) {
            write(teaching.banks(), node.putArray("teacher_banks"));
        }
    }

    private static void write(List<Source> files, ArrayNode node) {
        files.forEach(file -> write(file, node.addObject()));
    }

    private static void write(Source file, ObjectNode node) {
        node.put("source", file.path()).put("sha256", file.sha256());
    }

    private static void write(ConvolutionPlan plan, ObjectNode node) {
        plan.choices()
                .forEach((layer, choice) -> node.putObject(layer)
                        .put("forward", choice.forward())
                        .put("kernel_gradient", choice.kernelGradient())
                        .put("input_gradient", choice.inputGradient()));
    }

    private static Optional<ConvolutionPlan> convolutions(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        Map<String, ConvolutionPlan.Choice> choices = new LinkedHashMap<>();
        node.properties()
                .forEach(e -> choices.put(
                        e.getKey(),
                        new ConvolutionPlan.Choice(
                                text(e.getValue(), "forward"),
                                text(e.getValue(), "kernel_gradient"),
                                text(e.getValue(), "input_gradient"))));
        return Optional.of(new ConvolutionPlan(choices));
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

    private void writeOptimizer(ObjectNode root) {
        OptimizerSpec spec = training.optimization().optimizer();
        ObjectNode node = root.putObject("optimizer").put("name", spec.label());
        node.put("learning_rate", training.optimization().learningRate());
        if (spec instanceof OptimizerSpec.Adam adam) {
            node.put("beta1", adam.beta1()).put("beta2", adam.beta2()).put("epsilon", adam.epsilon());
        } else if (spec instanceof OptimizerSpec.Sgd sgd) {
            node.put("momentum", sgd.momentum()).put("nesterov", sgd.nesterov());
        } else if (spec instanceof OptimizerSpec.RmsProp rmsProp) {
            node.put("rho", rmsProp.rho()).put("epsilon", rmsProp.epsilon());
        } else if (spec instanceof OptimizerSpec.Adamax adamax) {
            node.put("beta1", adamax.beta1()).put("beta2", adamax.beta2()).put("epsilon", adamax.epsilon());
        }
    }

    private static OptimizerSpec optimizer(JsonNode node) {
        return switch (node.path("name").asText()) {
            case "adam" ->
                new OptimizerSpec.Adam(number(node, "beta1"), number(node, "beta2"), number(node, "epsilon"));
            case "sgd" ->
                new OptimizerSpec.Sgd(
                        number(node, "momentum"), node.path("nesterov").asBoolean());
            case "rmsprop" -> new OptimizerSpec.RmsProp(number(node, "rho"), number(node, "epsilon"));
            case "adamax" ->
                new OptimizerSpec.Adamax(number(node, "beta1"), number(node, "beta2"), number(node, "epsilon"));
            default -> throw new InvalidInputException("unknown optimizer " + node);
        };
    }

    /**
     * Reads a file that {@link #write} made.
     *
     * @throws InvalidInputException if it is absent or of another form; the message names the file and the value
     */
    public static RunConfig read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            JsonNode root = JSON.readTree(bytes);
            requireWhole(bytes);
            if (root.path("format").asInt() != FORMAT) {
                throw new InvalidInputException("its format is " + root.path("format") + ", expected " + FORMAT);
            }
            return new RunConfig(
                    training(root),
                    data(root),
                    split(root.path("split")),
                    initial(root),
                    convolutions(root.path("convolutions")),
                    texts(root),
                    plans(root));
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    file + " is not JSON: " + e.getOriginalMessage()
                            + ". It was damaged: put a copy of it back, or train again",
                    e);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot read " + file + ": " + WholeFile.reason(e) + ". Give the folder of a run", e);
        } catch (InvalidInputException | IllegalArgumentException e) {
            throw new InvalidInputException(file + " is no configuration of a run: " + e.getMessage(), e);
        }
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

    private static TrainingConfig training(JsonNode root) {
        JsonNode optimizer = root.path("optimizer");
        return new TrainingConfig(
                text(root, "recipe"),
                text(root, "architecture"),
                new TrainingConfig.Duration((int) number(root, "epochs"), (int) number(root, "patience"), keep(root)),
                new TrainingConfig.Optimization(
                        optimizer(optimizer),
                        number(optimizer, "learning_rate"),
                        root.has("schedule")
                                ? RecordsJson.read(root.path("schedule"), LearningRateSchedule.class)
                                : LearningRateSchedule.CONSTANT,
                        new Refinements(RecordsJson.readAll(root.path("refinements"), Refinement.class)),
                        (int) number(root, "batch")),
                input(root),
                RecordsJson.readAll(root.path("targets"), TargetRule.class),
                new TrainingConfig.Computation(
                        Precision.valueOf(text(root, "precision").toUpperCase(Locale.ROOT)),
                        (int) number(root, "threads"),
                        root.path("seed").asLong(),
                        root.path("deterministic").asBoolean()));
    }

    private static KeptWeights keep(JsonNode root) {
        return root.has("keep") ? KeptWeights.valueOf(text(root, "keep").toUpperCase(Locale.ROOT)) : KeptWeights.BEST;
    }

    private static TrainingConfig.Input input(JsonNode root) {
        return new TrainingConfig.Input(
                Scaling.Kind.valueOf(text(root, "scaling").toUpperCase(Locale.ROOT)),
                AugmentationJson.read(root.path("augmentation")),
                ingredient(root, "late_augmentation", LateAugmentation.class),
                new Mixings(
                        RecordsJson.readAll(root.path("mixing"), Mixing.class),
                        root.has("mixing_share") ? number(root, "mixing_share") : 1,
                        root.has("mixing_until") ? number(root, "mixing_until") : 1),
                root.path("augment_validation").asBoolean(),
                ingredient(root, "progressive", ProgressiveSize.class));
    }

    private static <T> Optional<T> ingredient(JsonNode root, String name, Class<T> kind) {
        return root.has(name) ? Optional.of(RecordsJson.read(root.path(name), kind)) : Optional.empty();
    }

    private static Data data(JsonNode root) {
        JsonNode node = root.path("data");
        return new Data(
                text(node, "source"),
                (int) number(node, "rows"),
                text(node, "sha256"),
                (int) number(node, "limit"),
                node.has("ferplus") ? Optional.of(source(node.path("ferplus"))) : Optional.empty(),
                new Teaching(
                        sources(node.path("teachers")),
                        node.has("teacher_bank_folder")
                                ? Optional.of(text(node, "teacher_bank_folder"))
                                : Optional.empty(),
                        sources(node.path("teacher_banks"))));
    }

    private static Source source(JsonNode node) {
        return new Source(text(node, "source"), text(node, "sha256"));
    }

    private static SplitPlan split(JsonNode node) {
        return new SplitPlan(
                SplitPlan.Method.valueOf(text(node, "method").toUpperCase(Locale.ROOT)),
                number(node, "test_fraction"),
                number(node, "validation_fraction"),
                node.path("group_duplicates").asBoolean(),
                node.path("seed").asLong());
    }

    /** Before there could be several, their place was the member itself, and their SHA-256 the next one, if it was kept. */
    private static List<Source> initial(JsonNode root) {
        JsonNode node = root.path("initial_weights");
        return node.isTextual()
                ? List.of(new Source(
                        node.asText(), root.path("initial_weights_sha256").asText()))
                : sources(node);
    }

    private static List<Source> sources(JsonNode array) {
        List<Source> sources = new ArrayList<>();
        array.forEach(node -> sources.add(source(node)));
        return sources;
    }

    private static List<Plan> plans(JsonNode root) {
        List<Plan> plans = new ArrayList<>();
        root.path("earlier_plans")
                .forEach(node -> plans.add(new Plan((int) number(node, "epochs"), (int) number(node, "until_epoch"))));
        return plans;
    }

    private static Map<String, String> texts(JsonNode root) {
        Map<String, String> texts = new TreeMap<>();
        root.path("environment")
                .properties()
                .forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }

    static double number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isNumber()) {
            throw new InvalidInputException("'" + name + "' is " + value + ", expected a number");
        }
        return value.asDouble();
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new InvalidInputException("'" + name + "' is " + value + ", expected text");
        }
        return value.asText();
    }
}
