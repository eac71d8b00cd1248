package dev.mien.training;

import dev.mien.nn.ModelArchitecture;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Writes each checkpoint into the run folder. */
public final class CheckpointWriter implements Callback {
    private final Path folder;
    private final ModelArchitecture architecture;

    public CheckpointWriter(Path folder, ModelArchitecture architecture) {
        this.folder = folder;
        this.architecture = architecture;
    }

    @Override
    public void onCheckpoint(Supplier<Checkpoint> checkpoint) {
        checkpoint.get().write(folder, architecture);
    }
}
