package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.io.FailureReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the rows of {@code fer2013new.csv}. */
final class FerPlusCsv {
    /** The file's first line. */
    static final String HEADER = Stream.concat(
                    Stream.of("Usage", "Image name"),
                    FerPlusClass.all().stream().map(FerPlusClass::column))
            .collect(Collectors.joining(","));

    private static final int FIRST_COUNT = 2;
    private static final int COLUMNS = FIRST_COUNT + FerPlusClass.COUNT;
    private static final int MOST_VOTES = 100;
    private static final int LONGEST_LINE = 4096;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Path file;
    private final List<Usage> usages = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> rowsOfNames = new HashMap<>();
    private byte[] counts = new byte[1 << 16];
    private long line;

    FerPlusCsv(Path file) {
        this.file = file;
    }

    FerPlus read() {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(file + " is not a file: give the path of FER+'s votes, fer2013new.csv");
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            requireHeader(line(reader));
            for (String text = line(reader); text != null; text = line(reader)) {
                line++;
                if (!text.isBlank()) {
                    add(text.split(",", -1));
                }
            }
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(
                    file + " is not text in UTF-8: give FER+'s votes, fer2013new.csv, unpacked", e);
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + FailureReason.of(e), e);
        }
        return build();
    }

    /** The next line without its end. A file of another kind may have no line end for gigabytes. */
    private @Nullable String line(BufferedReader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        int character = reader.read();
        if (character < 0) {
            return null;
        }
        while (character >= 0 && character != '\n') {
            text.append((char) character);
            if (text.length() > LONGEST_LINE) {
                throw new InvalidInputException(file + ", line " + (line + 1) + " is longer than " + LONGEST_LINE
                        + " characters, a row of FER+ has about 50: give FER+'s fer2013new.csv");
            }
            character = reader.read();
        }
        return text.toString();
    }

    private void requireHeader(@Nullable String text) {
        line = 1;
        String header = text == null ? "" : text.strip().replace(BYTE_ORDER_MARK, "");
        if (!header.equalsIgnoreCase(HEADER)) {
            throw new InvalidInputException(file + ", line 1 is " + Cells.quote(header) + ", expected " + HEADER
                    + ": give FER+'s fer2013new.csv");
        }
    }

    private void add(String[] fields) {
        if (fields.length != COLUMNS) {
            throw invalid("has " + fields.length + " values, expected " + COLUMNS);
        }
        int row = usages.size();
        if ((row + 1) * FerPlusClass.COUNT > counts.length) {
            counts = Arrays.copyOf(counts, 2 * counts.length);
        }
        Usage usage = Usage.parse(fields[0].strip())
                .orElseThrow(() -> invalid(
                        "has the Usage " + Cells.quote(fields[0]) + ", expected Training, PublicTest or PrivateTest"));
        for (FerPlusClass choice : FerPlusClass.all()) {
            counts[row * FerPlusClass.COUNT + choice.code()] =
                    count(choice, fields[FIRST_COUNT + choice.code()].strip());
        }
        addName(fields[1].strip());
        usages.add(usage);
    }

    /** Each picture has one row. A doubled row often stands for a lost one, and moves the rows between them. */
    private void addName(String name) {
        Integer first = name.isEmpty() ? null : rowsOfNames.putIfAbsent(name, usages.size() + 1);
        if (first != null) {
            throw invalid("is about the picture " + Cells.quote(name) + ", as row " + first + " is");
        }
        names.add(name);
    }

    private byte count(FerPlusClass choice, String text) {
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= MOST_VOTES) {
            return Byte.parseByte(text);
        }
        throw invalid("has " + Cells.quote(text) + " votes for " + choice.column() + ", expected 0 to " + MOST_VOTES);
    }

    private InvalidInputException invalid(String problem) {
        return new InvalidInputException(
                file + ", row " + (usages.size() + 1) + " (line " + line + ") " + problem + ": copy the file again");
    }

    private FerPlus build() {
        if (usages.isEmpty()) {
            throw new InvalidInputException(file + " has a header but no rows: copy the file again");
        }
        return FerPlus.owning(
                String.valueOf(file.getFileName()),
                usages.toArray(Usage[]::new),
                names.toArray(String[]::new),
                Arrays.copyOf(counts, usages.size() * FerPlusClass.COUNT));
    }
}
