package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.config.ListenConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreePortsTest {
    @Test
    void takesAnotherPortForEveryZeroAndLeavesWhatIsGiven() throws IOException {
        try (FreePorts ports = FreePorts.hold(config("127.0.0.1", 8081))) {
            ListenConfig listen = ports.config().listen();

            assertThat(listen.snsPort()).isEqualTo(8081);
            assertThat(Set.of(listen.managementPort(), listen.snsPort(), listen.opsPort()))
                    .hasSize(3)
                    .doesNotContain(0);
        }
    }

    /** An outgoing connection that the system gave the port to would keep the listener from it. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::"})
    void keepsAPortFromOutgoingConnectionsAndLetsAListenerHaveIt(String bind) throws IOException {
        int port;
        try (FreePorts ports = FreePorts.hold(config(bind, 0))) {
            port = ports.config().listen().snsPort();

            assertThatThrownBy(() -> connectFrom(port)).isInstanceOf(BindException.class);
            try (ServerSocket listener = new ServerSocket(port, 1, InetAddress.getByName(bind));
                    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
                    Socket accepted = listener.accept()) {
                assertThat(accepted.getRemoteSocketAddress()).isEqualTo(client.getLocalSocketAddress());
            }
        }
    }

    @Test
    void letsGoOfItsPorts() throws IOException {
        FreePorts ports = FreePorts.hold(config("127.0.0.1", 0));
        ports.close();

        connectFrom(ports.config().listen().snsPort());
    }

    private static void connectFrom(int port) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket()) {
            client.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            client.connect(server.getLocalSocketAddress());
        }
    }

    private static BrokerConfig config(String bind, int snsPort) {
        Map<String, String> environment = Map.of(
                "CARILLON_BIND",
                bind,
                "CARILLON_MANAGEMENT_PORT",
                "0",
                "CARILLON_SNS_PORT",
                Integer.toString(snsPort),
                "CARILLON_OPS_PORT",
                "0");
        return ((Accepted) new ConfigLoader(environment).load(Path.of("conf", "carillon.yaml"))).config();
    }
}
