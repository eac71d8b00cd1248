package dev.mien.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.EmotionScores;
import dev.mien.face.Box;
import dev.mien.image.RgbImage;
import dev.mien.recognition.Recognition;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LivePictureTest {
    private static final LivePicture.Line LINE = new LivePicture.Line("30.0 frames a second", "camera 0", "Esc ends");
    private static final LivePicture.Size SIZE = new LivePicture.Size(960, 720 + LivePicture.barHeight(), 1);
    private static final int GREEN = 0x20a040;

    /** Green, its left quarter red. */
    private static RgbImage picture() {
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(GREEN));
        graphics.fillRect(0, 0, 640, 480);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 160, 480);
        graphics.dispose();
        return RgbImage.of(image);
    }

    private static MarkedFace face(Box box) {
        EmotionScores scores = new EmotionScores(new double[] {0.02, 0.01, 0.02, 0.8, 0.05, 0.05, 0.05});
        return MarkedFace.of(new Recognition(box, Optional.empty(), 0.9, scores, Optional.empty(), 0.5), 3);
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }

    private static int differences(BufferedImage one, BufferedImage other, int x, int y, int width, int height) {
        int count = 0;
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                count += one.getRGB(column, row) != other.getRGB(column, row) ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void theFaceIsAsInAMirrorAndItsBoxStandsAroundIt() {
        LivePicture artist = new LivePicture();
        BufferedImage without = artist.draw(picture(), List.of(), LINE, SIZE);
        BufferedImage with = artist.draw(picture(), List.of(face(new Box(40, 200, 100, 120))), LINE, SIZE);
        assertThat(rgb(without, 100, 300)).isEqualTo(GREEN);
        assertThat(rgb(without, 900, 300)).isEqualTo(Color.RED.getRGB() & 0xffffff);
        // the sides of the box, which stand 40 and 140 pixels from the picture's left before it is mirrored and
        // enlarged
        assertThat(differences(without, with, 960 - 60 - 4, 320, 8, 100)).isGreaterThan(300);
        assertThat(differences(without, with, 960 - 210 - 4, 320, 8, 100)).isGreaterThan(300);
        assertThat(differences(without, with, 960 - 200, 320, 130, 140)).isZero();
        assertThat(differences(without, with, 0, 720, 960, LivePicture.barHeight()))
                .isZero();
    }

    @Test
    void aWindowOfAnotherFormHasThePictureInItsMiddle() {
        LivePicture.Size wide = new LivePicture.Size(1600, 480 + LivePicture.barHeight(), 1);
        BufferedImage drawn = new LivePicture().draw(picture(), List.of(), LINE, wide);
        assertThat(drawn.getWidth()).isEqualTo(1600);
        assertThat(rgb(drawn, 479, 200)).isEqualTo(rgb(drawn, 1120, 200)).isNotEqualTo(GREEN);
        assertThat(rgb(drawn, 482, 200)).isEqualTo(GREEN);
        assertThat(rgb(drawn, 1117, 200)).isEqualTo(Color.RED.getRGB() & 0xffffff);
    }

    @Test
    void whatHasNoRoomInTheLineIsLeftOut() {
        LivePicture artist = new LivePicture();
        int bar = LivePicture.barHeight();
        LivePicture.Line state = new LivePicture.Line(LINE.state(), "", "");
        LivePicture.Size narrow = new LivePicture.Size(190, 200, 1);
        assertThat(differences(artist.draw("", LINE, narrow), artist.draw("", state, narrow), 0, 200 - bar, 190, bar))
                .isZero();
        assertThat(differences(artist.draw("", LINE, SIZE), artist.draw("", state, SIZE), 0, 720, 960, bar))
                .isGreaterThan(100);
    }

    @Test
    void wordsStandWhereNoPictureIsYet() {
        LivePicture artist = new LivePicture();
        assertThat(differences(artist.draw("waiting", LINE, SIZE), artist.draw("", LINE, SIZE), 440, 340, 80, 30))
                .isGreaterThan(50);
    }

    @Test
    void noWindowIsTooSmall() {
        BufferedImage drawn = new LivePicture()
                .draw(picture(), List.of(face(new Box(10, 10, 50, 50))), LINE, new LivePicture.Size(0, 0, 2));
        assertThat(drawn.getWidth()).isEqualTo(16);
    }
}
