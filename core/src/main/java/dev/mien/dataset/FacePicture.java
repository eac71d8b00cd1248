package dev.mien.dataset;

import dev.mien.Emotion;
import java.nio.file.Path;
import java.util.Optional;

/** One picture file of a folder of faces, with the label and split that its folders and its name tell. */
record FacePicture(Path file, Emotion emotion, Optional<Usage> usage) {}
