package dev.mien.cli;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import javax.swing.JComponent;

/** Shows one picture after the other, as large as possible without distortion. */
final class CameraPanel extends JComponent {
    private static final long serialVersionUID = 1;

    private transient BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

    CameraPanel() {
        setOpaque(true);
        setBackground(Color.BLACK);
        setDoubleBuffered(true);
    }

    /** Runs on the event thread. */
    void show(BufferedImage next) {
        picture = next;
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        graphics.setColor(getBackground());
        graphics.fillRect(0, 0, getWidth(), getHeight());
        double factor = Math.min(getWidth() / (double) picture.getWidth(), getHeight() / (double) picture.getHeight());
        int width = (int) Math.rint(factor * picture.getWidth());
        int height = (int) Math.rint(factor * picture.getHeight());
        if (graphics instanceof Graphics2D smooth) {
            smooth.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        }
        graphics.drawImage(picture, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
    }
}
