package dev.mien.judging;

/** Is told how judging gets on, which takes a model minutes on tens of thousands of faces. */
public interface JudgingWatch {
    /** Looks away. */
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
     * @param looks how often a model will look at a face: faces x models x views x disturbances
     */
    void begins(long looks);

    /** So many more of them are done. What this throws ends the work. */
    void looked(int looks);

    /** The piece of work is over, done or failed. */
    void ends();
}
