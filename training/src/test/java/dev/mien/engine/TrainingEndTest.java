package dev.mien.engine;

import dev.mien.Emotion;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.Weights;
import dev.mien.testing.SignalledProgram;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A signal ends a program that embeds the engine, while one thread learns and another one answers. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal there lets a program end in order")
class TrainingEndTest {
    private static final int BATCH = 32;

    @TempDir
    private Path folder;

    /** Computes in threads that no one asks to stop. */
    static final class Learner {
        private Learner() {}

        public static void main(String[] arguments) {
            ModelArchitecture architecture = Architectures.named("small");
            float[] inputs = new float[BATCH * architecture.input().size()];
            float[] targets = new float[BATCH * Emotion.COUNT];
            for (int i = 0; i < BATCH; i++) {
                targets[i * Emotion.COUNT + i % Emotion.COUNT] = 1;
            }
            new Thread(() -> {
                        Network network =
                                new Network(architecture, Weights.initial(architecture, 1), Precision.FP32, 2);
                        TrainingStep step = new TrainingStep(network, OptimizerSpec.Adam.DEFAULT, Refinements.NONE);
                        System.out.println("learning");
                        for (int i = 0; true; i++) {
                            step.run(inputs, targets, BATCH, 1e-3, i);
                        }
                    })
                    .start();
            new Thread(() -> {
                        Network network =
                                new Network(architecture, Weights.initial(architecture, 2), Precision.FP32, 2);
                        while (true) {
                            network.probabilities(inputs, BATCH);
                        }
                    })
                    .start();
        }
    }

    @Test
    void callsInFlightDoNotCrash() throws IOException, InterruptedException {
        new SignalledProgram(folder, Learner.class).requireOrderlyEnds(2, 23);
    }

    @Test
    @Tag("thorough")
    void callsInFlightDoNotCrashAtAnyMoment() throws IOException, InterruptedException {
        new SignalledProgram(folder, Learner.class).requireOrderlyEnds(60, 7);
    }
}
