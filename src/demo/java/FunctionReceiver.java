import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * Stands in for a serverless function in the demo: prints each message that it is called with, one line each, and
 * answers 200. Runs from its source: {@code java FunctionReceiver.java [port]}; the first line printed is its URL.
 */
public final class FunctionReceiver {
    private FunctionReceiver() {}

    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", exchange -> onCall(exchange, out));
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
        out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static void onCall(HttpExchange call, PrintStream out) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        // The line breaks of an envelope stand between its members; those of a message are escaped.
        String line = body.replace("\n", "");
        out.println(call.getRequestHeaders().getFirst("x-amz-sns-message-type") + " " + line);
        call.sendResponseHeaders(200, -1);
        call.close();
    }
}
