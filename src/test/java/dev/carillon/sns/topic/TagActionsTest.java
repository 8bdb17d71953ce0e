package dev.carillon.sns.topic;

import static dev.carillon.sns.OpenActions.all;
import static dev.carillon.sns.OpenActions.only;
import static dev.carillon.sns.wire.SnsAction.CREATE_TOPIC;
import static dev.carillon.sns.wire.SnsAction.LIST_TAGS_FOR_RESOURCE;
import static dev.carillon.sns.wire.SnsAction.TAG_RESOURCE;
import static dev.carillon.sns.wire.SnsAction.UNTAG_RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.sns.OpenActions;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.testing.Keeps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tags: "50 tags", and "Tags Reason: … different tags" of CreateTopic. */
class TagActionsTest {
    @AutoClose
    private static final OpenActions actions = OpenActions.open();

    private Credential caller;

    @BeforeEach
    void makeProject() throws Exception {
        caller = actions.newCaller();
    }

    @Test
    void createsATopicWithTagsAndListsThemByKey() throws Exception {
        String arn = only("TopicArn", create("orders", "team", "blue", "env", "prod"));

        String listed = list(arn);

        assertThat(listed).startsWith("<ListTagsForResourceResponse ").contains("<ListTagsForResourceResult>");
        assertThat(all("Key", listed)).containsExactly("env", "team");
        assertThat(all("Value", listed)).containsExactly("prod", "blue");
    }

    @Test
    @Keeps({"create-topic.idempotent", "create-topic.other-tags"})
    void comparesTheTagsOfATopicThatExists() throws Exception {
        String first = create("orders", "team", "blue", "env", "prod");

        assertThat(create("orders", "env", "prod", "team", "blue")).isEqualTo(first);
        assertThat(create("orders", "env", "prod")).isEqualTo(first);
        assertThat(create("orders")).isEqualTo(first);
        for (String different : new String[] {"test", "Prod", ""}) {
            assertThat(only("Message", create("orders", "env", different)))
                    .isEqualTo("Invalid parameter: Tags Reason: Topic already exists with different tags");
        }
    }

    @Test
    void addsReplacesAndRemovesTags() throws Exception {
        String arn = actions.newTopic(caller, "orders");
        tag(arn, "team", "blue", "env", "prod", "empty", "");

        String replaced = tag(arn, "env", "test");
        String removed = actions.call(
                caller,
                UNTAG_RESOURCE,
                "ResourceArn",
                arn,
                "TagKeys.member.1",
                "team",
                "TagKeys.member.2",
                "never-there");

        assertThat(replaced).contains("<TagResourceResult></TagResourceResult>");
        assertThat(removed).contains("<UntagResourceResult></UntagResourceResult>");
        assertThat(all("Key", list(arn))).containsExactly("empty", "env");
        assertThat(all("Value", list(arn))).containsExactly("", "test");
    }

    @Test
    @Keeps("limit.tags")
    void aTopicHasFiftyTagsAndNotOneMore() throws Exception {
        String arn = actions.newTopic(caller, "orders");
        tag(arn, numbered(50));

        String refused = tag(arn, "one-more", "");
        String replaced = tag(arn, "k0", "new");
        String fresh = create("other", numbered(51));

        assertThat(only("Code", refused)).isEqualTo("TagLimitExceeded");
        assertThat(only("Message", refused))
                .isEqualTo("Could not complete request: tag quota of per resource exceeded");
        assertThat(replaced).contains("TagResourceResult");
        assertThat(only("Code", fresh)).isEqualTo("TagLimitExceeded");
        assertThat(all("Key", list(arn))).hasSize(50).doesNotContain("one-more");
    }

