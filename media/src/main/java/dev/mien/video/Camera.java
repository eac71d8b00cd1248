package dev.mien.video;

import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.global.avdevice;

/**
 * A camera's pictures, through FFmpeg's devices: Video4Linux, AVFoundation or DirectShow. They come as they are taken; times are
 * seconds since the first. Not for several threads. Camera and native memory are its until {@link #close}.
 */
public final class Camera implements FrameSource {
    private static final int NO_SUCH_FILE = -2;
    private static final int NOT_PERMITTED = -1;
    private static final int NO_ACCESS = -13;
    private static final int BUSY = -16;
    private static final int NO_SUCH_DEVICE = -19;

    private final FrameReader reader;

    private Camera(FrameReader reader) {
        this.reader = reader;
    }

    /**
     * Opens a camera.
     *
     * @param device its number from 0, or its name (on Linux its file); or another of FFmpeg's devices and its address with a colon
     *     between them, as {@code x11grab::0} for a screen
     * @throws InvalidInputException if there is none, another program holds it, or it may not be used
     * @throws dev.mien.MienException if this build has no FFmpeg for this platform
     */
    public static Camera open(String device) {
        CameraSystem system = CameraSystem.here();
        List<String> present = CameraDevices.present(system);
        CameraAddress address = address(system, device, present);
        try {
            return new Camera(FrameReader.of(open(address)));
        } catch (DeviceFailure e) {
            throw new InvalidInputException(
                    "cannot open the camera " + address.name() + ": " + e.getMessage() + ". "
                            + CameraDevices.sentence(present) + ". " + advice(e.code(), system, present),
                    e);
        }
    }

    /** As it is wished first; a driver that refuses a size or a rate may have its own. */
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

    /** What to do about FFmpeg's code; the system's numbers are the same on Linux and macOS. */
    static String advice(int code, CameraSystem system, List<String> present) {
        return switch (code) {
            case BUSY -> "Another program holds it: close that one";
            case NO_ACCESS, NOT_PERMITTED -> "The system refuses it: " + system.permission();
            case NO_SUCH_FILE, NO_SUCH_DEVICE ->
                present.isEmpty()
                        ? "Connect one; a container or a virtual machine must be given its host's"
                        : "Give another with --device";
            default -> "Give another with --device, close programs that use it, or else: " + system.permission();
        };
    }

    @Override
    public String name() {
        return reader.name();
    }

    @Override
    public VideoInfo info() {
        return reader.info();
    }

    @Override
    public Optional<VideoFrame> next() {
        return reader.next();
    }

    @Override
    public Optional<String> problem() {
        return reader.problem();
    }

    @Override
    public void close() {
        reader.close();
    }
}
