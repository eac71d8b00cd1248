package com.example;

import dev.mien.recognition.EmotionRecognizer;
import dev.mien.recognition.Recognition;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many threads ask one recognizer, as those of a server do. */
public final class Threads {
    private static final int THREADS = 8;

    private Threads() {}

    /** @param photos paths of photos */
    public static void main(String[] photos) throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        // The callers keep all processors busy, so that each answer is computed by its caller's thread alone.
        try (EmotionRecognizer recognizer =
                EmotionRecognizer.builder().threads(1).build()) {
            List<Future<String>> answers = Stream.of(photos)
                    .map(photo -> workers.submit(() -> photo + ": " + text(recognizer.recognize(Path.of(photo)))))
                    .toList();
            for (Future<String> answer : answers) {
                System.out.println(answer.get());
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static String text(List<Recognition> faces) {
        return faces.stream()
                .map(face -> "%s %.0f %%".formatted(face.emotion(), 100 * face.confidence()))
                .collect(Collectors.joining(", ", faces.size() + " face(s) ", ""));
    }
}
