package dev.mien.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import dev.mien.io.AtomicFile;
import dev.mien.io.FailureReason;
import dev.mien.io.SelfChecksum;
import dev.mien.io.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named 32-bit arrays and text in one file, in the <a href="https://github.com/huggingface/safetensors">safetensors</a>
 * format: eight bytes with the length of the header, a JSON header, and the arrays' bytes. Numbers are little-endian.
 * The text holds a {@link SelfChecksum}, which reading verifies.
 */
final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "__metadata__";
    private static final int LENGTH_BYTES = 8;
    private static final int LARGEST_HEADER = 100_000_000;

    private Safetensors() {}

    /** An array with its sizes. */
    record Array(List<Integer> shape, float[] values) {}

    /** The content of a file. */
    record Content(Map<String, Array> arrays, Map<String, String> text) {}

    static void write(Path file, Content content) {
        byte[] data = data(content.arrays());
        byte[] head = head(header(content));
        SelfChecksum.seal(head, data);
        AtomicFile.write(file, out -> {
            out.write(head);
            out.write(data);
        });
    }

    private static byte[] head(byte[] header) {
        return ByteBuffer.allocate(LENGTH_BYTES + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    private static byte[] data(Map<String, Array> arrays) {
        int floats = arrays.values().stream().mapToInt(a -> a.values().length).reduce(0, Math::addExact);
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(floats, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (Array array : arrays.values()) {
            buffer.asFloatBuffer().put(array.values());
            buffer.position(buffer.position() + array.values().length * Float.BYTES);
        }
        return buffer.array();
    }

    private static byte[] header(Content content) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode text = root.putObject(TEXT);
        content.text().forEach(text::put);
        text.put(SelfChecksum.NAME, SelfChecksum.PLACEHOLDER);
        long offset = 0;
        for (Map.Entry<String, Array> entry : content.arrays().entrySet()) {
            Array array = entry.getValue();
            ObjectNode node = root.putObject(entry.getKey()).put("dtype", "F32");
            array.shape().forEach(node.putArray("shape")::add);
            long end = offset + (long) array.values().length * Float.BYTES;
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String json = root.toString();
        int padding = Math.floorMod(-json.getBytes(StandardCharsets.UTF_8).length, LENGTH_BYTES);
        return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @throws InvalidInputException if the file is absent, damaged or in another format; the message names the file and
     *     the problem
     */
    static Content read(Path file) {
        byte[] bytes = bytes(file);
        if (bytes.length < LENGTH_BYTES) {
            throw damaged(file, "it has " + bytes.length + " bytes, too few for a header");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = buffer.getLong();
        if (length < 2 || length > Math.min(LARGEST_HEADER, bytes.length - LENGTH_BYTES)) {
            throw damaged(file, "its header claims " + Long.toUnsignedString(length) + " bytes of " + bytes.length);
        }
        JsonNode header = parse(file, new String(bytes, LENGTH_BYTES, (int) length, StandardCharsets.UTF_8));
        ByteBuffer data = buffer.slice((int) (LENGTH_BYTES + length), bytes.length - LENGTH_BYTES - (int) length)
                .order(ByteOrder.LITTLE_ENDIAN);
        Map<String, String> text = new LinkedHashMap<>();
        header.path(TEXT)
                .properties()
                .forEach(e -> text.put(e.getKey(), e.getValue().asText()));
        requireChecksum(file, bytes, LENGTH_BYTES + (int) length);
        text.remove(SelfChecksum.NAME);
        Map<String, Array> arrays = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals(TEXT)) {
                arrays.put(entry.getKey(), array(file, entry.getKey(), entry.getValue(), data));
            }
        }
        return new Content(arrays, text);
    }

    private static byte[] bytes(Path file) {
        try {
            return WholeFile.read(file, WholeFile.MOST);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot read the weights file " + file + ": " + FailureReason.of(e)
                            + ". Give a run folder, or the best.safetensors of one",
                    e);
        }
    }

    private static JsonNode parse(Path file, String json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(text(file, "its header is not JSON"), instead(file), e);
        }
        throw damaged(file, "its header is not a JSON object");
    }

    private static void requireChecksum(Path file, byte[] bytes, int headLength) {
        byte[] head = Arrays.copyOf(bytes, headLength);
        switch (SelfChecksum.verify(head, Arrays.copyOfRange(bytes, headLength, bytes.length))) {
            case DAMAGED -> throw damaged(file, "its content does not have the checksum that it carries");
            case ABSENT -> throw damaged(file, "it carries no checksum");
            case WHOLE -> {}
        }
    }

    private static Array array(Path file, String name, JsonNode node, ByteBuffer data) {
        List<Integer> shape = new ArrayList<>();
        node.path("shape").forEach(size -> shape.add(size.asInt()));
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        long start = node.path("data_offsets").path(0).asLong(-1);
        long end = node.path("data_offsets").path(1).asLong(-1);
        if (!node.path("dtype").asText().equals("F32")) {
            throw damaged(file, "'" + name + "' has values of the type " + node.path("dtype") + ", expected \"F32\"");
        }
        if (size < 0 || end - start != size * Float.BYTES) {
            throw damaged(
                    file,
                    "'" + name + "' has the shape " + node.path("shape") + ", but its place "
                            + node.path("data_offsets") + " is not as long as that");
        }
        if (start < 0 || end > data.limit()) {
            throw damaged(
                    file,
                    "'" + name + "' has the place " + node.path("data_offsets") + ", but the file holds " + data.limit()
                            + " bytes of arrays");
        }
        float[] values = new float[(int) size];
        data.slice((int) start, (int) (end - start))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return new Array(shape, values);
    }

    private static InvalidInputException damaged(Path file, String detail) {
        return new InvalidInputException(text(file, detail), instead(file));
    }

    private static Remedy instead(Path file) {
        return Remedy.restore(file).or(Remedy.to(Remedy.Action.TRAIN));
    }

    private static String text(Path file, String detail) {
        return file + " is damaged or no safetensors file: " + detail;
    }
}
