package dev.mien.video;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfoList;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;

/** Lists the cameras. */
final class CameraDevices {
    private CameraDevices() {}

    /** The cameras' names, if the system tells them. */
    static List<String> present(CameraSystem system) {
        return system == CameraSystem.LINUX
                ? files(Path.of("/dev"), Path.of("/sys/class/video4linux"))
                : listed(system.format());
    }

    /**
     * The files of Video4Linux by their number, each with its driver's name.
     *
     * @param devices the folder with the files {@code video0}, {@code video1}, ...
     * @param names the folder with the files {@code video0/name}, ...
     */
    static List<String> files(Path devices, Path names) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(devices, "video[0-9]*")) {
            files.forEach(found::add);
        } catch (IOException e) {
            return List.of();
        }
        found.sort(Comparator.comparingInt(CameraDevices::number));
        return found.stream().map(file -> named(file, names)).toList();
    }

    private static int number(Path file) {
        String number = fileName(file).substring("video".length());
        return CameraSystem.isNumber(number) ? Integer.parseInt(number) : Integer.MAX_VALUE;
    }

    private static String named(Path file, Path names) {
        try {
            return file + " ("
                    + Files.readString(names.resolve(fileName(file)).resolve("name"))
                            .strip() + ")";
        } catch (IOException e) {
            return file.toString();
        }
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The cameras in FFmpeg's list; empty if it cannot list them. */
    private static List<String> listed(String format) {
        Ffmpeg.loadDevices();
        AVInputFormat kind = avformat.av_find_input_format(format);
        AVDeviceInfoList list = new AVDeviceInfoList(null);
        if (kind == null
                || kind.isNull()
                || avdevice.avdevice_list_input_sources(kind, (BytePointer) null, (AVDictionary) null, list) < 0) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < list.nb_devices(); i++) {
            names.add(list.devices(i).device_description().getString());
        }
        avdevice.avdevice_free_list_devices(list);
        return names;
    }

    /** A sentence without its full stop. */
    static String sentence(List<String> present) {
        return present.isEmpty() ? "No camera was found" : "Cameras here: " + String.join(", ", present);
    }
}
