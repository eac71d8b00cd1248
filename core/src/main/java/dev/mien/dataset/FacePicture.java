package dev.mien.dataset;

import java.nio.file.Path;
import java.util.Optional;

/** One picture file of a folder of faces, with the label and split that its folders and its name tell. */
record FacePicture(Path file, int label, Optional<Usage> usage) {}
