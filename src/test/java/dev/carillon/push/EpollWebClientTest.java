package dev.carillon.push;

import io.vertx.core.transport.Transport;
import java.io.IOException;

/** The same by Linux's epoll, whose failures have other names. */
class EpollWebClientTest extends WebClientTest {
    EpollWebClientTest() throws IOException {}

    @Override
    Transport transport() {
        return Transport.EPOLL;
    }
}
