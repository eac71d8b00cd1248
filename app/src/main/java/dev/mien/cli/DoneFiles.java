package dev.mien.cli;

import dev.mien.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells what an interrupted run has left to do, by the files that it has written. Files are written whole or not. */
final class DoneFiles {
    private final MediaTargets targets;
    private final Optional<PeopleFile> people;

    DoneFiles(MediaTargets targets, Optional<PeopleFile> people) {
        this.targets = targets;
        this.people = people;
    }

    /**
     * The media that are left, in order.
     *
     * @throws InvalidInputException if nothing that is written tells what is done
     */
    List<Medium> left() {
        if (targets.document().isPresent()) {
            throw new InvalidInputException("--skip-done goes on with the files that an earlier run finished, and"
                    + " --out " + targets.document().get()
                    + ", one file for all, is written whole at the end, so a run that was stopped leaves nothing of it:"
                    + " give a folder (a name that ends in /)");
        }
        if (people.isEmpty() && !targets.hasFilesOfEach()) {
            throw new InvalidInputException("--skip-done finds out what is done by the files that are written: give a"
                    + " folder to --out, --annotate or --timeline, or a file to --summary");
        }
        people.ifPresent(PeopleFile::keep);
        List<Medium> left = targets.media().stream()
                .filter(medium -> !targets.isDone(medium)
                        || people.filter(table -> !table.has(medium.file())).isPresent())
                .toList();
        int all = targets.media().size();
        if (left.size() < all) {
            targets.output()
                    .tell(String.format(Locale.ROOT, "%,d of %,d files are done and skipped", all - left.size(), all));
            targets.output().messages().flush();
        }
        return left;
    }
}
