package dev.mien.download;

import java.nio.file.Path;
import java.util.List;

/**
 * The result of a download.
 *
 * @param file the CSV
 * @param bytes its size
 * @param numbering the emotions that the source's class numbers mean, from 0
 */
public record DownloadResult(
        Path file, long bytes, Fer2013Source source, List<String> numbering, Verification verification) {
    public DownloadResult {
        numbering = List.copyOf(numbering);
    }
}
