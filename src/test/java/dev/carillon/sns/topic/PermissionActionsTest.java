package dev.carillon.sns.topic;

import static dev.carillon.sns.OpenActions.attribute;
import static dev.carillon.sns.OpenActions.only;
import static dev.carillon.sns.wire.SnsAction.ADD_PERMISSION;
import static dev.carillon.sns.wire.SnsAction.CREATE_TOPIC;
import static dev.carillon.sns.wire.SnsAction.GET_TOPIC_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.REMOVE_PERMISSION;
import static dev.carillon.sns.wire.SnsAction.SET_TOPIC_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.sns.OpenActions;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.testing.Keeps;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** AddPermission and RemovePermission, and the {@code Policy} that they change. */
class PermissionActionsTest {
    @AutoClose
    private static final OpenActions actions = OpenActions.open();

    private Credential caller;
    private String arn;

    @BeforeEach
    void makeTopic() throws Exception {
        caller = actions.newCaller();
        arn = actions.newTopic(caller, "orders");
    }

    @Test
    @Keeps({"topic.add-permission", "topic.remove-permission"})
    void addsAStatementToTheDefaultPolicyAndRemovesIt() throws Exception {
        String before = policy();

        String added = add("mine", "123456789012", "Publish");

        assertThat(added).startsWith("<AddPermissionResponse ").doesNotContain("Result>");
        assertThat(policy())
                .startsWith(before.substring(0, before.length() - "]}".length()))
                .endsWith(
                        ",{\"Sid\":\"mine\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:scw:iam::123456789012:root\"},"
                                + "\"Action\":\"SNS:Publish\",\"Resource\":\"" + arn + "\"}]}");
        String removed = actions.call(caller, REMOVE_PERMISSION, "TopicArn", arn, "Label", "mine");
        assertThat(removed).startsWith("<RemovePermissionResponse ");
        assertThat(policy()).isEqualTo(before);
    }

    @Test
    @Keeps("topic.add-permission")
    void givesSeveralProjectsSeveralActions() throws Exception {
        String added = actions.call(
                caller,
                ADD_PERMISSION,
                "TopicArn",
                arn,
                "Label",
                "mine",
                "AWSAccountId.member.1",
                "project-3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11",
                "AWSAccountId.member.2",
                "123456789012",
                "ActionName.member.1",
                "Publish",
                "ActionName.member.2",
                "Subscribe");

        assertThat(added).startsWith("<AddPermissionResponse ");
        assertThat(policy())
                .contains("\"Principal\":{\"AWS\":[\"arn:scw:iam::project-3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11:root\","
                        + "\"arn:scw:iam::123456789012:root\"]},\"Action\":[\"SNS:Publish\",\"SNS:Subscribe\"]");
    }

    @Test
    @Keeps("topic.add-permission")
    void refusesALabelTwice() throws Exception {
        add("mine", "123456789012", "Publish");

        String again = add("mine", "123456789012", "Subscribe");

        assertThat(only("Code", again)).isEqualTo("InvalidParameter");
        assertThat(only("Message", again)).isEqualTo("Invalid parameter: Statement already exists");
        assertThat(policy()).doesNotContain("Subscribe\",\"Resource");
    }

