package dev.carillon.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.config.ConfigOutcome.Refused;
import dev.carillon.model.ByteSize;
import dev.carillon.model.Region;
import dev.carillon.testing.Keeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    private static final Path MANUAL = Path.of("conf", "carillon.yaml");

    @TempDir
    private Path folder;

    @Test
    void theManualHoldsTheDefaults() {
        assertThat(accepted(new ConfigLoader(Map.of()).load(MANUAL))).isEqualTo(defaults());
    }

    @Test
    @Keeps({"quota.stored", "limit.topics", "limit.subscriptions", "limit.filter-policies", "limit.tags", "refusal.rate"
    })
    void theLimitsOfAProjectAreAwssUnlessTheyAreSet() {
        LimitsConfig limits = defaults().limits();

        assertThat(limits.storedBytesPerProject()).isEqualTo(new ByteSize(100_000_000));
        assertThat(limits.topicsPerProject()).isEqualTo(10_000);
        assertThat(limits.subscriptionsPerTopic()).isEqualTo(10_000);
        assertThat(limits.filterPoliciesPerTopic()).isEqualTo(200);
        assertThat(limits.filterPolicyBytesPerProject()).isEqualTo(ByteSize.parse("8MiB"));
        assertThat(limits.tagsPerTopic()).isEqualTo(50);
        assertThat(limits.publishesPerSecondPerCredential()).isZero();
        assertThat(limits.publishesPerSecondPerProject()).isZero();
    }

    @Test
    void theManualNamesEveryKeyAndNoOther() {
        Settings settings = Settings.of(List.of());
        BrokerConfig unused = BrokerConfig.read(settings);

        assertThat(YamlFile.read(MANUAL).keys()).containsExactlyInAnyOrderElementsOf(settings.keys());
    }

    @Test
    void theEnvironmentWinsOverTheFileAndTheFileOverTheDefaults() throws IOException {
        Path file = file("sns-port: 9001\nmanagement-port: 9000\n");

        ListenConfig listen = accepted(new ConfigLoader(Map.of("CARILLON_SNS_PORT", "9101")).load(file))
                .listen();

        assertThat(listen.snsPort()).isEqualTo(9101);
        assertThat(listen.managementPort()).isEqualTo(9000);
        assertThat(listen.opsPort()).isEqualTo(8082);
    }

    @Test
    void readsTheFileThatTheEnvironmentNames() throws IOException {
        Path file = file("limits:\n  stored-bytes-per-project: 1MiB\n");

        BrokerConfig config = accepted(new ConfigLoader(Map.of("CARILLON_CONFIG", file.toString())).load());

        assertThat(config.limits().storedBytesPerProject()).isEqualTo(new ByteSize(1 << 20));
    }

    @ParameterizedTest
    @CsvSource({
        "CARILLON_DATA, /var/lib/carillon",
        "CARILLON_MANAGEMENT_PORT, 1",
        "CARILLON_SNS_PORT, 2",
        "CARILLON_OPS_PORT, 3",
        "CARILLON_BIND, 0.0.0.0",
        "CARILLON_DATABASE_URL, postgresql://u:p@h:5432/d",
        "CARILLON_PUBLIC_SNS_URL, https://sns.{region}.example.com",
        "CARILLON_LIMITS_STORED_BYTES_PER_PROJECT, 1MB",
    })
    void theVariablesThatScriptsRelyOnAreKnown(String variable, String value) {
        assertThat(accepted(new ConfigLoader(Map.of(variable, value)).load())).isNotEqualTo(defaults());
    }

    @Test
    void anUnknownKeyIsRefusedByNameWithTheOneThatWasMeant() throws IOException {
        Path file = file("limits:\n  stored-byte-per-project: 1MB\n");

        assertThat(refused(new ConfigLoader(Map.of()).load(file)))
                .containsExactly(file + ": limits.stored-byte-per-project: there is no such key;"
                        + " did you mean limits.stored-bytes-per-project?");
    }

    @Test
    void anUnknownVariableIsRefusedByNameWithTheOneThatWasMeant() {
        assertThat(refused(new ConfigLoader(Map.of("CARILLON_SNSPORT", "1")).load()))
                .containsExactly("CARILLON_SNSPORT: there is no such setting; did you mean CARILLON_SNS_PORT?");
    }

    @Test
    void otherProgramsVariablesConcernNobody() {
        Map<String, String> environment = Map.of(
                "PATH", "/bin",
                "CARILLON_TEST_DATABASE_URL", "x",
                "CARILLON_OPS_PORT", "",
                "CARILLON_SERVICE_HOST", "10.0.0.1",
                "CARILLON_SNS_PORT", "tcp://10.0.0.1:8081",
                "CARILLON_PORT_8081_TCP_ADDR", "10.0.0.1");

        assertThat(accepted(new ConfigLoader(environment).load())).isEqualTo(defaults());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CARILLON_SNS_PORT | 70000 | sns-port: '70000' is not allowed: it takes a whole number from 0 to 65535",
                "CARILLON_SHUTDOWN_GRACE | 5 | a duration from 1s to 10m, such as 5ms, 15s, 10m, 1h or 2d",
                "CARILLON_LIMITS_STORED_BYTES_PER_PROJECT | much | a size from 1KB to 1000GB",
                "CARILLON_JOURNAL_FREE_SPACE_WATERMARK | 10KB | a size from 1MiB to 100000GB",
                "CARILLON_LOG_FORMAT | xml | one of auto, text, json",
                "CARILLON_LOG_LEVEL | loud | one of error, warn, info, debug, trace",
                "CARILLON_DELIVERY_ALLOW_PRIVATE_NETWORKS | yes | true or false",
                "CARILLON_DELIVERY_ALLOWED_NETWORKS | 10.0.0.0 | a list of CIDRs",
                "CARILLON_REGIONS | PARIS | one or more region names",
                "CARILLON_BIND | localhost | an IP address",
                "CARILLON_PUBLIC_SNS_URL | https://h/path/ | without a path",
                "CARILLON_SNS_PARTITION | SCW | lower-case letters",
            })
    void aBadValueIsRefusedWithItsKeyAndWhatIsAllowed(String variable, String value, String told) {
        assertThat(refused(new ConfigLoader(Map.of(variable, value)).load()))
                .singleElement()
                .asString()
                .startsWith("environment: ")
                .contains(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/99",
                "10.0.0.0/33",
                "::/129",
                "1.2.3/8",
                "a.b/8",
                "10.0.0.256/8",
                "::ffff:10.0.0.0/104",
                "10.0.0.0/8, ::1/129",
                "auto, ::1/128"
            })
    void aNetworkThatCannotBeIsRefused(String networks) {
        assertThat(refused(new ConfigLoader(Map.of("CARILLON_DELIVERY_ALLOWED_NETWORKS", networks)).load()))
                .containsExactly("environment: delivery.allowed-networks: '" + networks + "' is not allowed:"
                        + " it takes a list of CIDRs such as 10.1.0.0/16 or fd00::/8, or auto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.256", "1.2.3", "127.000.000.001", "a.b", ".::1", "fe80::1%lo"})
    void anAddressToBindToIsNeverAName(String address) {
        assertThat(refused(new ConfigLoader(Map.of("CARILLON_BIND", address)).load()))
                .singleElement()
                .asString()
                .startsWith("environment: bind: '" + address + "' is not allowed: it takes an IP address");
    }

    @Test
    void everyProblemIsToldAtOnce() throws IOException {
        Path file = file("sns-port: x\nops-port: y\nnothing: z\n");

        assertThat(refused(new ConfigLoader(Map.of("CARILLON_BIND", "here")).load(file)))
                .hasSize(4);
    }

    @Test
    void aBadSecretIsNotRepeated() {
        Map<String, String> environment = Map.of(
                "CARILLON_DATABASE_URL", "mysql://root:hunter2@h/d", "CARILLON_DATABASE_ENCRYPTION_KEY", "hunter2");

        assertThat(refused(new ConfigLoader(environment).load()))
                .hasSize(2)
                .noneMatch(problem -> problem.contains("hunter2"));
    }

    @Test
    void aCertificateWithoutItsKeyIsRefused() {
        assertThat(refused(new ConfigLoader(Map.of("CARILLON_TLS_CERT", "a.pem")).load()))
                .containsExactly("tls.cert and tls.key go together: set both or neither");
    }

    @Test
    void twoListenersOnOnePortAreRefused() {
        assertThat(refused(new ConfigLoader(Map.of("CARILLON_SNS_PORT", "8080")).load()))
                .containsExactly("management-port, sns-port and ops-port must differ from one another");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"sns-port: [1 | not valid YAML", "just text | no keys", "data: a; data: b | duplicate key"})
    void aFileThatIsNoMapOfKeysIsRefused(String text, String told) throws IOException {
        Path file = file(text.replace("; ", "\n"));

        assertThat(refused(new ConfigLoader(Map.of()).load(file)))
                .singleElement()
                .asString()
                .startsWith(file + ": ")
                .containsIgnoringCase(told);
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThat(refused(new ConfigLoader(Map.of()).load(folder.resolve("absent.yaml"))))
                .containsExactly(folder.resolve("absent.yaml") + ": there is no such configuration file");
    }

    @Test
    void listsAreWrittenAsInYamlOrWithCommas() throws IOException {
        Path file = file("regions:\n  - nl-ams\n  - fr-par\ndelivery:\n  allowed-networks: []\n");

        BrokerConfig fromFile = accepted(new ConfigLoader(Map.of()).load(file));
        BrokerConfig fromEnvironment = accepted(new ConfigLoader(Map.of("CARILLON_REGIONS", "pl-waw, fr-par")).load());

        assertThat(fromFile.regions()).containsExactly(new Region("nl-ams"), new Region("fr-par"));
        assertThat(fromFile.delivery().allowedNetworks()).isEmpty();
        assertThat(fromEnvironment.regions()).containsExactly(new Region("pl-waw"), new Region("fr-par"));
    }

    @Test
    @Keeps("address.loopback")
    void loopbackEndpointsAreOpenOnlyToABrokerThatNobodyElseReaches() {
        assertThat(defaults().delivery().allowedNetworks()).containsExactly("127.0.0.0/8", "::1/128");
        assertThat(accepted(new ConfigLoader(Map.of("CARILLON_BIND", "0.0.0.0")).load())
                        .delivery()
                        .allowedNetworks())
                .isEmpty();
        assertThat(accepted(new ConfigLoader(Map.of("CARILLON_DATABASE_URL", "postgresql://u:p@h/d")).load())
                        .delivery()
                        .allowedNetworks())
                .isEmpty();
    }

    @Test
    void thePublicUrlFollowsThePortAndTls() {
        assertThat(defaults().sns().publicUrl(new Region("fr-par"))).isEqualTo("http://localhost:8081");
        assertThat(accepted(new ConfigLoader(Map.of("CARILLON_TLS_CERT", "c", "CARILLON_TLS_KEY", "k")).load())
                        .sns()
                        .publicUrl(new Region("fr-par")))
                .isEqualTo("https://localhost:8081");
        assertThat(accepted(new ConfigLoader(Map.of("CARILLON_PUBLIC_SNS_URL", "https://{region}.example.com")).load())
                        .sns()
                        .publicUrl(new Region("fr-par")))
                .isEqualTo("https://fr-par.example.com");
    }

    @Test
    void spansOfTimeHaveUnits() throws IOException {
        Path file = file("shutdown-grace: 1500ms\ndelivery:\n  function-retry-window: 2d\n");

        BrokerConfig config = accepted(new ConfigLoader(Map.of()).load(file));

        assertThat(config.listen().shutdownGrace()).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.delivery().functionRetryWindow()).isEqualTo(Duration.ofDays(2));
    }

    private static BrokerConfig defaults() {
        return BrokerConfig.read(Settings.of(List.of()));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("broker.yaml"), text);
    }

    @Test
    @Keeps("retry.window")
    void functionsAndQueuesAreTriedForAnHourUnlessItIsSet() {
        assertThat(defaults().delivery().functionRetryWindow()).isEqualTo(Duration.ofHours(1));
        assertThat(window("23d")).isInstanceOf(Accepted.class);
        assertThat(window("24d")).isInstanceOf(Refused.class);
    }

    private static ConfigOutcome window(String time) {
        return new ConfigLoader(Map.of("CARILLON_DELIVERY_FUNCTION_RETRY_WINDOW", time)).load();
    }

    private static BrokerConfig accepted(ConfigOutcome outcome) {
        assertThat(outcome).isInstanceOf(Accepted.class);
        return ((Accepted) outcome).config();
    }

    private static List<String> refused(ConfigOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).problems();
    }
}
