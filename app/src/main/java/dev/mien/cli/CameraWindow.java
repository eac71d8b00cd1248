package dev.mien.cli;

import dev.mien.InvalidInputException;
import dev.mien.MienException;
import dev.mien.drawing.LivePicture;
import dev.mien.drawing.MarkedFace;
import dev.mien.video.LiveFrame;
import dev.mien.video.LiveFrames;
import dev.mien.video.VideoInfo;
import java.awt.AWTError;
import java.awt.Dimension;
import java.awt.GraphicsConfiguration;
import java.awt.HeadlessException;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/** Shows a camera's picture with its faces in a window. Closing it, Esc and q stop the camera. */
final class CameraWindow implements CameraView {
    private static final String HELP = "Esc or q ends";

    /** The largest share of the screen. */
    private static final double SHARE = 0.8;

    private static final double LARGEST_FACTOR = 1.5;

    private final LiveFrames camera;
    private final LivePicture artist = new LivePicture();
    private final FrameRate rate = new FrameRate();
    private final CameraPanel panel = new CameraPanel();
    private final JFrame window;

    private CameraWindow(LiveFrames camera) {
        this.camera = camera;
        window = new JFrame("Mien: " + camera.name());
        panel.setPreferredSize(
                size(camera.info(), window.getGraphicsConfiguration().getBounds()));
        window.setContentPane(panel);
        window.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        window.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                camera.stop();
            }
        });
        for (String key : List.of("ESCAPE", "Q", "shift Q")) {
            panel.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(key), HELP);
        }
        panel.getActionMap().put(HELP, new Stop(camera));
        window.pack();
        window.setLocationRelativeTo(null);
        window.setVisible(true);
        panel.show(
                artist.draw("waiting for the first picture", new LivePicture.Line("", camera.name(), HELP), pixels()));
    }

    /** Stops the camera. */
    private static final class Stop extends AbstractAction {
        private static final long serialVersionUID = 1;

        private final transient LiveFrames camera;

        Stop(LiveFrames camera) {
            this.camera = camera;
        }

        @Override
        public void actionPerformed(ActionEvent event) {
            camera.stop();
        }
    }

    /**
     * Opens the window.
     *
     * @throws InvalidInputException if there is no display
     */
    static CameraWindow open(LiveFrames camera) {
        CameraWindow[] opened = new CameraWindow[1];
        try {
            SwingUtilities.invokeAndWait(() -> opened[0] = new CameraWindow(camera));
            return opened[0];
        } catch (InvocationTargetException e) {
            throw noWindow(e.getCause() == null ? e : e.getCause());
        } catch (HeadlessException | AWTError | LinkageError e) {
            throw noWindow(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MienException("the thread was interrupted while the window opened", e);
        }
    }

    private static InvalidInputException noWindow(Throwable why) {
        return new InvalidInputException(
                "no window can be opened (" + why.getMessage() + "). Give --format jsonl for lines of JSON", why);
    }

    /** The inner size in points: that of the picture or slightly more, if the screen has room. */
    static Dimension size(VideoInfo video, Rectangle screen) {
        double factor = Math.min(
                LARGEST_FACTOR,
                Math.min(
                        SHARE * screen.width / video.width(),
                        (SHARE * screen.height - LivePicture.barHeight()) / video.height()));
        return new Dimension((int) (factor * video.width()), (int) (factor * video.height()) + LivePicture.barHeight());
    }

    @Override
    public boolean show(LiveFrame frame) {
        List<MarkedFace> faces = frame.tracked().faces().stream()
                .map(face -> MarkedFace.of(face.recognition(), face.track()))
                .toList();
        double perSecond = rate.add(System.nanoTime());
        LivePicture.Line line =
                new LivePicture.Line(state(perSecond, faces.size(), frame.dropped()), camera.name(), HELP);
        BufferedImage picture = artist.draw(frame.tracked().picture(), faces, line, pixels());
        SwingUtilities.invokeLater(() -> panel.show(picture));
        return true;
    }

    /** The state in words. */
    static String state(double perSecond, int faces, long dropped) {
        return String.format(
                Locale.ROOT,
                "%.1f frames per second  \u00b7  %s%s",
                perSecond,
                faces == 1 ? "1 face" : (faces == 0 ? "no" : faces) + " faces",
                dropped == 0 ? "" : String.format(Locale.ROOT, "  \u00b7  %,d dropped", dropped));
    }

    private LivePicture.Size pixels() {
        GraphicsConfiguration screen = panel.getGraphicsConfiguration();
        double scale = screen == null ? 1 : screen.getDefaultTransform().getScaleX();
        return new LivePicture.Size((int) (scale * panel.getWidth()), (int) (scale * panel.getHeight()), scale);
    }

    @Override
    public void close() {
        SwingUtilities.invokeLater(window::dispose);
    }
}
