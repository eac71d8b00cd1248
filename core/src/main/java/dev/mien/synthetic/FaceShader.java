package dev.mien.synthetic;

/**
 * The grey tone of each point of a face. Coordinates belong to the face: x to the right and y down, the eyes near y =
 * -0.15, the mouth near y = 0.5, the chin near y = 1. Each feature covers what lies below it, with edges one pixel
 * soft.
 */
final class FaceShader {
    private static final double EYE_Y = -0.15;
    private static final double MOUTH_Y = 0.53;
    private static final double SCLERA = 0.93;
    private static final double CAVITY = 0.08;
    private static final double TEETH = 0.9;

    private final Person person;
    private final double edge;
    private final double skin;

    private final double innerBrow;
    private final double middleBrow;
    private final double outerBrow;
    private final double browShift;
    private final double upperLid;
    private final double lowerLid;
    private final double wrinkle;
    private final double frown;
    private final double cheek;
    private final double mouthWidth;
    private final double corner;
    private final double upperLip;
    private final double lipThickness;
    private final double gap;
    private final double fold;

    /** @param edge width of a pixel in the face's coordinates */
    FaceShader(Person person, Expression expression, double edge) {
        this.person = person;
        this.edge = edge;
        this.skin = person.tones().skin();
        double au1 = expression.of(ActionUnit.INNER_BROW_RAISER);
        double au2 = expression.of(ActionUnit.OUTER_BROW_RAISER);
        double au4 = expression.of(ActionUnit.BROW_LOWERER);
        double au5 = expression.of(ActionUnit.UPPER_LID_RAISER);
        double au6 = expression.of(ActionUnit.CHEEK_RAISER);
        double au7 = expression.of(ActionUnit.LID_TIGHTENER);
        double au9 = expression.of(ActionUnit.NOSE_WRINKLER);
        double au10 = expression.of(ActionUnit.UPPER_LIP_RAISER);
        double au12 = expression.of(ActionUnit.LIP_CORNER_PULLER);
        double au15 = expression.of(ActionUnit.LIP_CORNER_DEPRESSOR);
        double au20 = expression.of(ActionUnit.LIP_STRETCHER);
        double au23 = expression.of(ActionUnit.LIP_TIGHTENER);
        double au25 = expression.of(ActionUnit.LIPS_PART);
        double au26 = expression.of(ActionUnit.JAW_DROP);
        innerBrow = -0.37 - 0.15 * au1 + 0.15 * au4 * (1 - 0.65 * au1) + 0.09 * au9;
        middleBrow = -0.43 - 0.05 * au1 - 0.12 * au2 + 0.10 * au4 + 0.05 * au9;
        outerBrow = -0.37 - 0.12 * au2 + 0.03 * au4 + 0.04 * au1 * (1 - au2);
        browShift = 0.06 * au4 + 0.03 * au9;
        upperLid = Math.max(0.018, 0.065 + 0.06 * au5 - 0.022 * au7 - 0.02 * au6 - 0.025 * au9);
        lowerLid = Math.max(0.012, 0.055 + 0.015 * au5 - 0.03 * au7 - 0.03 * au6 - 0.02 * au9);
        wrinkle = au9;
        frown = au4 * (1 - 0.6 * au1);
        cheek = au6;
        mouthWidth = person.head().mouthWidth() * (1 + 0.32 * au12 + 0.3 * au20 - 0.2 * au26 - 0.1 * au23);
        corner = -0.15 * au12 + 0.14 * au15 + 0.03 * au20;
        upperLip = 0.10 * au10;
        lipThickness = 0.062 * (1 - 0.6 * Math.min(1, au23)) * (1 - 0.25 * Math.min(1, au12));
        gap = 0.09 * au25 * (1 - 0.3 * au20) + 0.26 * au26 + 0.05 * au10;
        fold = Math.min(1, 0.8 * au12 + 0.7 * au9 + 0.4 * au10);
    }

    /** Tone of a point, 0 to about 1. */
    double tone(double x, double y) {
        double tone = background(x, y);
        double face =
                inside(headDistance(x, y, person.head().width(), person.head().height()));
        if (face > 0) {
            tone = blend(tone, face(x, y), face);
        }
        return blend(tone, person.tones().hair() * (1 + 0.12 * StrictMath.sin(23 * x)), hair(x, y));
    }

    private double background(double x, double y) {
        double tone = person.tones().background() * (1 - 0.08 * y);
        double neck = inside(Math.abs(x) - 0.42) * inside(0.6 - y);
        tone = blend(tone, skin * 0.7, neck);
        double length = person.accessories().hairLength();
        double reach = headDistance(x, y - 0.05 - 0.3 * length, 0.98, 0.95 + 0.35 * length);
        return length > 0.5 ? blend(tone, person.tones().hair(), inside(reach) * inside(y - 1.1)) : tone;
    }

