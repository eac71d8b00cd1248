package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.Emotion;
import dev.mien.drawing.Pngs;
import dev.mien.testing.DrawnPerson;
import dev.mien.video.VideoFormat;
import dev.mien.video.VideoWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same drawn people in photos and a video. */
class RecognizePeopleTest {
    private static final String FIELD = "person_across_files";

    /** Two persons who do not look alike: their distance is 0.65. */
    private static final long ONE = DrawnPerson.CLEAR;

    private static final long OTHER = 5;
    private static final double RATE = 10;

    @TempDir
    private static Path shared;

    private static Path model;
    private static Path media;

    @TempDir
    private Path folder;

    @BeforeAll
    static void draw() throws IOException {
        model = Files.write(shared.resolve("pooled.onnx"), RecognizeCommandTest.network());
        media = Files.createDirectory(shared.resolve("media"));
        Pngs.write(picture(420, place(ONE, 112, 40), place(OTHER, 112, 260)), media.resolve("a.png"));
        film(media.resolve("b.mp4"));
        Pngs.write(picture(300, place(OTHER, 150, 60)), media.resolve("c.png"));
    }

    private record Place(long person, int side, int x) {}

    private static Place place(long person, int side, int x) {
        return new Place(person, side, x);
    }

    private static BufferedImage picture(int width, Place... places) {
        BufferedImage image = new BufferedImage(width, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(110, 110, 110));
        graphics.fillRect(0, 0, width, 300);
        for (Place one : places) {
            graphics.drawImage(DrawnPerson.image(Emotion.NEUTRAL, one.person, one.side), one.x, 60, null);
        }
        graphics.dispose();
        return image;
    }

    /** The second person, then nobody for longer than the tracker waits, then the second person elsewhere. */
    private static void film(Path file) {
        try (VideoWriter writer = VideoWriter.create(file, new VideoFormat(320, 300, RATE, Optional.empty()))) {
            for (int i = 0; i < 50; i++) {
                BufferedImage frame = i < 12
                        ? picture(320, place(OTHER, 112, 30 + i))
                        : i < 40 ? picture(320) : picture(320, place(OTHER, 120, 150 - i));
                writer.write(frame, i / RATE);
            }
            writer.finish();
        }
    }

    private static CommandResult recognize(Object... arguments) {
        Stream<Object> first = Stream.of("recognize", "--model", model, "--min-face", 40);
        return mien(Stream.concat(first, Arrays.stream(arguments)).toArray());
    }

    @Test
    void aPersonHasOneNumberInAllFiles() throws IOException {
        Path people = folder.resolve("people.csv");
        Path marked = folder.resolve("marked");
        CommandResult result =
                recognize(media, "--people", "--format", "json", "--summary", people, "--annotate", marked, "--quiet");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode files = new ObjectMapper().readTree(result.out());
        JsonNode photo = files.path(0).path("faces");
        assertThat(photo.path(0).path(FIELD).asInt()).isEqualTo(1);
        assertThat(photo.path(1).path(FIELD).asInt()).isEqualTo(2);
        JsonNode tracks = files.path(1).path("tracks");
        assertThat(tracks).hasSize(2).allMatch(track -> track.path(FIELD).asInt() == 2);
        List<Integer> inFrames = new ArrayList<>();
        files.path(1)
                .path("frames")
                .forEach(frame -> frame.path("faces")
                        .forEach(face -> inFrames.add(face.path(FIELD).asInt())));
        assertThat(inFrames).hasSizeGreaterThan(18).containsOnly(2);
        assertThat(files.path(2).path("faces").path(0).path(FIELD).asInt()).isEqualTo(2);
        List<String> lines = Files.readAllLines(people);
        assertThat(lines.get(0)).endsWith(",error," + FIELD);
        assertThat(lines.subList(1, lines.size()))
                .extracting(line -> line.substring(line.lastIndexOf(',') + 1))
                .containsExactly("1", "2", "2", "2", "2");
        assertThat(marked.resolve("a.png")).isNotEmptyFile();
        assertThat(marked.resolve("b.mp4")).isNotEmptyFile();
        // a single face has its number too: without numbers the copy is another picture
        recognize(media.resolve("c.png"), "--annotate", folder.resolve("plain.png"));
        assertThat(marked.resolve("c.png")).isNotEmptyFile();
        assertThat(Files.mismatch(marked.resolve("c.png"), folder.resolve("plain.png")))
                .isNotEqualTo(-1);
    }

    @Test
    void tablesAndTextHaveTheNumbersToo() {
        CommandResult table = recognize(media.resolve("a.png"), media.resolve("c.png"), "--people", "--format", "csv");
        assertThat(table.out().lines().map(line -> line.substring(line.lastIndexOf(',') + 1)))
                .containsExactly(FIELD, "1", "2", "2");
        CommandResult text = recognize(media, "--people", "--per", "second");
        assertThat(text.out().lines().filter(line -> line.contains("  person ")))
                .hasSize(5)
                .allMatch(line -> line.matches(".*  person [12]"));
        assertThat(text.err()).contains("2 people by their looks");
    }

    /** No two looks are nearer than 0.01, so each face is another person. */
    @Test
    void theDistanceDecidesHowManyPeopleThereAre() {
        CommandResult strict = recognize(
                media.resolve("a.png"), media.resolve("c.png"), "--people", "--people-distance", 0.01, "--json");
        assertThat(strict.err()).contains("3 people by their looks");
        CommandResult off = recognize(media.resolve("a.png"), "--json");
        assertThat(off.out()).doesNotContain(FIELD);
        assertThat(off.err()).doesNotContain("looks");
    }

    @Test
    void whatContradictsItselfIsRefused() {
        recognize(media, "--people", "--skip-done", "--summary", folder.resolve("p.csv"))
                .requireMistake("--people numbers the people of one call and keeps nothing for the next one, so"
                        + " --skip-done cannot go on with its numbers: leave one of them out");
        recognize(media, "--people", "--no-detect")
                .requireMistake("--people finds the eyes of a face first, and --no-detect searches nothing: leave one"
                        + " of them out");
        recognize(media, "--people-distance", 0.4)
                .requireMistake("--people-distance is for --people: give both, or leave it out");
        recognize(media, "--people", "--people-distance", 3)
                .requireMistake("the distance under which two faces are one person's is 3.0, expected a number above 0"
                        + " and below 2");
    }
}
