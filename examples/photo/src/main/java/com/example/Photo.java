package com.example;

import dev.mien.answer.AnswerFormat;
import dev.mien.answer.AnswerWriter;
import dev.mien.answer.StandardFormat;
import dev.mien.batch.AnnotatedPictures;
import dev.mien.batch.PictureBatch;
import dev.mien.batch.PictureSource;
import dev.mien.recognition.EmotionRecognizer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads one photo, prints its faces as JSON, and writes the photo with its faces marked into a folder. */
public final class Photo {
    private Photo() {}

    /** @param arguments the photo, and the folder for the marked one */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("give two arguments: a photo, and a folder for the marked photo");
        }
        Path photo = Path.of(arguments[0]).toAbsolutePath();
        List<PictureSource> sources = List.of(new PictureSource.File(photo, photo.getParent()));
        AnnotatedPictures marked = new AnnotatedPictures(Path.of(arguments[1]));
        marked.requireOthersThan(sources);

        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        AnswerWriter answers = StandardFormat.JSON.writer(out, new AnswerFormat.Layout(true, false));
        try (EmotionRecognizer recognizer = EmotionRecognizer.create()) {
            new PictureBatch(recognizer::recognize, List.of(marked), 1).run(sources, answers::write);
        }
        answers.end();
        out.flush();
        System.err.println("marked photo: " + marked.file(sources.get(0)));
    }
}
