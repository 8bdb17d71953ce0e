package dev.carillon.sns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.SnsPermissions;
import dev.carillon.sns.wire.request.Forms;
import dev.carillon.testing.Keeps;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnsActionTest {
    @ParameterizedTest
    @CsvSource({
        "CreateTopic, false, false, true",
        "DeleteTopic, false, false, true",
        "SetTopicAttributes, false, false, true",
        "TagResource, false, false, true",
        "UntagResource, false, false, true",
        "AddPermission, false, false, true",
        "RemovePermission, false, false, true",
        "Publish, true, false, false",
        "PublishBatch, true, false, false",
        "Subscribe, false, true, false",
        "Unsubscribe, false, true, true",
        "ListSubscriptions, false, true, true",
        "ListSubscriptionsByTopic, false, true, true",
        "GetTopicAttributes, false, true, true",
        "GetSubscriptionAttributes, false, true, true",
        "SetSubscriptionAttributes, false, true, true",
        "ListTagsForResource, false, true, true",
        "ListTopics, true, true, true",
    })
    @Keeps({
        "permission.manage",
        "permission.publish",
        "permission.receive",
        "permission.receive-or-manage",
        "permission.any"
    })
    void needsOneOfItsPermissions(String name, boolean byPublish, boolean byReceive, boolean byManage) {
        SnsAction action = Forms.value(SnsAction.find(Optional.of(name)));

        assertThat(action.isAllowed(new SnsPermissions(true, false, false))).isEqualTo(byPublish);
        assertThat(action.isAllowed(new SnsPermissions(false, true, false))).isEqualTo(byReceive);
        assertThat(action.isAllowed(new SnsPermissions(false, false, true))).isEqualTo(byManage);
        assertThat(action.isAllowed(new SnsPermissions(false, false, false))).isFalse();
        assertThat(action.isAllowed(new SnsPermissions(true, true, true))).isTrue();
    }

    @Test
    @Keeps("permission.none")
    void letsEverybodyConfirm() {
        assertThat(SnsAction.CONFIRM_SUBSCRIPTION.isAllowed(new SnsPermissions(false, false, false)))
                .isTrue();
    }

    @Test
    @Keeps("refusal.unknown-action")
    void namesAnUnknownAction() {
        SnsFault fault = Forms.fault(SnsAction.find(Optional.of("MakeTea")));

        assertThat(fault.code()).isEqualTo(SnsErrorCode.INVALID_ACTION);
        assertThat(fault.message()).isEqualTo("The action MakeTea is not valid for this endpoint.");
    }

    @Test
    void repeatsALongNameInPart() {
        assertThat(Forms.fault(SnsAction.find(Optional.of("x".repeat(5_000)))).message())
                .isEqualTo("The action " + "x".repeat(100) + " is not valid for this endpoint.");
    }

    @Test
    void saysThatAnActionOfAwsIsNotOffered() {
        SnsFault fault = Forms.fault(SnsAction.find(Optional.of("SetSMSAttributes")));

        assertThat(fault.code()).isEqualTo(SnsErrorCode.INVALID_ACTION);
        assertThat(fault.message()).contains("SetSMSAttributes", "not offered");
    }

    @Test
    void refusesARequestWithoutAnAction() {
        assertThat(Forms.fault(SnsAction.find(Optional.empty())).code()).isEqualTo(SnsErrorCode.INVALID_ACTION);
    }
}
