package dev.carillon.sns.wire.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.testing.Keeps;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
    @Property
    void readsBackItsPosition(@ForAll long topicNo, @ForAll long subscriptionNo) {
        PageToken token = new PageToken(topicNo, subscriptionNo);

        assertThat(read(token.text("list"), "list")).isEqualTo(Checked.valid(token));
    }

    @Test
    void beginsWithoutAToken() {
        assertThat(PageToken.read(Forms.of(), "list")).isEqualTo(Checked.valid(PageToken.START));
        assertThat(read("", "list")).isEqualTo(Checked.valid(PageToken.START));
    }

    @Test
    @Keeps("list.bad-token")
    void refusesTheTokenOfAnotherList() {
        assertThat(Forms.fault(read(new PageToken(1, 2).text("one"), "another")).message())
                .isEqualTo("Invalid parameter: NextToken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "AAAA", "AAAAAAAAAAEAAAAAAAAAAgAAAAAAAAAA", "%%%", "AAAAAAAAAAEAAAAAAAAAAgAAAAAAAAAAAAAA"})
    @Keeps("list.bad-token")
    void refusesWhatItNeverGave(String token) {
        assertThat(Forms.fault(read(token, "list")).code()).isEqualTo(SnsErrorCode.INVALID_PARAMETER);
    }

    private static Checked<PageToken> read(String token, String list) {
        return PageToken.read(Forms.of("NextToken", token), list);
    }
}
