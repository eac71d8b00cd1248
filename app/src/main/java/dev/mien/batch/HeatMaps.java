package dev.mien.batch;

import dev.mien.image.RgbImage;
import dev.mien.plot.HeatMapPicture;
import dev.mien.plot.Pngs;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Explanation;
import dev.mien.recognition.Recognition;
import java.nio.file.Path;
import java.util.List;

/** Writes what the network looked at in each face: {@code photo.jpg-1.png} for the first from the left. */
public final class HeatMaps implements PictureArtist {
    private final Path folder;
    private final EmotionRecognizer recognizer;

    /**
     * Writes into a folder, which is made where it is absent.
     *
     * @throws dev.mien.InvalidInputException if the recognizer's model does not tell what it looked at
     */
    public HeatMaps(Path folder, EmotionRecognizer recognizer) {
        recognizer.requireExplanations();
        this.folder = folder;
        this.recognizer = recognizer;
    }

    @Override
    public void draw(PictureSource source, RgbImage picture, List<Recognition> faces) {
        List<Explanation> explanations = recognizer.explain(picture, faces);
        for (int i = 0; i < faces.size(); i++) {
            Recognition face = faces.get(i);
            Path place = source.place();
            Path file = folder.resolve(place.resolveSibling(place.getFileName() + "-" + (i + 1) + ".png"));
            Explanation explanation = explanations.get(i);
            Pngs.write(
                    HeatMapPicture.draw(explanation.face(), face.scores(), face.isUnsure(), explanation.maps()), file);
        }
    }
}
