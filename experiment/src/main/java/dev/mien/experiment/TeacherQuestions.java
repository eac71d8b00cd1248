package dev.mien.experiment;

import dev.mien.judging.JudgingWatch;
import dev.mien.training.TeacherBank;
import java.nio.file.Path;
import java.util.List;

/**
 * Asks teachers about views of the training faces, one teacher after the other.
 *
 * @param teachers run folders or model files
 * @param folder of their answers
 */
record TeacherQuestions(List<Path> teachers, TeacherBank.Question question, Path folder) {

    /** The finished banks, in the order of the teachers; what is there already is not asked again. */
    List<TeacherBank> ask(JudgingWatch watch) {
        List<TeacherBank> banks = teachers.stream()
                .map(teacher -> TeacherBank.of(teacher, question, folder))
                .toList();
        long missing = banks.stream().mapToLong(TeacherBank::missing).sum();
        if (missing == 0) {
            return banks;
        }
        try {
            watch.begins(missing);
            for (int i = 0; i < banks.size(); i++) {
                banks.get(i).complete(teachers.get(i), question, watch::looked);
            }
        } finally {
            watch.ends();
        }
        return banks;
    }
}
