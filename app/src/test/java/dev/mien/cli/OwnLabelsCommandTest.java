package dev.mien.cli;

import static dev.mien.cli.CommandResult.mien;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.LabelSet;
import dev.mien.dataset.Dataset;
import dev.mien.image.GrayImage;
import dev.mien.synthetic.ActionUnit;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.training.RunConfig;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Four labels of a user's own, from the folders to the answers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnLabelsCommandTest {
    private static final LabelSet OWN = LabelSet.parse("bored,confused,happy,laughing");
    private static final List<List<ActionUnit>> LOOKS = List.of(
            List.of(ActionUnit.LID_TIGHTENER),
            List.of(ActionUnit.BROW_LOWERER),
            List.of(ActionUnit.LIP_CORNER_PULLER),
            List.of(ActionUnit.LIP_CORNER_PULLER, ActionUnit.JAW_DROP));

    @TempDir
    private static Path folder;

    private static Path faces;
    private static Path run;
    private static Path model;

    @BeforeAll
    static void drawFacesAndTrain() throws IOException {
        faces = folder.resolve("faces");
        Dataset drawn = SyntheticFaces.draw(OWN, LOOKS, 48, 7);
        for (int i = 0; i < drawn.size(); i++) {
            write(drawn.picture(i), faces.resolve(drawn.labelName(i)).resolve(i + ".png"));
        }
        run = folder.resolve("run");
        mien("train", "--data", faces, "--recipe", "small", "--epochs", 1, "--out", run)
                .requireDone();
        model = folder.resolve("own.onnx");
        mien("export", "--model", run, "--out", model).requireDone();
    }

    private static void write(GrayImage face, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage picture = new BufferedImage(face.width(), face.height(), BufferedImage.TYPE_BYTE_GRAY);
        for (int place = 0; place < face.width() * face.height(); place++) {
            picture.getRaster().setSample(place % face.width(), place / face.width(), 0, face.pixel(place));
        }
        ImageIO.write(picture, "png", file.toFile());
    }

    private static Path face() {
        return faces.resolve("bored").resolve("0.png");
    }

    @Test
    @Order(1)
    void theFoldersAreCounted() {
        assertThat(mien("data", "info", "--data", faces).requireDone().out())
                .contains("all: 48 faces", "  0 bored          12", "  3 laughing       12")
                .doesNotContain("angry");
    }

    @Test
    @Order(2)
    void theRunKeepsTheLabels() {
        assertThat(RunConfig.read(run.resolve("config.json")).labels()).isEqualTo(OWN);
        assertThat(run.resolve("predictions.csv"))
                .content()
                .startsWith("row,truth,predicted,bored,confused,happy,laughing\n");
        assertThat(run.resolve("confusion_matrix.csv")).content().startsWith("true\\predicted,bored,confused,");
        assertThat(run.resolve("evaluation.json"))
                .content()
                .contains("\"laughing\"")
                .doesNotContain("\"angry\"");
        assertThat(run.resolve("report.html")).content().contains("Guessing one of 4 classes is right for 25.0");
    }

    @Test
    @Order(3)
    void answersHaveTheLabels() {
        assertThat(mien("recognize", "--no-detect", "--model", model, "--format", "csv", face())
                        .requireDone()
                        .out())
                .startsWith("file,face,x,y,width,height,detection_score,emotion,confidence,unsure,bored,confused,"
                        + "happy,laughing,error,person_across_files\n");
        assertThat(mien("recognize", "--no-detect", "--model", model, "--json", face())
                        .requireDone()
                        .out())
                .contains("\"bored\" : 0.", "\"laughing\" : 0.")
                .doesNotContain("angry");
        Path people = folder.resolve("people.csv");
        mien(
                        "recognize",
                        "--no-detect",
                        "--model",
                        model,
                        "--summary",
                        people,
                        face(),
                        "--annotate",
                        folder.resolve("marked.png"))
                .requireDone();
        assertThat(people).content().contains(",bored_mean,confused_mean,happy_mean,laughing_mean,bored_peak,");
        assertThat(folder.resolve("marked.png")).isNotEmptyFile();
    }

    @Test
    @Order(4)
    void facesWithoutLabelsArePredictedInTheirOrder() throws IOException {
        Path file = folder.resolve("predictions.csv");
        assertThat(mien("predict", "--model", model, "--data", faces, "--out", file)
                        .requireDone()
                        .out())
                .contains("48 faces: " + file);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(49);
        assertThat(lines.get(0)).isEqualTo("file,predicted,confidence,bored,confused,happy,laughing");
        assertThat(lines.get(1)).startsWith("bored/0.png,");
        Path broken = folder.resolve("unreadable");
        Files.createDirectories(broken);
        Files.copy(face(), broken.resolve("a.png"));
        Files.writeString(broken.resolve("b.png"), "no picture");
        mien("predict", "--model", model, "--data", broken, "--out", file)
                .requireMistake("--skip-unreadable leaves out");
        CommandResult rest = mien("predict", "--model", run, "--data", broken, "--out", file, "--skip-unreadable");
        assertThat(rest.out()).contains("1 faces: ", "1 pictures could not be read");
        assertThat(rest.err()).contains("b.png: not read. ");
    }

    @Test
    @Order(5)
    void dataOfOtherLabelsIsJudgedByTheCommonOnes() throws IOException {
        Path others = folder.resolve("others");
        Dataset drawn = SyntheticFaces.draw(LabelSet.parse("happy,bored,sad"), LOOKS.subList(0, 3), 12, 9);
        for (int i = 0; i < drawn.size(); i++) {
            write(drawn.picture(i), others.resolve(drawn.labelName(i)).resolve(i + ".png"));
        }
        assertThat(mien("evaluate", "--model", model, "--data", others, "--split", "all")
                        .requireDone()
                        .out())
                .contains(
                        "4 faces of the class sad are left out",
                        "the data does not name confused, laughing: the model's probabilities of these are left out",
                        "8 faces");
        assertThat(mien("evaluate", "--model", "default", "--data", faces, "--split", "all")
                        .err())
                .contains("they need at least two classes in common")
                .contains("--labels");
    }

    @Test
    @Order(6)
    void classesAreJoinedAndTakenAndTheRunRemembersIt() {
        Path two = folder.resolve("two");
        String printed = mien(
                        "train",
                        "--data",
                        faces,
                        "--recipe",
                        "small",
                        "--epochs",
                        1,
                        "--map",
                        "laughing=happy,confused=",
                        "--classes",
                        "happy,bored",
                        "--initial-weights",
                        run,
                        "--out",
                        two)
                .requireDone()
                .out();
        assertThat(printed)
                .contains("12 faces of the class confused are left out")
                .contains("The new classes are happy, bored. So the network's last layer keeps the weights");
        assertThat(RunConfig.read(two.resolve("config.json")).labels().names()).containsExactly("happy", "bored");
        assertThat(mien("evaluate", "--model", two).requireDone().out())
                .contains("happy")
                .doesNotContain("confused");
        assertThat(two.resolve("report.html"))
                .content()
                .contains("--map laughing=happy,confused= --classes happy,bored");
    }
}
