package dev.carillon.push.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.QueueArn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueUrlsTest {
    @ParameterizedTest
    @CsvSource({
        "https://sqs.example/project-a/orders, arn:scw:sqs:fr-par:project-a:orders, true",
        "https://sqs.example/project-b/orders, arn:scw:sqs:fr-par:project-a:orders, false",
        "https://sqs.example/project-b/orders, arn:aws:sqs:fr-par:123456789012:orders, false",
        "https://sqs.example/123456789012/orders, arn:aws:sqs:eu-west-3:123456789012:orders, true",
        "http://127.0.0.1:9324/000000000000/orders, arn:scw:sqs:fr-par:project-a:orders, true",
    })
    void noProjectReachesAnothersQueue(String url, String arn, boolean mayBe) {
        assertThat(QueueUrls.mayBe(url, QueueArn.parse(arn).orElseThrow())).isEqualTo(mayBe);
    }
}
