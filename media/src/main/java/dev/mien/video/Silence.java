package dev.mien.video;

import java.util.Optional;

/**
 * No sound.
 *
 * @param problem why sound is missing, if the source has some
 */
record Silence(Optional<String> problem) implements Sound {
    @Override
    public void writeUntil(double time) {}

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
