package dev.mien.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.augmentation.Augmentation;
import dev.mien.dataset.Dataset;
import dev.mien.engine.Precision;
import dev.mien.io.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a teacher was asked: all that decides its answers. Two banks of the same key hold the same answers.
 *
 * @param teacherSha256 of the file with the teacher's weights
 * @param facesSha256 of the faces that it was shown, their pixels and labels, in the order of their rows
 * @param rows of the faces in their source, rising; each draws its views by its row
 * @param augmentations that make the views
 * @param seed of the views
 * @param views of each face
 * @param outputs of the teacher, all heads together
 * @param precision in which it answered
 */
record TeacherBankKey(
        String teacherSha256,
        String facesSha256,
        List<Integer> rows,
        List<Augmentation> augmentations,
        long seed,
        int views,
        int outputs,
        Precision precision) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The views of all runs, so that several students may learn from one bank. */
    static final long SEED = 0x5669657773L;

    private static final int NAME_DIGITS = 16;

    TeacherBankKey {
        rows = List.copyOf(rows);
        augmentations = List.copyOf(augmentations);
    }

    /** The same faces in the order of their rows, whatever order a split left them in. */
    static Dataset inOrder(Dataset faces) {
        return faces.select(IntStream.range(0, faces.size())
                .boxed()
                .sorted(Comparator.comparingInt(faces::row))
                .mapToInt(i -> i)
                .toArray());
    }

    /** One text for each key. */
    String text() {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", 1)
                .put("teacher_sha256", teacherSha256)
                .put("faces_sha256", facesSha256)
                .put("faces", rows.size())
                .put("rows_sha256", rowsSha256())
                .put("views", views)
                .put("view_seed", seed)
                .put("outputs", outputs)
                .put("precision", precision.label());
        ArrayNode made = root.putArray("augmentation");
        augmentations.forEach(augmentation -> made.add(RecordsJson.write(augmentation)));
        return root.toString();
    }

    private String rowsSha256() {
        return Sha256.of(rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Name of the bank's file. */
    String fileName() {
        return Sha256.of(text().getBytes(StandardCharsets.UTF_8)).substring(0, NAME_DIGITS) + ".bank";
    }
}
