package dev.mien.cli;

import dev.mien.training.Callback;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalLong;

/** Shows each kind of progress of Mien for a moment, for {@link PseudoTerminalTest}. */
final class ShownProgress {
    private static final int STEPS = 10;

    private ShownProgress() {}

    /** @param words how long each step takes in milliseconds */
    public static void main(String[] words) throws InterruptedException {
        int pause = Integer.parseInt(words[0]);
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter messages = new PrintWriter(System.err, true);
        Terminal terminal = Terminal.ofProcess();
        try (ProgressDisplay display = new ProgressDisplay(out, terminal)) {
            for (int i = 1; i <= STEPS; i++) {
                display.onBatch(new Callback.Progress(1, 60, 2_583 * i, 25_838, 1.25, 0.5, 10 * i));
                Thread.sleep(pause);
            }
        }
        try (DownloadDisplay display = new DownloadDisplay(out, terminal, Duration.ofMinutes(1))) {
            display.onStart("fer2013/train-00000-of-00001.parquet", 0, OptionalLong.of(60_000_000));
            for (int i = 1; i <= STEPS; i++) {
                display.onBytes(6_000_000L * i);
                Thread.sleep(pause);
            }
        }
        try (CountDisplay display = new CountDisplay(messages, terminal, "frames", 30_000)) {
            for (int i = 1; i <= STEPS; i++) {
                display.now(i + "/10 a long name of a video from the holiday.mp4");
                display.step(3_000);
                Thread.sleep(pause);
            }
        }
        out.println("done");
    }
}