    @ParameterizedTest
    @CsvSource({
        "'', v, A tag key must not be empty",
        "aws:cloudformation, v, Tag keys that begin with aws: are reserved",
        "AWS:x, v, Tag keys that begin with aws: are reserved",
        "a?, v, 'Tags hold letters, digits, spaces and _.:/=+-@ only'",
        "a, v*, 'Tags hold letters, digits, spaces and _.:/=+-@ only'",
        "LONG, v, A tag key must not be longer than 128 characters",
        "a, LONG, A tag value must not be longer than 256 characters",
    })
    void refusesTagsThatAreNone(String key, String value, String reason) throws Exception {
        String longKey = key.replace("LONG", "k".repeat(129));
        String longValue = value.replace("LONG", "v".repeat(257));

        String refused = create("orders", longKey, longValue);

        assertThat(only("Code", refused)).isEqualTo("InvalidParameter");
        assertThat(only("Message", refused)).isEqualTo("Invalid parameter: Tags Reason: " + reason);
    }

    @Test
    void takesTheLongestTagsAndEveryScript() throws Exception {
        String arn = only("TopicArn", create("orders", "é".repeat(128), "数".repeat(256), "a_.:/=+-@ 9", "_.:/=+-@"));

        assertThat(all("Key", list(arn))).containsExactlyInAnyOrder("é".repeat(128), "a_.:/=+-@ 9");
    }

    @Test
    void refusesAKeyThatComesTwice() throws Exception {
        String arn = actions.newTopic(caller, "orders");

        String tagged = tag(arn, "a", "1", "a", "2");
        String untagged = actions.call(
                caller, UNTAG_RESOURCE, "ResourceArn", arn, "TagKeys.member.1", "a", "TagKeys.member.2", "a");

        assertThat(only("Message", tagged)).isEqualTo("Invalid parameter: Duplicated keys are not allowed.");
        assertThat(only("Message", untagged)).isEqualTo("Invalid parameter: Duplicated keys are not allowed.");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        String arn = actions.newTopic(caller, "orders");

        assertThat(only("Message", actions.call(caller, TAG_RESOURCE, "ResourceArn", arn)))
                .isEqualTo("Invalid parameter: Tags Reason: no value for required parameter");
        assertThat(only(
                        "Message",
                        actions.call(caller, TAG_RESOURCE, "ResourceArn", arn, "Tags.member.first.Key", "k")))
                .isEqualTo("Invalid parameter: Tags Reason: no value for required parameter");
        assertThat(only("Message", actions.call(caller, UNTAG_RESOURCE, "ResourceArn", arn)))
                .isEqualTo("Invalid parameter: TagKeys Reason: no value for required parameter");
        assertThat(only("Message", actions.call(caller, LIST_TAGS_FOR_RESOURCE)))
                .isEqualTo("Invalid parameter: ResourceArn Reason: no value for required parameter");
    }

    @ParameterizedTest
    @EnumSource(names = {"TAG_RESOURCE", "UNTAG_RESOURCE", "LIST_TAGS_FOR_RESOURCE"})
    void answersResourceNotFoundWhereThereIsNoTopic(SnsAction action) throws Exception {
        String arn = "arn:scw:sns:fr-par:" + caller.scope().project().owner() + ":absent";

        String reply =
                actions.call(caller, action, "ResourceArn", arn, "Tags.member.1.Key", "a", "TagKeys.member.1", "a");

        assertThat(only("Code", reply)).isEqualTo("ResourceNotFound");
        assertThat(only("Message", reply)).isEqualTo("Resource does not exist");
    }

    private String create(String name, String... tags) throws Exception {
        return actions.call(caller, CREATE_TOPIC, parameters("Name", name, tags));
    }

    private String tag(String arn, String... tags) throws Exception {
        return actions.call(caller, TAG_RESOURCE, parameters("ResourceArn", arn, tags));
    }

    private String list(String arn) throws Exception {
        return actions.call(caller, LIST_TAGS_FOR_RESOURCE, "ResourceArn", arn);
    }

    private static String[] numbered(int count) {
        return IntStream.range(0, count)
                .boxed()
                .flatMap(i -> List.of("k" + i, "v").stream())
                .toArray(String[]::new);
    }

    private static String[] parameters(String name, String value, String... tags) {
        List<String> all = new ArrayList<>(List.of(name, value));
        for (int i = 0; i < tags.length; i += 2) {
            String member = "Tags.member." + (1 + i / 2);
            all.addAll(List.of(member + ".Key", tags[i], member + ".Value", tags[i + 1]));
        }
        return all.toArray(String[]::new);
    }
}
