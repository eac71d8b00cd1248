package dev.mien.recognition;

import dev.mien.Emotion;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.testing.SignalledProgram;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A signal ends a program that embeds the recognizer while several threads use it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal there lets a program end in order")
class ProgramEndTest {
    private static final int SIDE = 300;

    @TempDir
    private Path folder;

    /** Reads one picture again and again, in threads that no one asks to stop, as a server does. */
    static final class Server {
        private Server() {}

        public static void main(String[] arguments) {
            RgbImage picture = RgbImage.of(GrayImage.of(SIDE, SIDE, SyntheticFaces.drawImage(Emotion.HAPPY, 1, SIDE)));
            Runnable reading = () -> {
                EmotionRecognizer recognizer =
                        EmotionRecognizer.builder().threads(2).build();
                System.out.println("reading");
                while (true) {
                    recognizer.recognize(picture);
                }
            };
            for (int i = 0; i < 2; i++) {
                new Thread(reading, "reading").start();
            }
        }
    }

    @Test
    void callsInFlightDoNotCrash() throws IOException, InterruptedException {
        new SignalledProgram(folder, Server.class).requireOrderlyEnds(3, 11);
    }

    @Test
    @Tag("thorough")
    void callsInFlightDoNotCrashAtAnyMoment() throws IOException, InterruptedException {
        new SignalledProgram(folder, Server.class).requireOrderlyEnds(60, 7);
    }
}