    private double hair(double x, double y) {
        double hairline = person.accessories().hairline() + 0.28 * x * x;
        double cap =
                headDistance(x, y, person.head().width() + 0.07, person.head().height() + 0.1);
        return inside(cap) * inside(y - hairline);
    }

    private static double headDistance(double x, double y, double width, double height) {
        double jaw = y > 0 ? width * (1 - 0.22 * y * y) : width;
        return (StrictMath.hypot(x / jaw, y / height) - 1) * jaw;
    }

    private double face(double x, double y) {
        double radius = x * x / 0.8 + y * y / 1.2;
        double tone = skin
                * (1 + person.light().slopeX() * x + person.light().slopeY() * y)
                * (1.04 - 0.22 * radius * radius);
        tone = beard(tone, x, y);
        tone = nose(tone, x, y);
        tone = mouth(tone, x, y);
        double side = Math.abs(x);
        tone = cheeks(tone, side, y);
        tone = eye(tone, side - person.head().eyeGap(), y - EYE_Y, x > 0 ? 1 : -1);
        tone = brow(tone, side, y);
        tone = between(tone, side, y);
        return person.accessories().glasses() ? glasses(tone, side, y) : tone;
    }

    private double beard(double tone, double x, double y) {
        double strength = person.accessories().beard();
        if (strength == 0 || y < 0.2) {
            return tone;
        }
        double area = smooth((y - 0.32) / 0.2) + (Math.abs(x) > 0.5 ? 0.3 : 0);
        return blend(tone, person.tones().hair(), strength * Math.min(1, area));
    }

    private double nose(double tone, double x, double y) {
        double tip = 0.02 + person.head().noseLength() - 0.04 * wrinkle;
        double shaded = tone;
        if (y > -0.15 && y < tip + 0.1) {
            double ridge = 0.05 + 0.07 * smooth((y + 0.1) / (tip + 0.1));
            shaded = blend(shaded, tone * 0.82, 0.55 * line(Math.abs(x) - ridge, 0.035) * smooth((y + 0.1) / 0.2));
            double nostril = StrictMath.hypot((Math.abs(x) - 0.085 - 0.02 * wrinkle) / 1.4, y - tip);
            shaded = blend(shaded, tone * 0.35, inside(nostril - 0.03));
            double wing = StrictMath.hypot(Math.abs(x) - 0.15, y - tip + 0.02 + 0.03 * wrinkle);
            shaded = blend(shaded, tone * 0.6, 0.5 * Math.min(1, 0.5 + wrinkle) * line(wing - 0.05, 0.02));
        }
        return shaded;
    }

    /** Wrinkles over the root of the nose: vertical ones for a frown, horizontal ones for disgust. */
    private double between(double tone, double side, double y) {
        double shaded = tone;
        if (frown > 0.15 && y > -0.45 && y < -0.12) {
            double upright = line(side - 0.055, 0.018) * smooth((y + 0.45) / 0.08) * smooth((-0.12 - y) / 0.08);
            shaded = blend(shaded, tone * 0.55, 0.8 * Math.min(1, frown) * upright);
        }
        if (wrinkle > 0.15 && y > -0.24 && y < 0.14 && side < 0.17) {
            double level = Math.max(0, StrictMath.cos((y + 0.2 - 0.5 * side) * 2 * Math.PI / 0.11));
            double fade = smooth((0.17 - side) / 0.06);
            shaded = blend(shaded, tone * 0.5, 0.75 * Math.min(1, wrinkle) * level * fade);
        }
        return shaded;
    }

    private double cheeks(double tone, double side, double y) {
        double shaded = tone;
        if (cheek > 0.15) {
            double apple = StrictMath.hypot((side - 0.42) / 1.2, y - 0.2);
            shaded = blend(shaded, Math.min(1, tone * 1.16), Math.min(1, cheek) * 0.7 * smooth((0.17 - apple) / 0.12));
            double pouch = y - (EYE_Y + 0.11 + 0.9 * (side - 0.36) * (side - 0.36));
            double reach = smooth((0.24 - Math.abs(side - 0.4)) / 0.08);
            shaded = blend(shaded, tone * 0.6, 0.7 * Math.min(1, cheek) * line(pouch, 0.022) * reach);
        }
        if (fold > 0.15 && y > 0.15 && y < 0.6) {
            double path = 0.17 + 0.5 * (y - 0.15) - 0.2 * (y - 0.15) * (y - 0.15);
            double crease = line(side - path, 0.024) * smooth((0.6 - y) / 0.12) * smooth((y - 0.15) / 0.06);
            shaded = blend(shaded, tone * 0.55, 0.75 * fold * crease);
        }
        return shaded;
    }

