package dev.carillon.bus;

import java.util.List;

/**
 * Answers {@link ListFailedDeliveries}.
 *
 * @param deliveries latest first; a bounded number, and none from before the broker's start
 */
public record FailedDeliveryList(List<FailedDelivery> deliveries) {
    public FailedDeliveryList {
        deliveries = List.copyOf(deliveries);
    }
}
