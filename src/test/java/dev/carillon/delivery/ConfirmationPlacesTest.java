package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.ProjectId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfirmationPlacesTest {
    private final ConfirmationPlaces places = new ConfirmationPlaces();

    @Test
    void oneProjectLeavesPlacesToOthers() {
        assertThat(take(project(1))).isEqualTo(ConfirmationPlaces.MOST_OF_A_PROJECT);

        assertThat(places.take(project(2))).isTrue();
        places.giveBack(project(1));
        assertThat(take(project(1))).isEqualTo(1);
    }

    @Test
    void thereAreNoMorePlacesHoweverManyProjectsAsk() {
        int taken = 0;
        for (int project = 0; project < 10; project++) {
            taken += take(project(project));
        }

        assertThat(taken).isEqualTo(ConfirmationPlaces.MOST);
    }

    private int take(ProjectId project) {
        int taken = 0;
        while (places.take(project)) {
            taken++;
        }
        return taken;
    }

    private static ProjectId project(int number) {
        return new ProjectId(new UUID(0, number));
    }
}
