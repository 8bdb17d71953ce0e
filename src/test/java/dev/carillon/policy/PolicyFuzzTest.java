package dev.carillon.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.testing.Allocation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;

/** Any policy is right or wrong, and one that is right comes back as it is shown. */
@Timeout(10)
class PolicyFuzzTest {
    @FuzzTest
    void readsAnyDeliveryPolicyOfATopic(byte[] bytes) throws Exception {
        String text = text(bytes);
        PolicyReading<TopicDelivery> reading = Allocation.inProportion(bytes.length, () -> TopicDelivery.read(text));
        if (reading instanceof PolicyReading.Right<TopicDelivery> right) {
            String shown = right.policy().document();
            String effective = right.policy().effective();
            assertThat(TopicDelivery.read(shown).<String>fold(TopicDelivery::document, wrong -> wrong))
                    .isEqualTo(shown);
            assertThat(TopicDelivery.read(effective).<String>fold(TopicDelivery::effective, wrong -> wrong))
                    .isEqualTo(effective);
        }
    }

    @FuzzTest
    void readsAnyDeliveryPolicyOfASubscription(byte[] bytes) throws Exception {
        String text = text(bytes);
        PolicyReading<SubscriptionDelivery> reading =
                Allocation.inProportion(bytes.length, () -> SubscriptionDelivery.read(text));
        if (reading instanceof PolicyReading.Right<SubscriptionDelivery> right) {
            String shown = right.policy().document();
            assertThat(SubscriptionDelivery.read(shown).<String>fold(SubscriptionDelivery::document, wrong -> wrong))
                    .isEqualTo(shown);
        }
    }

    @FuzzTest
    void checksAnyAccessPolicy(byte[] bytes) throws Exception {
        String text = text(bytes);
        assertThat(Allocation.inProportion(bytes.length, () -> AccessPolicyCheck.objection(text)))
                .isNotNull();
    }

    @FuzzTest
    void checksAnyRedrivePolicy(byte[] bytes) throws Exception {
        String text = text(bytes);
        Optional<String> objection = Allocation.inProportion(bytes.length, () -> RedrivePolicy.objection(text));
        assertThat(objection.isPresent()
                        || RedrivePolicy.isNone(text)
                        || RedrivePolicy.queue(text).isPresent())
                .isTrue();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
