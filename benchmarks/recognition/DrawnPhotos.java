import dev.mien.Emotion;
import dev.mien.face.CenterFaceDetector;
import dev.mien.face.FaceDetector;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * Draws stand-ins for photos into a folder (the argument): {@code one.png} with one face, {@code crowd.png} with
 * twelve, all of which Mien's detector finds. They tell about speed only.
 */
public class DrawnPhotos {
    private static final int BACKGROUND = 110;
    private static final int COLUMNS = 4;
    private static final int ROWS = 3;

    private long seed;

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        DrawnPhotos drawn = new DrawnPhotos();
        try (FaceDetector detector = CenterFaceDetector.create()) {
            write(drawn.picture(detector, 640, 480, 1, 1, 240), folder.resolve("one.png"));
            write(drawn.picture(detector, 1280, 960, COLUMNS, ROWS, 200), folder.resolve("crowd.png"));
        }
    }

    private GrayImage picture(FaceDetector detector, int width, int height, int columns, int rows, int side) {
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) BACKGROUND);
        for (int cell = 0; cell < columns * rows; cell++) {
            byte[] face = face(detector, side);
            int left = width / columns * (cell % columns) + (width / columns - side) / 2;
            int top = height / rows * (cell / columns) + (height / rows - side) / 2;
            for (int y = 0; y < side; y++) {
                System.arraycopy(face, y * side, pixels, (top + y) * width + left, side);
            }
        }
        return GrayImage.of(width, height, pixels);
    }

    /** The next drawn face that is found. */
    private byte[] face(FaceDetector detector, int side) {
        while (true) {
            byte[] face = SyntheticFaces.drawImage(Emotion.ofCode((int) (seed % Emotion.COUNT)), seed++, side);
            if (detector.detect(RgbImage.of(GrayImage.of(side, side, face))).size() == 1) {
                return face;
            }
        }
    }

    private static void write(GrayImage picture, Path file) throws IOException {
        ImageIO.write(RgbImage.of(picture).toBufferedImage(), "png", file.toFile());
    }
}
