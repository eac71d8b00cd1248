package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.description.ModelDescription;
import dev.mien.export.OnnxExport;
import dev.mien.export.WeightPrecision;
import dev.mien.io.AtomicFile;
import dev.mien.judging.Judge;
import dev.mien.judging.JudgingWatch;
import dev.mien.nn.Shape;
import dev.mien.training.Answers;
import dev.mien.training.ModelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes several runs' weights as one ONNX file that answers with the mean of their probabilities. */
public final class EnsembleExport {
    private EnsembleExport() {}

    /**
     * Exports an ensemble. The file is written only if ONNX Runtime gives the same answers as a judge of the members.
     *
     * @param models run folders, or model files in them; two or more, each once
     * @param version the version of the model in the file's metadata
     * @throws InvalidInputException if there are fewer models, one comes twice, or their input sizes differ
     */
    public static RunExport.Result export(List<Path> models, Path out, WeightPrecision precision, long version) {
        requireDistinct(models);
        List<ModelFile> members = models.stream().map(ModelFile::read).toList();
        Shape input = members.get(0).architecture().input();
        AtomicFile.requireWritable(out);
        try (Judge judge = Judge.open(models, false, JudgingWatch.NONE)) {
            Function<Dataset, Answers> judged = judge::answers;
            Map<String, String> facts = facts(models, members);
            facts.put(
                    ModelDescription.KNOWN_SCORES,
                    RunExport.knownScores(input, members.get(0).labels(), judged)
                            .text());
            byte[] bytes = OnnxExport.ensemble(members, precision, version, facts);
            OnnxParity parity = OnnxParity.of(judged, input, bytes, precision);
            AtomicFile.writeWithFolder(out, stream -> stream.write(bytes));
            return new RunExport.Result(bytes.length, parity, parity.description());
        }
    }

    /** Whether the file of such an ensemble has activation maps. All members must have maps of one size. */
    public static boolean hasActivationMaps(List<Path> models) {
        return OnnxExport.hasActivationMaps(models.stream().map(ModelFile::read).toList());
    }

    private static void requireDistinct(List<Path> models) {
        long distinct = models.stream()
                .map(model -> ModelFile.file(model).toAbsolutePath().normalize())
                .distinct()
                .count();
        if (distinct < models.size()) {
            throw new InvalidInputException("a member of the ensemble appears twice in " + models
                    + ", expected each once, because it would count twice");
        }
    }

    /** Facts about each member, each name with the member's number. */
    private static Map<String, String> facts(List<Path> models, List<ModelFile> members) {
        Map<String, String> facts = new TreeMap<>();
        for (int i = 0; i < models.size(); i++) {
            String prefix = ModelDescription.MEMBER + (i + 1) + "_";
            ModelFile member = members.get(i);
            Map<String, String> made = new TreeMap<>(member.details());
            made.remove("mien");
            made.putAll(RunExport.making(models.get(i)));
            made.put(ModelDescription.ARCHITECTURE, member.architecture().name());
            made.forEach((name, value) -> facts.put(prefix + name, value));
        }
        return facts;
    }
}
