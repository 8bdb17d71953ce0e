package dev.carillon.sns.wire.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.testing.Keeps;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The replies that Scaleway was recorded to give, byte for byte. */
class XmlReplyTest {
    private static final String REQUEST_ID = "tx0b9c1a52-6d0e-4f0b-8a57-2f4f5c1f9d10";

    @Test
    @Keeps("wire.reply-form")
    void writesAResult() {
        byte[] reply = XmlReply.result(
                SnsAction.CREATE_TOPIC,
                REQUEST_ID,
                xml -> xml.text("TopicArn", "arn:scw:sns:fr-par:project-3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11:orders"));

        assertThat(text(reply)).isEqualTo("""
                <CreateTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                    <CreateTopicResult>
                        <TopicArn>arn:scw:sns:fr-par:project-3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11:orders</TopicArn>
                    </CreateTopicResult>
                    <ResponseMetadata>
                        <RequestId>tx0b9c1a52-6d0e-4f0b-8a57-2f4f5c1f9d10</RequestId>
                    </ResponseMetadata>
                </CreateTopicResponse>""");
    }

    @Test
    @Keeps("wire.no-result")
    void writesAReplyWithoutAResult() {
        assertThat(text(XmlReply.empty(SnsAction.DELETE_TOPIC, REQUEST_ID))).isEqualTo("""
                <DeleteTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                    <ResponseMetadata>
                        <RequestId>tx0b9c1a52-6d0e-4f0b-8a57-2f4f5c1f9d10</RequestId>
                    </ResponseMetadata>
                </DeleteTopicResponse>""");
    }

    @Test
    @Keeps({"wire.error-form", "wire.error-type"})
    void writesAnError() {
        assertThat(text(XmlReply.error(SnsFault.accessDenied(), "tx4e2d6a3c-91b7-4f7e-b1f6-0c5a7d2e8b44")))
                .isEqualTo("""
                <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                    <Error>
                        <Type>Sender</Type>
                        <Code>AccessDeniedException</Code>
                        <Message>You do not have sufficient access to perform this action.</Message>
                    </Error>
                    <RequestId>tx4e2d6a3c-91b7-4f7e-b1f6-0c5a7d2e8b44</RequestId>
                </ErrorResponse>""");
    }

    @Test
    @Keeps("wire.error-type")
    void blamesItselfForItsOwnFaults() {
        assertThat(text(XmlReply.error(SnsFault.internal(), REQUEST_ID)))
                .contains("<Type>Receiver</Type>", "<Code>InternalError</Code>");
    }

    @Test
    @Keeps({"wire.sorted-attributes", "wire.escapes"})
    void sortsAttributesAndEscapesTheirText() {
        byte[] reply = XmlReply.result(
                SnsAction.GET_TOPIC_ATTRIBUTES,
                REQUEST_ID,
                xml -> xml.attributes(Map.of("Policy", "{\"a\":'<&>'}\n\t\r", "Owner", "project-1", "Empty", "")));

        assertThat(text(reply)).contains("""
                        <Attributes>
                            <entry>
                                <key>Empty</key>
                                <value></value>
                            </entry>
                            <entry>
                                <key>Owner</key>
                                <value>project-1</value>
                            </entry>
                            <entry>
                                <key>Policy</key>
                                <value>{&#34;a&#34;:&#39;&lt;&amp;&gt;&#39;}&#xA;&#x9;&#xD;</value>
                            </entry>
                        </Attributes>
                """);
    }

    @Test
    void closesAnEmptyElementOnItsLine() {
        byte[] reply = XmlReply.result(SnsAction.LIST_TOPICS, REQUEST_ID, xml -> xml.element("Topics", members -> {}));

        assertThat(text(reply)).contains("""
                    <ListTopicsResult>
                        <Topics></Topics>
                    </ListTopicsResult>
                """);
    }

    @Test
    void writesAReplacementForWhatXmlCannotCarry() {
        SnsFault fault = SnsFault.invalidParameter("\u0000a\ud800b\uffffc😀");

        assertThat(text(XmlReply.error(fault, REQUEST_ID))).contains("<Message>\ufffda\ufffdb\ufffdc😀</Message>");
    }

    @Test
    void answersAPublishAsItAnswersAllElse() {
        UUID messageId = UUID.fromString("3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11");

        assertThat(XmlReply.published(messageId, REQUEST_ID))
                .isEqualTo(XmlReply.result(
                        SnsAction.PUBLISH_MESSAGE, REQUEST_ID, xml -> xml.text("MessageId", messageId.toString())));
    }

    private static String text(byte[] reply) {
        return new String(reply, StandardCharsets.UTF_8);
    }
}
