package dev.mien.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceChecksTest {
    @Test
    void camerasAreNamed() {
        Check two = DeviceChecks.cameras(List.of("/dev/video0 (Webcam)", "/dev/video2 (Phone)"));
        assertThat(two.outcome()).isEqualTo(Check.Outcome.OK);
        assertThat(two.value()).isEqualTo("/dev/video0 (Webcam), /dev/video2 (Phone)");
        Check none = DeviceChecks.cameras(List.of());
        assertThat(none.outcome()).isEqualTo(Check.Outcome.ABSENT);
        assertThat(none.value()).isEqualTo("no camera is listed");
        assertThat(none.advice())
                .hasValue("Connect one; a container or a virtual machine must be given its host's camera");
    }

    @Test
    void aMissingDisplayIsNotBroken() {
        assertThat(DeviceChecks.display("Linux", Map.of("DISPLAY", ":0")).value())
                .isEqualTo("X11 at :0");
        Check none = DeviceChecks.display("Linux", Map.of());
        assertThat(none.outcome()).isEqualTo(Check.Outcome.ABSENT);
        assertThat(none.value()).isEqualTo("DISPLAY is not set, so no window can be opened");
        assertThat(DeviceChecks.display("Mac OS X", Map.of()).value()).isEqualTo("the system's own");
    }
}
