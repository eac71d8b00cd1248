package dev.mien.download;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jerolba.carpet.CarpetParquetReader;
import com.jerolba.carpet.io.FileSystemInputFile;
import dev.mien.dataset.Usage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Reads pictures from Parquet in the form of Hugging Face's {@code datasets}: a group {@code image} with the binary
 * {@code bytes}, and an integer {@code label}. Other names are accepted if only one column has the type. If the label
 * is a {@code ClassLabel}, the file's metadata gives the meaning of the numbers under {@code huggingface}.
 */
final class ParquetFaces {
    private static final String MAGIC = "PAR1";
    private static final List<String> LABELS = List.of("label", "labels", "emotion", "cls");

    private ParquetFaces() {}

    /** The names of the two columns. {@code bytes} is empty if the picture's column is itself binary. */
    private record Columns(String picture, String bytes, String label) {}

    static void read(Path file, Usage usage, RawFaces faces) {
        try {
            requireMagic(file);
            InputFile input = new FileSystemInputFile(file.toFile());
            Columns columns = columns(file, input, faces);
            try (ParquetReader<?> rows = CarpetParquetReader.builder(input, Map.class)
                    .withConf(new PlainParquetConfiguration())
                    .withCodecFactory(new PageCodecs())
                    .build()) {
                readRows(file, rows, columns, usage, faces);
            }
        } catch (IOException | ParquetRuntimeException e) {
            throw damaged(file, e);
        }
    }

    /** Parquet begins and ends with these letters. Its reader throws a bare RuntimeException for other files. */
    private static void requireMagic(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] ends = new byte[2 * MAGIC.length()];
            if (bytes.length() >= ends.length) {
                bytes.readFully(ends, 0, MAGIC.length());
                bytes.seek(bytes.length() - MAGIC.length());
                bytes.readFully(ends, MAGIC.length(), MAGIC.length());
            }
            if (!new String(ends, StandardCharsets.ISO_8859_1).equals(MAGIC + MAGIC)) {
                throw new IOException("it does not begin and end with " + MAGIC);
            }
        }
    }

    private static NotFer2013Exception damaged(Path file, Exception e) {
        return new NotFer2013Exception(
                file + " is damaged or not a Parquet file (" + e.getMessage() + "): remove it and download again", e);
    }

    private static void readRows(Path file, ParquetReader<?> rows, Columns columns, Usage usage, RawFaces faces)
            throws IOException {
        int row = 0;
        for (Object next = rows.read(); next != null; next = rows.read()) {
            String name = file + ", row " + row++;
            Object picture = cell(name, next, columns.picture());
            Object bytes = columns.bytes().isEmpty() ? picture : cell(name, picture, columns.bytes());
            Object label = cell(name, next, columns.label());
            faces.add(name, ((Binary) bytes).getBytes(), ((Number) label).longValue(), usage);
        }
    }

    private static Object cell(String name, Object row, String column) {
        Object value = ((Map<?, ?>) row).get(column);
        if (value == null) {
            throw new NotFer2013Exception(name + " has no value in the column '" + column + "'");
        }
        return value;
    }

    private static Columns columns(Path file, InputFile input, RawFaces faces) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PageCodecs())
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(input, options)) {
            GroupType schema = reader.getFileMetaData().getSchema();
            Type picture = picture(file, schema);
            Type label = label(file, schema);
            String features = reader.getFileMetaData().getKeyValueMetaData().getOrDefault("huggingface", "{}");
            declareOrder(file, features, label.getName(), faces);
            return new Columns(picture.getName(), picture.isPrimitive() ? "" : "bytes", label.getName());
        }
    }

    private static Type picture(Path file, GroupType schema) {
        List<Type> found = new ArrayList<>();
        for (Type column : schema.getFields()) {
            boolean group = !column.isPrimitive()
                    && column.asGroupType().containsField("bytes")
                    && isBinary(column.asGroupType().getType("bytes"));
            if (group || isBinary(column)) {
                found.add(column);
            }
        }
        return only(file, schema, found, List.of("image"), "pictures (a group with 'bytes', or a binary)");
    }

    private static boolean isBinary(Type type) {
        return type.isPrimitive()
                && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                && type.getLogicalTypeAnnotation() == null;
    }

    private static Type label(Path file, GroupType schema) {
        List<Type> found = schema.getFields().stream()
                .filter(Type::isPrimitive)
                .filter(column -> {
                    PrimitiveTypeName name = column.asPrimitiveType().getPrimitiveTypeName();
                    return name == PrimitiveTypeName.INT32 || name == PrimitiveTypeName.INT64;
                })
                .toList();
        return only(file, schema, found, LABELS, "class numbers (an integer)");
    }

    /** The column with one of these names, or else the only column of its type. */
    private static Type only(Path file, GroupType schema, List<Type> found, List<String> names, String what) {
        return found.stream()
                .filter(column -> names.contains(column.getName()))
                .findFirst()
                .or(() -> found.stream().filter(column -> found.size() == 1).findFirst())
                .orElseThrow(() -> new NotFer2013Exception(file + " has the columns "
                        + schema.getFields().stream().map(Type::getName).toList() + ", expected one of " + what
                        + " named " + String.join(" or ", names)));
    }

    private static void declareOrder(Path file, String features, String label, RawFaces faces) {
        try {
            JsonNode names = new ObjectMapper()
                    .readTree(features)
                    .path("info")
                    .path("features")
                    .path(label)
                    .path("names");
            if (names.isArray()) {
                List<String> words = new ArrayList<>();
                names.forEach(name -> words.add(name.asText()));
                faces.declare(LabelOrder.named(words, file + ", its metadata"));
            }
        } catch (JsonProcessingException e) {
            throw damaged(file, e);
        }
    }
}