    private double eye(double tone, double x, double y, int side) {
        double half = 0.155 * person.head().eyeSize();
        double u = x / half;
        if (Math.abs(u) > 1.5 || Math.abs(y) > 0.25) {
            return tone;
        }
        double arch = Math.max(0, 1 - u * u);
        double top = -upperLid * StrictMath.sqrt(arch);
        double bottom = lowerLid * arch;
        double socket = StrictMath.hypot(x / 0.24, y / 0.14);
        double shaded = blend(tone, tone * 0.82, 0.6 * smooth(1.4 - socket));
        double open = inside(top - y) * inside(y - bottom) * inside(Math.abs(x) - half);
        double iris = StrictMath.hypot(x - side * 0.02 * person.pose().yaw(), y + 0.005);
        double ball =
                blend(SCLERA * Math.min(1, 0.55 + skin * 0.55), person.tones().iris(), inside(iris - 0.068));
        ball = blend(ball, 0.02, inside(iris - 0.032));
        shaded = blend(shaded, ball, open);
        double within = smooth((1.12 - Math.abs(u)) / 0.2);
        shaded = blend(shaded, 0.08 * tone, line(y - top, 0.024) * within);
        shaded = blend(shaded, tone * 0.62, 0.7 * line(y - bottom, 0.014) * within);
        return blend(shaded, tone * 0.7, 0.6 * line(y - top + 0.045 + 0.02 * upperLid, 0.014) * within);
    }

    private double brow(double tone, double side, double y) {
        double start = 0.14 - browShift;
        double end = 0.6;
        double t = (side - start) / (end - start);
        if (t < -0.15 || t > 1.15) {
            return tone;
        }
        double bend = middleBrow - (innerBrow + outerBrow) / 2;
        double path = innerBrow + (outerBrow - innerBrow) * t + 4 * bend * t * (1 - t);
        double thickness = person.accessories().browThickness() * (1.1 - 0.6 * t);
        double cover = inside(Math.abs(y - path) - thickness) * smooth((t + 0.06) / 0.08) * smooth((1.06 - t) / 0.1);
        return blend(tone, person.tones().hair() * 0.75, 0.92 * cover);
    }

    private double mouth(double tone, double x, double y) {
        double u = x / mouthWidth;
        if (Math.abs(u) > 1.3 || y < 0.25 || y > 1) {
            return tone;
        }
        double arch = Math.max(0, 1 - u * u);
        double seam = MOUTH_Y + corner * (u * u - 0.35) + 0.12 * (gap - 0.1);
        double opening = gap * StrictMath.sqrt(arch);
        double top = seam - 0.35 * opening - upperLip * arch;
        double bottom = seam + 0.65 * opening;
        double cupid = 1 - 0.25 * StrictMath.exp(-u * u * 60);
        double above = top - lipThickness * StrictMath.pow(arch, 0.7) * cupid;
        double below = bottom + 1.25 * lipThickness * StrictMath.sqrt(arch);
        double wide = inside(Math.abs(x) - mouthWidth);
        double shaded = blend(tone, tone * 0.8, 0.7 * line(y - below - 0.045, 0.03) * smooth(1 - Math.abs(u)));
        shaded = blend(shaded, person.tones().lips(), inside(above - y) * inside(y - below) * wide);
        double hole = inside(top - y) * inside(y - bottom) * wide;
        double teeth = corner < -0.04 || upperLip > 0.04 ? inside(y - top - 0.6 * (bottom - top)) : 0;
        shaded = blend(shaded, blend(CAVITY, TEETH * Math.min(1, 0.5 + skin * 0.6), teeth), hole);
        double reach = smooth((1.1 - Math.abs(u)) / 0.15);
        return blend(shaded, 0.3 * tone, 0.85 * line(y - (gap < 0.03 ? seam : top), 0.016) * reach);
    }

    private double glasses(double tone, double side, double y) {
        double frame = StrictMath.hypot((side - person.head().eyeGap()) / 1.15, y - EYE_Y) - 0.2;
        double bridge = side < 0.13 ? line(y - EYE_Y + 0.05, 0.02) : 0;
        return blend(tone, 0.12, 0.9 * Math.max(line(frame, 0.02), bridge));
    }

    /** 1 for a negative distance and 0 for a positive one, with a transition of one pixel. */
    private double inside(double distance) {
        return smooth(0.5 - distance / edge);
    }

    /** A line of the given half width, never thinner than a pixel. */
    private double line(double distance, double half) {
        return smooth(1 - (Math.abs(distance) - half) / edge) * Math.min(1, 2 * half / edge + 0.35);
    }

    private static double smooth(double value) {
        double t = Math.max(0, Math.min(1, value));
        return t * t * (3 - 2 * t);
    }

    private static double blend(double below, double above, double cover) {
        return below + (above - below) * cover;
    }
}
