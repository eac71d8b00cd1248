package dev.mien.download;

import java.nio.file.Path;
import java.util.List;

/**
 * What a download came to.
 *
 * @param file the CSV
 * @param bytes its size
 * @param numbering the emotions that the source's class numbers turned out to mean, from 0
 */
public record DownloadResult(
        Path file, long bytes, Fer2013Source source, List<String> numbering, Verification verification) {
    public DownloadResult {
        numbering = List.copyOf(numbering);
    }
}
