package dev.mien.video;

import dev.mien.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An operating system's access to cameras. */
enum CameraSystem {
    /** Video4Linux: a file for each camera. */
    LINUX("v4l2", "you may not read it: add yourself to the group that owns it, usually video, and log in again") {
        @Override
        CameraAddress address(String device, List<String> present) {
            String file = isNumber(device) ? "/dev/video" + device : device;
            return new CameraAddress(format(), file, file, WANTED);
        }
    },
    /** AVFoundation: cameras are numbered. */
    MAC("avfoundation", "allow it for the terminal in System Settings, Privacy & Security, Camera") {
        @Override
        CameraAddress address(String device, List<String> present) {
            return new CameraAddress(format(), device + ":none", "camera " + device, WANTED);
        }
    },
    /** DirectShow: cameras have names. */
    WINDOWS("dshow", "allow desktop programs to use the camera in Settings, Privacy, Camera") {
        @Override
        CameraAddress address(String device, List<String> present) {
            String name = isNumber(device) ? numbered(device, present) : device;
            return new CameraAddress(format(), "video=" + name, name, WANTED);
        }
    };

    /** A size that shows faces and costs little time, and a rate that every camera has. */
    private static final Map<String, String> WANTED = Map.of("video_size", "640x480", "framerate", "30");

    private final String format;
    private final String permission;

    CameraSystem(String format, String permission) {
        this.format = format;
        this.permission = permission;
    }

    static CameraSystem here() {
        return of(System.getProperty("os.name", ""));
    }

    /** @param name Java's {@code os.name} */
    static CameraSystem of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mac")) {
            return MAC;
        }
        return lower.startsWith("windows") ? WINDOWS : LINUX;
    }

    /** FFmpeg's name of the kind of device. */
    String format() {
        return format;
    }

    /** What to do if the system denies access to the camera. */
    String permission() {
        return permission;
    }

    /**
     * A camera.
     *
     * @param device its number from 0, or its name
     * @param present names of the connected cameras
     */
    abstract CameraAddress address(String device, List<String> present);

    static boolean isNumber(String device) {
        return !device.isEmpty() && device.length() < 5 && device.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String numbered(String device, List<String> present) {
        int number = Integer.parseInt(device);
        if (number >= present.size()) {
            throw new InvalidInputException(
                    "there is no camera " + device + ". " + CameraDevices.sentence(present) + ". Numbers begin at 0");
        }
        return present.get(number);
    }
}
