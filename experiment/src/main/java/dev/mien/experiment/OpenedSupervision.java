package dev.mien.experiment;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import dev.mien.judging.Judge;
import dev.mien.judging.JudgingWatch;
import dev.mien.training.Answers;
import dev.mien.training.RunConfig;
import dev.mien.training.RunFolder;
import dev.mien.training.Supervision;
import dev.mien.training.TargetRule;
import dev.mien.training.TeacherBank;
import dev.mien.training.TrainingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code SupervisionFiles} after they were opened: FER+'s file is parsed once.
 *
 * @param votes of FER+'s taggers
 * @param teachers run folders or model files
 * @param banks folder of the teachers' answers for views; empty for one in the run's folder
 */
record OpenedSupervision(Optional<FerPlus> votes, List<Path> teachers, Optional<Path> banks) {

    /**
     * What there is to learn from.
     *
     * @param banks files with the teachers' answers; empty if the teachers did not answer for views
     */
    record Read(Supervision supervision, List<RunConfig.Source> banks) {}

    /**
     * Computes the teachers' answers for the training samples. Answers that a bank has are not computed again. An
     * exception of the watch ends this.
     *
     * @param run its folder keeps the answers if the user named no other folder
     */
    Read read(Dataset train, RunConfig config, RunFolder run, JudgingWatch watch) {
        TrainingConfig training = config.training();
        int views = training.target(TargetRule.Distillation.class)
                .map(TargetRule.Distillation::views)
                .orElse(0);
        if (teachers.isEmpty() || views == 0) {
            int threads = training.computation().threads();
            Optional<Answers> teacher =
                    teachers.isEmpty() ? Optional.empty() : Optional.of(teach(train, threads, watch));
            return new Read(new Supervision(votes, teacher), List.of());
        }
        TeacherBank.Question question = new TeacherBank.Question(
                train,
                training.input().augmentations(),
                views,
                training.computation().precision(),
                training.computation().threads());
        List<TeacherBank> asked =
                new TeacherQuestions(teachers, question, banks.orElseGet(run::teacherBanks)).ask(watch);
        List<RunConfig.Source> answers =
                asked.stream().map(bank -> RunConfig.Source.of(bank.file())).toList();
        requireSame(config.data().teaching().banks(), answers);
        return new Read(new Supervision(votes, Optional.empty(), Optional.of(TeacherBank.read(asked))), answers);
    }

    /** Answers that a run has learned from already must be unchanged. */
    private static void requireSame(List<RunConfig.Source> expected, List<RunConfig.Source> found) {
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).sha256().equals(found.get(i).sha256())) {
                throw new InvalidInputException("the teacher's answers in "
                        + found.get(i).path() + " have changed since the run began: their SHA-256 is "
                        + found.get(i).sha256() + ", the run's was "
                        + expected.get(i).sha256() + ". Restore the file, or train a new run");
            }
        }
    }

    private Answers teach(Dataset train, int threads, JudgingWatch watch) {
        try (Judge judge = Judge.open(teachers, false, threads, watch)) {
            return judge.answers(train);
        }
    }
}
