package com.example;

import dev.mien.Emotion;
import dev.mien.MienException;
import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Recognition;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the emotions of all faces in some photos, as a small program does that knows Mien as one dependency. */
public final class Application {
    private Application() {}

    /** @param photos paths of JPEG, PNG, WebP, GIF, BMP or TIFF files */
    public static void main(String[] photos) {
        Map<Emotion, Integer> counts = new EnumMap<>(Emotion.class);
        int unsure = 0;
        try (EmotionRecognizer recognizer = EmotionRecognizer.create()) {
            for (String photo : photos) {
                for (Recognition face : faces(recognizer, Path.of(photo))) {
                    if (face.isUnsure()) {
                        unsure++;
                    } else {
                        counts.merge(face.emotion(), 1, Integer::sum);
                    }
                }
            }
        }
        System.out.println("faces by emotion: " + counts);
        System.out.println("faces whose emotion is unsure: " + unsure);
    }

    /** A photo that cannot be read is told and left out. */
    private static List<Recognition> faces(EmotionRecognizer recognizer, Path photo) {
        try {
            return recognizer.recognize(photo);
        } catch (MienException e) {
            System.err.println(e.getMessage());
            return List.of();
        }
    }
}
