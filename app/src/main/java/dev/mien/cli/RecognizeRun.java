package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.MienException;
import dev.mien.answer.AnswerFormat;
import dev.mien.batch.PictureAnswer;
import dev.mien.batch.PictureSource;
import dev.mien.io.ProgramEndingException;
import dev.mien.io.WriteFailedException;
import dev.mien.people.PeopleGrouping;
import dev.mien.video.VideoSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads photos and videos in their order and writes the answers. Neighbouring photos are read side by side. */
final class RecognizeRun {
    private final MediaTargets targets;
    private final RecognizeOutput output;
    private final Optional<PeopleFile> people;
    private final boolean named;
    private final RecognizeReport report;

    /** @param named whether there is one input, which the user named itself */
    RecognizeRun(MediaTargets targets, Optional<PeopleFile> people, boolean named) {
        this.targets = targets;
        this.output = targets.output();
        this.people = people;
        this.named = named;
        this.report = new RecognizeReport(output, targets.media().size() == 1);
    }

    /** The readers of photos and of videos, and what numbers people, as far as they are needed. */
    record Readers(Optional<PhotoRun> photos, Optional<VideoRun> videos, Optional<PeopleGrouping> grouping)
            implements AutoCloseable {
        /** The classes of the model. */
        LabelSet labels() {
            return photos.map(PhotoRun::labels)
                    .or(() -> videos.map(VideoRun::labels))
                    .orElse(LabelSet.FER2013);
        }

        @Override
        public void close() {
            photos.ifPresent(PhotoRun::close);
            videos.ifPresent(VideoRun::close);
            grouping.ifPresent(PeopleGrouping::close);
        }
    }

    /** Reads all media, or those that an earlier run has left. Returns the exit code. */
    int run(Readers readers, List<Medium> media) {
        LabelSet labels = readers.labels();
        people.ifPresent(table -> table.begin(labels));
        try (AnswerOutput answers = answers(labels);
                MediaProgress progress = new MediaProgress(output, media)) {
            List<Medium> photos = new ArrayList<>();
            for (Medium medium : media) {
                if (medium.isVideo()) {
                    readPhotos(readers, photos, answers, progress);
                    read(readers.videos.orElseThrow(), medium, answers, progress);
                } else {
                    photos.add(medium);
                }
            }
            readPhotos(readers, photos, answers, progress);
            answers.finish();
            people.ifPresent(PeopleFile::write);
            progress.close();
            readers.grouping.ifPresent(found -> report.addPeople(found.people()));
            return report.explain(targets.media(), answers);
        }
    }

    private AnswerOutput answers(LabelSet labels) {
        AnswerFormat.Layout layout = new AnswerFormat.Layout(
                named, output.answersOnTerminal(), targets.media().stream().anyMatch(Medium::isVideo), labels);
        return output.file()
                .map(target -> AnswerOutput.to(target, output.format(), layout))
                .orElseGet(() -> AnswerOutput.to(new CheckedWriter(output.out()), output.format(), layout));
    }

    /** Reads the photos that have gathered, and forgets them. */
    private void readPhotos(Readers readers, List<Medium> photos, AnswerOutput answers, MediaProgress progress) {
        if (photos.isEmpty()) {
            return;
        }
        List<Medium> waiting = new ArrayList<>(photos);
        List<PictureSource> sources = photos.stream().map(Medium::source).toList();
        readers.photos.orElseThrow().run(sources, answer -> {
            progress.begin(waiting.remove(0), Optional.empty());
            write(answer, answers);
            progress.step();
        });
        photos.clear();
    }

    private void write(PictureAnswer answer, AnswerOutput answers) {
        answers.write(answer);
        report.add(answer);
        people.ifPresent(table -> table.put(answer));
    }

    private void read(VideoRun videos, Medium medium, AnswerOutput answers, MediaProgress progress) {
        try {
            VideoSummary summary = videos.run(medium, answers, progress);
            answers.count(summary.problem());
            report.add(medium, summary);
            people.ifPresent(table -> table.put(medium.file(), summary));
        } catch (ProgramEndingException e) {
            throw e;
        } catch (MienException e) {
            boolean whole = e instanceof WriteFailedException failure && failure.isOfWholeDisk();
            if (named || whole) {
                throw e;
            }
            write(failed(medium, e), answers);
        }
    }

    private static PictureAnswer failed(Medium medium, MienException failure) {
        return new PictureAnswer(
                medium.source(),
                0,
                0,
                List.of(),
                Optional.of(RemedyText.of(failure)),
                !(failure instanceof InvalidInputException),
                false);
    }
}
