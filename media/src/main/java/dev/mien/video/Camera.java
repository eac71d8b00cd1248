package dev.mien.video;

import dev.mien.InvalidInputException;
import dev.mien.Remedy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.global.avdevice;

/**
 * A camera's pictures through FFmpeg's devices: Video4Linux, AVFoundation or DirectShow. Times are seconds since the
 * first picture. Not thread-safe. It holds the camera and native memory until {@link #close}.
 */
public final class Camera extends ReadFrames {
    private static final int NO_SUCH_FILE = -2;
    private static final int NOT_PERMITTED = -1;
    private static final int NO_ACCESS = -13;
    private static final int BUSY = -16;
    private static final int NO_SUCH_DEVICE = -19;

    private Camera(FrameReader reader) {
        super(reader);
    }

    /**
     * Opens a camera.
     *
     * @param device its number from 0, or its name (on Linux its file); or another of FFmpeg's devices and its address,
     *     separated by a colon, such as {@code x11grab::0} for a screen
     * @throws InvalidInputException if there is no such camera, another program uses it, or access is denied
     * @throws dev.mien.MienException if this build has no FFmpeg for this platform
     */
    public static Camera open(String device) {
        CameraSystem system = CameraSystem.here();
        List<String> present = CameraDevices.present(system);
        CameraAddress address = address(system, device, present);
        try {
            return new Camera(FrameReader.of(open(address)));
        } catch (DeviceFailure e) {
            throw refusal(
                    "cannot open the camera " + address.name() + ": " + e.getMessage() + ". "
                            + CameraDevices.sentence(present),
                    advice(e.code(), system, present),
                    e);
        }
    }

    /**
     * The names of the cameras that the system lists; on Linux their files with their drivers' names.
     *
     * @throws dev.mien.MienException if this build has no FFmpeg for this platform, except on Linux
     */
    public static List<String> present() {
        return CameraDevices.present(CameraSystem.here());
    }

    /** Tries the wanted size and rate first. If a driver rejects them, its own are used. */
    private static Demuxer open(CameraAddress address) throws DeviceFailure {
        try {
            return Demuxer.open(address);
        } catch (DeviceFailure e) {
            return Demuxer.open(address.withoutOptions());
        }
    }

    private static CameraAddress address(CameraSystem system, String device, List<String> present) {
        int colon = device.indexOf(':');
        if (colon > 0 && kinds().contains(device.substring(0, colon))) {
            return new CameraAddress(device.substring(0, colon), device.substring(colon + 1), device, Map.of());
        }
        return system.address(device, present);
    }

    /** FFmpeg's names of the kinds of devices that this build can open. */
    private static List<String> kinds() {
        Ffmpeg.loadDevices();
        List<String> names = new ArrayList<>();
        AVInputFormat kind = avdevice.av_input_video_device_next(null);
        while (kind != null && !kind.isNull()) {
            names.addAll(Arrays.asList(kind.name().getString().split(",")));
            kind = avdevice.av_input_video_device_next(kind);
        }
        return names;
    }

    private static InvalidInputException refusal(String problem, Advice advice, DeviceFailure cause) {
        String text = problem + advice.words().map(words -> ". " + words).orElse("");
        return advice.another()
                ? new InvalidInputException(text, Remedy.change(Remedy.Setting.CAMERA), cause)
                : new InvalidInputException(text, cause);
    }

    /**
     * What to do about a failure.
     *
     * @param words a sentence without its full stop; empty if another camera is the only way
     * @param another whether another camera may help
     */
    record Advice(Optional<String> words, boolean another) {}

    /** What to do about FFmpeg's code. The system's numbers are the same on Linux and macOS. */
    static Advice advice(int code, CameraSystem system, List<String> present) {
        return switch (code) {
            case BUSY -> new Advice(Optional.of("Another program uses it: close that program"), false);
            case NO_ACCESS, NOT_PERMITTED ->
                new Advice(Optional.of("The system denies access: " + system.permission()), false);
            case NO_SUCH_FILE, NO_SUCH_DEVICE ->
                present.isEmpty()
                        ? new Advice(
                                Optional.of("Connect a camera; a container or a virtual machine must be given its"
                                        + " host's camera"),
                                false)
                        : new Advice(Optional.empty(), true);
            default -> new Advice(Optional.of("Close programs that use it, or else: " + system.permission()), true);
        };
    }
}
