package dev.mien.judging;

/** Gets the progress of judging, which takes minutes on tens of thousands of faces. */
public interface JudgingWatch {
    /** Ignores the progress. */
    JudgingWatch NONE = new JudgingWatch() {
        @Override
        public void begins(long looks) {}

        @Override
        public void looked(int looks) {}

        @Override
        public void ends() {}
    };

    /**
     * A piece of work begins.
     *
     * @param looks number of looks of a model at a face: faces x models x views x disturbances
     */
    void begins(long looks);

    /** Some more looks are done. An exception ends the work. */
    void looked(int looks);

    /** The piece of work has ended or failed. */
    void ends();
}
