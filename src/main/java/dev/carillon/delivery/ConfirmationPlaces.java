package dev.carillon.delivery;

import dev.carillon.model.ProjectId;
import java.util.HashMap;
import java.util.Map;

/**
 * How many confirmations may wait for an attempt or its end, so that a flood of Subscribe costs no more than this; a single
 * project, in all its regions, has a quarter of the places. Belongs to the shard's thread.
 */
final class ConfirmationPlaces {
    static final int MOST = 1_000;
    static final int MOST_OF_A_PROJECT = MOST / 4;

    private final Map<ProjectId, Integer> takenByProject = new HashMap<>();
    private int taken;

    /** Takes a place, if there is one; each that was taken must be given back. */
    boolean take(ProjectId project) {
        if (taken >= MOST || takenByProject.getOrDefault(project, 0) >= MOST_OF_A_PROJECT) {
            return false;
        }
        taken++;
        takenByProject.merge(project, 1, Integer::sum);
        return true;
    }

    void giveBack(ProjectId project) {
        taken--;
        takenByProject.computeIfPresent(project, (same, count) -> count > 1 ? count - 1 : null);
    }
}