    @Test
    @Keeps("topic.remove-permission")
    void isContentToRemoveWhatIsNotThereAndLeavesThePolicyAsItWasSet() throws Exception {
        String set = "{ \"Version\":\"2012-10-17\", \"Statement\": {\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"SNS:Publish\",\"Resource\":\"" + arn + "\"} }";
        actions.call(caller, SET_TOPIC_ATTRIBUTES, "TopicArn", arn, "AttributeName", "Policy", "AttributeValue", set);

        assertThat(actions.call(caller, REMOVE_PERMISSION, "TopicArn", arn, "Label", "no"))
                .startsWith("<RemovePermissionResponse ");
        assertThat(policy()).isEqualTo(set);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 123456789012 | Publish | Label Reason: no value for required parameter",
                "a b | 123456789012 | Publish | Label",
                "a | 'x:y' | Publish | Policy Error: PrincipalNotFound",
                "a | 123456789012 | SetSubscriptionAttributes | Policy statement action out of service scope!",
                "a | 123456789012 | * | Policy statement action out of service scope!",
            })
    void refusesWhatIsNoPermission(String label, String account, String action, String text) throws Exception {
        assertThat(only("Message", add(label, account, action))).isEqualTo("Invalid parameter: " + text);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        String[] ofWhom = {"TopicArn", arn, "Label", "a", "ActionName.member.1", "Publish"};
        String[] what = {"TopicArn", arn, "Label", "a", "AWSAccountId.member.1", "123456789012"};

        assertThat(only("Message", actions.call(caller, ADD_PERMISSION, ofWhom)))
                .isEqualTo("Invalid parameter: AWSAccountId Reason: no value for required parameter");
        assertThat(only("Message", actions.call(caller, ADD_PERMISSION, what)))
                .isEqualTo("Invalid parameter: ActionName Reason: no value for required parameter");
        assertThat(only("Message", actions.call(caller, REMOVE_PERMISSION, "TopicArn", arn)))
                .isEqualTo("Invalid parameter: Label Reason: no value for required parameter");
    }

    @ParameterizedTest
    @EnumSource(names = {"ADD_PERMISSION", "REMOVE_PERMISSION"})
    @Keeps("arn-parameter.order")
    void checksParametersBeforeExistence(SnsAction action) throws Exception {
        String absent = arn + "-not";
        String[] whole = {
            "TopicArn", absent, "Label", "a", "AWSAccountId.member.1", "1", "ActionName.member.1", "Publish"
        };

        assertThat(only("Code", actions.call(caller, action, whole))).isEqualTo("NotFound");
        assertThat(only("Code", actions.call(caller, action, "TopicArn", absent)))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void stopsAddingWhenThePolicyIsFull() throws Exception {
        String refused = "";
        for (int i = 0; i < 300 && refused.isEmpty(); i++) {
            String reply = add("label-" + i, "123456789012", "Publish");
            refused = reply.startsWith("<AddPermissionResponse ") ? "" : reply;
        }

        assertThat(only("Message", refused))
                .isEqualTo("Invalid parameter: Policy Error: no room for another statement");
        assertThat(policy().length()).isLessThanOrEqualTo(30_720);
    }

    @Test
    @Keeps("topic.policy")
    void echoesAPolicyByteForByteAndTheDefaultAgainOnceItIsUnset() throws Exception {
        String usual = policy();
        String mine =
                "{ \"Statement\" : [ {\"Effect\":\"Allow\", \"Principal\":\"*\",\"Action\":\"sns:Publish\",\"Resource\":\""
                        + arn + "\"} ] }";

        actions.call(caller, SET_TOPIC_ATTRIBUTES, "TopicArn", arn, "AttributeName", "Policy", "AttributeValue", mine);

        assertThat(policy()).isEqualTo(mine);
        actions.call(caller, SET_TOPIC_ATTRIBUTES, "TopicArn", arn, "AttributeName", "Policy");
        assertThat(policy()).isEqualTo(usual);
    }

    @Test
    void saysAsAwsDoesWhatIsWrongWithAPolicy() throws Exception {
        String set = actions.call(
                caller, SET_TOPIC_ATTRIBUTES, "TopicArn", arn, "AttributeName", "Policy", "AttributeValue", "{");
        String created = actions.call(
                caller,
                CREATE_TOPIC,
                "Name",
                "other",
                "Attributes.entry.1.key",
                "Policy",
                "Attributes.entry.1.value",
                "{");

        assertThat(only("Message", set)).isEqualTo("Invalid parameter: Policy Error: null");
        assertThat(only("Message", created)).isEqualTo("Invalid parameter: Attributes Reason: Policy Error: null");
    }

    private String add(String label, String account, String action) throws Exception {
        return actions.call(
                caller,
                ADD_PERMISSION,
                "TopicArn",
                arn,
                "Label",
                label,
                "AWSAccountId.member.1",
                account,
                "ActionName.member.1",
                action);
    }

    private String policy() throws Exception {
        return attribute("Policy", actions.call(caller, GET_TOPIC_ATTRIBUTES, "TopicArn", arn))
                .replace("&#34;", "\"");
    }
}
