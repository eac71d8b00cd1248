package dev.mien.dataset;

import dev.mien.Emotion;
import java.nio.file.Path;
import java.util.Optional;

/** One picture file of a folder of faces, with what its folders and its name say about it. */
record FacePicture(Path file, Emotion emotion, Optional<Usage> usage) {}
