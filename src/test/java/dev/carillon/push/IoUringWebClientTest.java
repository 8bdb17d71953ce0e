package dev.carillon.push;

import io.vertx.core.transport.Transport;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same by Linux's io_uring. */
@EnabledIf(value = "isAllowed", disabledReason = "io_uring is forbidden here, as it is in many containers")
class IoUringWebClientTest extends WebClientTest {
    IoUringWebClientTest() throws IOException {}

    static boolean isAllowed() {
        return Transport.IO_URING.available();
    }

    @Override
    Transport transport() {
        return Transport.IO_URING;
    }
}
