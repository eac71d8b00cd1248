import dev.mien.Emotion;
import dev.mien.face.Face;
import dev.mien.face.FaceAligner;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Recognition;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints what the library says of photos, a line for each face: the photo, the face as the network saw it (48 x 48 grey
 * values in base 64), and the seven scores. Arguments: the model's file, photos.
 */
final class CutFaces {
    private static final int SIDE = 48;

    private CutFaces() {}

    public static void main(String[] arguments) {
        try (EmotionRecognizer recognizer =
                EmotionRecognizer.builder().model(Path.of(arguments[0])).build()) {
            for (String photo : List.of(arguments).subList(1, arguments.length)) {
                RgbImage picture = RgbImage.read(Path.of(photo));
                recognizer.recognize(picture).forEach(face -> print(photo, picture, face));
            }
        }
    }

    private static void print(String photo, RgbImage picture, Recognition recognition) {
        Face face = new Face(
                recognition.box(), recognition.keypoints().orElseThrow(), recognition.detectionScore());
        GrayImage cut = FaceAligner.align(picture, face, SIDE, SIDE);
        byte[] pixels = new byte[SIDE * SIDE];
        cut.copyPixels(pixels, 0);
        String scores = Emotion.all().stream()
                .map(emotion -> Double.toString(recognition.scores().of(emotion)))
                .collect(Collectors.joining(" "));
        System.out.println(photo + "\t" + Base64.getEncoder().encodeToString(pixels) + "\t" + scores);
    }
}
