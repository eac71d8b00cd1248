package dev.mien.diagnosis;

import dev.mien.MienException;
import dev.mien.video.Camera;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks what {@code camera} needs: a camera, and a display for the window. No camera is opened. */
final class DeviceChecks {
    private static final String SECTION = "Camera";
    private static final String CAMERAS = "Cameras";
    private static final String DISPLAY = "Display";

    private DeviceChecks() {}

    static List<Check> all() {
        return List.of(cameras(), display(System.getProperty("os.name", ""), System.getenv()));
    }

    private static Check cameras() {
        long begin = System.nanoTime();
        try {
            return cameras(Camera.present()).since(begin);
        } catch (MienException e) {
            return Check.absent(SECTION, CAMERAS, "cannot be listed: " + e.problem(), "Name the camera's device");
        }
    }

    static Check cameras(List<String> names) {
        return names.isEmpty()
                ? Check.absent(
                        SECTION,
                        CAMERAS,
                        "no camera is listed",
                        "Connect one; a container or a virtual machine must be given its host's camera")
                : Check.ok(SECTION, CAMERAS, String.join(", ", names));
    }

    /** Java opens its windows by X11, except on Windows and macOS. */
    static Check display(String system, Map<String, String> environment) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.contains("windows") || lower.contains("mac")) {
            return Check.fact(SECTION, DISPLAY, "the system's own");
        }
        String display = environment.getOrDefault("DISPLAY", "");
        return display.isEmpty()
                ? Check.absent(
                        SECTION,
                        DISPLAY,
                        "DISPLAY is not set, so no window can be opened",
                        "Start a session with X11 or XWayland; without one, camera writes lines of JSON")
                : Check.fact(SECTION, DISPLAY, "X11 at " + display);
    }
}
