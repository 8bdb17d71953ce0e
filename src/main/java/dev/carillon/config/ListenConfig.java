package dev.carillon.config;

import java.time.Duration;

/**
 * Where the broker listens. Port 0 takes any free one.
 *
 * @param bindAddress of all three listeners
 * @param opsPort health and metrics
 * @param shutdownGrace how long a stop waits for what is in flight
 */
public record ListenConfig(String bindAddress, int managementPort, int snsPort, int opsPort, Duration shutdownGrace) {}
