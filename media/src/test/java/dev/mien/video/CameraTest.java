package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FFmpeg's drawn device stands in for a camera: it is opened and read by the same code. */
class CameraTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void assumeDevices() {
        CameraSupport.assume();
    }

    @Test
    void aDevicesFramesComeWithTheirTimes() {
        try (Camera camera = Camera.open("lavfi:testsrc=size=320x240:rate=25")) {
            assertThat(camera.name()).isEqualTo("lavfi:testsrc=size=320x240:rate=25");
            assertThat(camera.info().width()).isEqualTo(320);
            assertThat(camera.info().height()).isEqualTo(240);
            assertThat(camera.info().frameRate()).isEqualTo(25);
            for (int i = 0; i < 10; i++) {
                VideoFrame frame = camera.next().orElseThrow();
                assertThat(frame.number()).isEqualTo(i);
                assertThat(frame.time()).isCloseTo(i / 25.0, within(1e-6));
                assertThat(frame.picture().width()).isEqualTo(320);
            }
            assertThat(camera.problem()).isEmpty();
        }
    }

    /** A file as a camera would give it: at its own pace, whoever looks. */
    @Test
    void framesThatNobodyTakesInTimeAreDropped() throws InterruptedException {
        Path file = DrawnVideo.write(folder.resolve("a.mp4"), Optional.empty(), DrawnVideo.even(25));
        try (LiveFrames live = new LiveFrames(Camera.open("lavfi:movie=" + file + ",realtime"))) {
            long first = live.next().orElseThrow().frame().number();
            Thread.sleep(400);
            VideoFrame next = live.next().orElseThrow().frame();
            assertThat(next.number()).isGreaterThan(first + 3);
            assertThat(live.dropped()).isGreaterThan(2);
            double x = DrawnVideo.faceX(next.time()) + DrawnVideo.FACE / 2.0;
            assertThat(next.picture().value((int) x, 100, 2)).isNotEqualTo(160);
        }
    }

    @Test
    void aClosedCameraSaysSo() {
        Camera camera = Camera.open("lavfi:testsrc");
        camera.close();
        camera.close();
        assertThatThrownBy(camera::next).isInstanceOf(MienException.class).hasMessageContaining("is closed");
    }

    @Test
    void noCameraIsAMistakeWithAdvice() {
        assertThatThrownBy(() -> Camera.open("no such camera"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("cannot open the camera no such camera: ")
                .hasMessageMatching("(?s).*(No camera was found|Cameras here: ).*");
        assertThatThrownBy(() -> Camera.open("lavfi:no_such_filter"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("cannot open the camera lavfi:no_such_filter: ");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, 2, v4l2, /dev/video2, /dev/video2",
        "Linux, /dev/v4l/by-id/usb-7, v4l2, /dev/v4l/by-id/usb-7, /dev/v4l/by-id/usb-7",
        "Mac OS X, 1, avfoundation, 1:none, camera 1",
        "Windows 11, 1, dshow, video=Webcam, Webcam",
        "Windows 11, Front, dshow, video=Front, Front"
    })
    void eachSystemHasItsAddresses(String system, String device, String format, String url, String name) {
        CameraAddress address = CameraSystem.of(system).address(device, List.of("Front", "Webcam"));
        assertThat(address.format()).isEqualTo(format);
        assertThat(address.url()).isEqualTo(url);
        assertThat(address.name()).isEqualTo(name);
        assertThat(address.options()).containsEntry("framerate", "30").containsEntry("video_size", "640x480");
        assertThat(address.withoutOptions().options()).isEmpty();
    }

    @Test
    void aNumberBeyondTheCamerasNamesThem() {
        assertThatThrownBy(() -> CameraSystem.WINDOWS.address("2", List.of("Front", "Webcam")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no camera 2. Cameras here: Front, Webcam. Numbers begin at 0");
    }

    @Test
    void whatToDoDependsOnWhatTheSystemSays() {
        List<String> none = List.of();
        List<String> one = List.of("/dev/video0");
        assertThat(words(Camera.advice(-2, CameraSystem.LINUX, none))).startsWith("Connect a camera");
        assertThat(Camera.advice(-2, CameraSystem.LINUX, one)).isEqualTo(new Camera.Advice(Optional.empty(), true));
        assertThat(words(Camera.advice(-16, CameraSystem.LINUX, one))).contains("Another program uses it");
        assertThat(words(Camera.advice(-13, CameraSystem.LINUX, one)))
                .contains("group")
                .contains("video");
        assertThat(words(Camera.advice(-1, CameraSystem.MAC, one))).contains("System Settings");
        Camera.Advice unknown = Camera.advice(-5, CameraSystem.WINDOWS, one);
        assertThat(words(unknown)).contains("Settings, Privacy");
        assertThat(unknown.another()).isTrue();
    }

    private static String words(Camera.Advice advice) {
        return advice.words().orElseThrow();
    }

    @Test
    void camerasOfLinuxAreListedByNumberWithTheirNames() throws IOException {
        for (String name : List.of("video10", "video2", "video0", "vid", "videotape")) {
            Files.createFile(folder.resolve(name));
        }
        Path names = folder.resolve("names");
        Files.createDirectories(names.resolve("video2"));
        Files.writeString(names.resolve("video2").resolve("name"), "Integrated Camera\n");
        assertThat(CameraDevices.files(folder, names))
                .containsExactly(
                        folder.resolve("video0").toString(),
                        folder.resolve("video2") + " (Integrated Camera)",
                        folder.resolve("video10").toString());
        assertThat(CameraDevices.files(folder.resolve("none"), names)).isEmpty();
    }
}
