package dev.mien.diagnosis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Checks everything that Mien needs to recognize and to train, and tries it with drawn faces. */
public final class Doctor {
    private static final List<String> SECTIONS =
            List.of("Program", "Machine", "Libraries", "Camera", "Models", "Self-test");

    private Doctor() {}

    /**
     * Runs all checks. Broken things appear in the result; they throw no exception.
     *
     * @param model a file to check instead of the model that comes with Mien
     * @throws dev.mien.InvalidInputException if there is no such file
     */
    public static Diagnosis examine(Optional<Path> model) {
        return examine(model, Doctor.class.getClassLoader());
    }

    static Diagnosis examine(Optional<Path> model, ClassLoader networks) {
        List<Check> checks = new ArrayList<>(MachineChecks.all());
        checks.addAll(LibraryChecks.all());
        checks.addAll(DeviceChecks.all());
        ModelChecks models = new ModelChecks(networks, model);
        checks.add(models.detector());
        checks.add(DetectorCheck.run());
        checks.addAll(models.model());
        checks.add(models.fast());
        checks.add(models.people());
        checks.sort(Comparator.comparingInt(check -> SECTIONS.indexOf(check.section())));
        return new Diagnosis(checks);
    }
}
