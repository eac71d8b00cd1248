package dev.mien.recognition;

import dev.mien.face.DrawnPicture;
import dev.mien.image.RgbImage;
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
    @TempDir
    private Path folder;

    /** Reads one picture again and again, in threads that no one asks to stop, as a server does. */
    static final class Server {
        private Server() {}

        public static void main(String[] arguments) {
            RgbImage picture = new DrawnPicture(900, 600)
                    .with(280, 100, 120, 18)
                    .with(40, 40, 112, 18)
                    .picture();
            Runnable reading = () -> {
                EmotionRecognizer recognizer =
                        EmotionRecognizer.builder().threads(2).build();
                System.out.println("reading");
                while (true) {
                    recognizer.recognize(picture);
                }
            };
            for (int i = 0; i < 4; i++) {
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
