package dev.carillon.delivery.lane;

/** Those of a standard topic: as they come, whatever became of the ones before. Belongs to the shard's thread. */
final class UntriedInSequence implements Untried {
    private final LaneCursor cursor;
    private final LaneSource topic;

    UntriedInSequence(LaneCursor cursor, LaneSource topic) {
        this.cursor = cursor;
        this.topic = topic;
    }

    @Override
    public long next() {
        long end = topic.nextSeq();
        cursor.skipRead(end);
        return cursor.readMark() < end ? cursor.readMark() : NONE;
    }

    @Override
    public void take() {
        cursor.takeNew();
    }

    @Override
    public void onSettled(long sequence) {
        // None waits for another.
    }

    @Override
    public void beginAt(long sequence) {
        // The cursor knows.
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void end() {
        // Nothing is held.
    }
}
